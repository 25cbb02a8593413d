package web

// accessRoutes are the pages that say who may do what: roles, people and API tokens.
func (w *Web) accessRoutes() {
	w.add("GET /access", (*visit).roles, signedIn)
	w.add("GET /access/roles/new", (*visit).roleNew, signedIn)
	w.add("POST /access/roles/new", (*visit).roleCreate, signedIn)
	w.add("GET /access/roles/{id}", (*visit).roleShow, signedIn)
	w.add("POST /access/roles/{id}", (*visit).roleChange, signedIn)
	w.add("POST /access/roles/{id}/copy", (*visit).roleCopy, signedIn)
	w.add("POST /access/roles/{id}/delete", (*visit).roleDelete, signedIn)
	w.add("GET /access/people", (*visit).accessPeople, signedIn)
	w.add("GET /access/people/{id}", (*visit).accessShow, signedIn)
	w.add("POST /access/people/{id}", (*visit).accessChange, signedIn)
	w.add("POST /access/people/{id}/local", (*visit).accessLocal, signedIn)
	w.add("POST /access/people/{id}/invite", (*visit).accessInvite, signedIn)
	w.add("POST /access/people/{id}/close", (*visit).accessClose, signedIn)
	w.add("GET /access/tokens", (*visit).tokens, signedIn)
	w.add("POST /access/tokens", (*visit).tokenCreate, signedIn)
	w.add("POST /access/tokens/{id}/revoke", (*visit).tokenRevoke, signedIn)
}
