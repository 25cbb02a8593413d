package web

// helpRoutes are the pages of help: for everybody, also who can not sign in.
func (w *Web) helpRoutes() {
	w.add("GET /help", (*visit).help, signedInOrNot)
	w.add("GET /help/{topic}", (*visit).helpTopic, signedInOrNot)
	w.add("GET /help/docs/{path...}", (*visit).helpDocument, signedInOrNot)
	w.add("GET /keys", (*visit).keys, signedInOrNot)
}
