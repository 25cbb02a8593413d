package web

// importRoutes are the pages of imports.
func (w *Web) importRoutes() {
	w.add("GET /imports", (*visit).imports, signedIn)
	w.add("GET /imports/new", (*visit).importNew, signedIn)
	w.addUpload("POST /imports/new", (*visit).importUpload, w.ImportBytes+importFormBytes)
	w.add("GET /imports/{id}", (*visit).importShow, signedIn)
	w.add("GET /imports/{id}/errors.csv", (*visit).importErrors, signedIn)
	w.add("GET /imports/{id}/rows.csv", (*visit).importTable, signedIn)
	w.add("POST /imports/{id}/options", (*visit).importReadAgain, signedIn)
	w.add("POST /imports/{id}/plan", (*visit).importPlan, signedIn)
	w.add("POST /imports/{id}/rows", (*visit).importTick, signedIn)
	w.add("POST /imports/{id}/apply", (*visit).importApply, signedIn)
	w.add("POST /imports/{id}/undo", (*visit).importUndo, signedIn)
}
