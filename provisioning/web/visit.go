package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/message"
)

// visit is one request for a page, and what is known of who makes it.
type visit struct {
	web      *Web
	w        http.ResponseWriter
	r        *http.Request
	api      *client
	self     *self // nil: nobody is signed in
	language string
	printer  *message.Printer
	tree     *folderTree // the folders in sight, once somebody has asked for all of them
	tooLarge bool        // the form was, and has not been read: pages that take files say so
}

// who says which visitors a page is for.
type who int

const (
	signedIn      who = iota // others are asked to sign in first
	signedInOrNot            // anybody, in the frame of who they are
	anybody                  // anybody, and it does not matter who
)

func (w *Web) newVisit(rw http.ResponseWriter, r *http.Request) *visit {
	v := &visit{web: w, w: rw, r: r, api: &client{api: w.API, visitor: r, answers: rw}}
	v.speak(w.languages.asked(r, w.Language))
	return v
}

func (v *visit) speak(language string) {
	v.language, v.printer = language, v.web.languages.printers[language]
}

// visited makes a handler of a page's function: it finds out who visits, and makes a page of an error.
func (w *Web) visited(show func(*visit) error, by who) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		v := w.newVisit(rw, r)
		err := readForm(r)
		defer func() {
			if r.MultipartForm != nil {
				_ = r.MultipartForm.RemoveAll() // what stays is in the system's folder for what is temporary
			}
		}()
		if p := problemIn(err); p != nil && p.Code == "too_large" && w.formBytes[r.Pattern] != 0 {
			v.tooLarge, err = true, nil
		}
		if err == nil && by != anybody {
			err = v.recognise()
		}
		if p := (*problem)(nil); by == signedInOrNot && errors.As(err, &p) && p.Status == http.StatusUnauthorized {
			err = nil
		}
		if err == nil {
			err = show(v)
		}
		if err != nil {
			v.fail(err)
		}
	}
}

// formMemory is how much of a file that comes in a form is held in memory; the rest is on disk as long as the request.
const formMemory = 1 << 20

// readForm reads what a form sends. It fails for one that is too large, or none.
func readForm(r *http.Request) error {
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(formMemory)
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return refusal(http.StatusRequestEntityTooLarge, "too_large")
	}
	if err != nil {
		return refusal(http.StatusBadRequest, "invalid")
	}
	return nil
}

// recognise finds out who visits, and speaks their language.
func (v *visit) recognise() error {
	var s self
	if err := v.api.get("/self", &s); err != nil {
		return err
	}
	v.self = &s
	if _, err := v.r.Cookie(languageCookie); err != nil && s.Contact != nil { // what was chosen in this browser stands before that
		if language := v.web.languages.nearest(s.Contact.Language); language != "" {
			v.speak(language)
		}
	}
	return nil
}

// fail makes a page of an error: who is not signed in is asked to, and comes back to where they were or wanted to go.
func (v *visit) fail(err error) {
	p, is := errors.AsType[*problem](err)
	if !is {
		v.web.Logger.ErrorContext(v.r.Context(), "a page failed", "method", v.r.Method, "path", v.r.URL.Path, "error", err)
		p = refusal(http.StatusInternalServerError, "internal")
	}
	if p.Status == http.StatusUnauthorized {
		v.askToSignIn()
		return
	}
	v.showProblem(p)
}

// here is the address of the page that is visited.
func (v *visit) here() string { return v.r.URL.RequestURI() }

// redirect sends the browser to another page, with the cookies it is to keep.
func (v *visit) redirect(address string) {
	v.keepCookies()
	http.Redirect(v.w, v.r, local(address), http.StatusSeeOther)
}

func (v *visit) keepCookies() {
	for _, cookie := range v.api.cookies {
		v.w.Header().Add("Set-Cookie", cookie)
	}
}

// local is an address on this server; what leads anywhere else is the first page instead, so that nobody is sent on by a link that looks like ours.
func local(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(address, "//") || strings.ContainsRune(address, '\\') {
		return "/"
	}
	return address
}
