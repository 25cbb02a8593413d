package web

import "net/http"

// routes are all pages: method and address, what answers, and whom.
func (w *Web) routes() {
	w.mux.Handle("GET "+assetsPath, w.assets)

	w.add("GET /sign-in", (*visit).signInShow, anybody)
	w.add("POST /sign-in", (*visit).signIn, anybody)
	w.add("POST /sign-out", (*visit).signOut, anybody)
	w.add("GET /link", (*visit).linkShow, anybody)
	w.add("POST /link", (*visit).linkOpen, anybody)
	w.add("POST /link/password", (*visit).linkUse, anybody)
	w.add("GET /forgotten", (*visit).forgottenShow, anybody)
	w.add("POST /forgotten", (*visit).forgotten, anybody)
	w.add("POST /preferences", (*visit).prefer, anybody)

	w.add("GET /{$}", (*visit).home, signedIn)
	w.add("GET /health", (*visit).health, signedIn)
	w.add("GET /health/{name}", (*visit).ailment, signedIn)
	w.add("GET /search", (*visit).search, signedIn)
	w.add("POST /undo", (*visit).undo, signedIn)

	w.directoryRoutes()
	w.choiceRoutes()

	w.add("GET /templates", (*visit).templates, signedIn)
	w.add("GET /templates/new", (*visit).templateNew, signedIn)
	w.add("POST /templates/new", (*visit).templateCreate, signedIn)
	w.add("GET /templates/{id}", (*visit).templateEdit, signedIn)
	w.add("POST /templates/{id}", (*visit).templateChange, signedIn)
	w.add("POST /templates/{id}/delete", (*visit).templateDelete, signedIn)

	w.recordRoutes()
	w.userRoutes()
	w.telephonyRoutes()
	w.accessRoutes()
	w.connectRoutes()
	w.importRoutes()
	w.settingsRoutes()
	w.selfRoutes()
	w.helpRoutes()
}

func (w *Web) add(pattern string, show func(*visit) error, by who) {
	w.mux.Handle(pattern, w.visited(show, by))
}

// addUpload adds a page that takes a file, in a form of up to most bytes.
func (w *Web) addUpload(pattern string, show func(*visit) error, most int64) {
	w.formBytes[pattern] = most
	w.add(pattern, show, signedIn)
}

var _ http.Handler = (*assets)(nil)
