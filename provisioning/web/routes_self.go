package web

// selfRoutes are the pages of one's own account.
func (w *Web) selfRoutes() {
	w.add("GET /self", (*visit).selfShow, signedIn)
	w.add("POST /self", (*visit).selfChange, signedIn)
	w.addUpload("POST /self/photo", (*visit).selfPhotoSet, photoFormBytes)
	w.add("GET /self/photo", (*visit).selfLead, signedIn)
	w.add("POST /self/photo/remove", (*visit).selfPhotoRemove, signedIn)
	w.add("POST /self/password", (*visit).selfPassword, signedIn)
	w.add("GET /self/password", (*visit).selfLead, signedIn)
	w.add("POST /self/sessions/end", (*visit).selfSessionsEnd, signedIn)
	w.add("POST /self/sessions/end-one", (*visit).selfSessionEnd, signedIn)
}
