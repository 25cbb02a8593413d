package web

// settingsRoutes are the pages of what the program is configured with.
func (w *Web) settingsRoutes() {
	w.add("GET /settings", (*visit).settings, signedIn)
}
