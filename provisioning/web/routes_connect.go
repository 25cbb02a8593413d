package web

// connectRoutes are the pages that connect phones: the accounts they bind as, what to type into them, and what they ask.
func (w *Web) connectRoutes() {
	w.add("GET /accounts", (*visit).accounts, signedIn)
	w.add("GET /accounts/named", (*visit).accountNamed, signedIn)
	w.add("GET /accounts/new", (*visit).accountNew, signedIn)
	w.add("POST /accounts/new", (*visit).accountCreate, signedIn)
	w.add("GET /accounts/{id}", (*visit).accountShow, signedIn)
	w.add("POST /accounts/{id}", (*visit).accountChange, signedIn)
	w.add("GET /accounts/{id}/secret", (*visit).accountSure, signedIn)
	w.add("POST /accounts/{id}/secret", (*visit).accountRotate, signedIn)
	w.add("GET /accounts/{id}/delete", (*visit).accountSure, signedIn)
	w.add("POST /accounts/{id}/delete", (*visit).accountDelete, signedIn)

	w.add("GET /connect", (*visit).connect, signedIn)
	w.add("GET /connect/requests", (*visit).requests, signedIn)
	w.add("GET /connect/requests/live", (*visit).requestsLive, signedIn)
	w.add("GET /connect/{family}", (*visit).connectPhone, signedIn)
	w.add("POST /connect/{family}", (*visit).connectPhoneDo, signedIn)
	w.add("GET /connect/{family}/settings", (*visit).connectSettings, signedIn)
	w.add("POST /connect/{family}/file", (*visit).connectFile, signedIn)
}
