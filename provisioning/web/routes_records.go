package web

// recordRoutes are the pages of what has happened: the bin, the journal, invoices.
func (w *Web) recordRoutes() {
	w.add("GET /bin", (*visit).bin, signedIn)
	w.add("POST /bin/{kind}/{id}", (*visit).bringBack, signedIn)
	w.add("GET /journal", (*visit).journal, signedIn)
	w.add("GET /journal/{revision}", (*visit).journalShow, signedIn)
	w.add("GET /invoices", (*visit).invoices, signedIn)
	w.add("GET /invoices/{month}", (*visit).invoice, signedIn)
}
