package web

// directoryRoutes are the pages of the directory: folders and contacts.
func (w *Web) directoryRoutes() {
	w.add("GET /directory", (*visit).directory, signedIn)
	w.add("GET /directory/find", (*visit).folderFind, signedIn)
	w.add("GET /directory/folders/{id}", (*visit).folder, signedIn)
	w.add("GET /directory/folders/{id}/new", (*visit).folderNew, signedIn)
	w.add("POST /directory/folders/{id}/new", (*visit).folderCreate, signedIn)
	w.add("GET /directory/folders/{id}/rename", (*visit).folderRename, signedIn)
	w.add("POST /directory/folders/{id}/rename", (*visit).folderRenamed, signedIn)
	w.add("GET /directory/folders/{id}/move", (*visit).folderMove, signedIn)
	w.add("POST /directory/folders/{id}/move", (*visit).folderMoved, signedIn)
	w.add("GET /directory/folders/{id}/delete", (*visit).folderDelete, signedIn)
	w.add("POST /directory/folders/{id}/delete", (*visit).folderDeleted, signedIn)
	w.add("GET /directory/folders/{id}/contacts/new", (*visit).contactNew, signedIn)
	w.add("POST /directory/folders/{id}/contacts/new", (*visit).contactCreate, signedIn)
	w.add("POST /directory/selected/move", (*visit).selectedMove, signedIn)
	w.add("POST /directory/selected/delete", (*visit).selectedDelete, signedIn)

	w.add("GET /directory/contacts/{id}", (*visit).contact, signedIn)
	w.add("GET /directory/contacts/{id}/details", (*visit).contactDetails, signedIn)
	w.add("GET /directory/contacts/{id}/edit", (*visit).contactEdit, signedIn)
	w.add("POST /directory/contacts/{id}/edit", (*visit).contactChange, signedIn)
	w.add("POST /directory/contacts/{id}/delete", (*visit).contactDelete, signedIn)
	w.add("POST /directory/contacts/{id}/reviewed", (*visit).contactReviewed, signedIn)
	w.addUpload("POST /directory/contacts/{id}/photo", (*visit).photoSet, photoFormBytes)
	w.add("GET /directory/contacts/{id}/photo", (*visit).photoShow, signedIn)
	w.add("POST /directory/contacts/{id}/photo/remove", (*visit).photoRemove, signedIn)
	w.add("POST /directory/contacts/{id}/lines", (*visit).lineAssociate, signedIn)
	w.add("POST /directory/contacts/{id}/lines/dissociate", (*visit).lineDissociate, signedIn)
	w.add("POST /directory/contacts/{id}/lines/default", (*visit).lineDefault, signedIn)
	w.add("POST /directory/contacts/{id}/voicemail/pin", (*visit).voicemailPIN, signedIn)
}
