package web

// choiceRoutes are what fields suggest as one types, and where that leads which was typed.
func (w *Web) choiceRoutes() {
	w.add("GET /choices/folders", (*visit).suggestFolders, signedIn)
	w.add("GET /choices/people", (*visit).suggestPeople, signedIn)
}
