package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
)

// noticeCookie carries what has just been done to the page that is shown next.
const noticeCookie = "annuaire-notice"

// notice says what has just been done. Revision is what « Annuler » takes back, 0 where nothing can be.
type notice struct {
	Text     words  `json:"text"`
	About    string `json:"about"` // the name of what was changed
	Revision uint64 `json:"revision"`
	Redo     bool   `json:"redo,omitempty"` // taking it back does again what was taken back: it is « Rétablir »
	Back     string `json:"back,omitempty"` // where one goes who takes it back, where the page it is shown on is gone then; "": that page
}

// done ends a POST that has changed something: the browser goes on to an address, where a text, with the name of what was changed, says what was done.
func (v *visit) done(address string, text words, about string) error {
	return v.leave(address, notice{Text: text, About: about, Revision: v.api.revision})
}

// added is done for something new, whose own page is shown next: who takes it back goes to another address.
func (v *visit) added(address, back string, text words, about string) error {
	return v.leave(address, notice{Text: text, About: about, Revision: v.api.revision, Back: back})
}

// leave sends the browser on to an address, with a notice to show there.
func (v *visit) leave(address string, n notice) error {
	raw, err := json.Marshal(n)
	if err != nil {
		return err
	}
	http.SetCookie(v.w, &http.Cookie{
		Name: noticeCookie, Value: base64.RawURLEncoding.EncodeToString(raw), Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	v.redirect(address)
	return nil
}

// takeNotice gives the notice that the browser has brought along, once.
func (v *visit) takeNotice() *notice {
	cookie, err := v.r.Cookie(noticeCookie)
	if err != nil || v.self == nil {
		return nil
	}
	http.SetCookie(v.w, &http.Cookie{Name: noticeCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	raw, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return nil
	}
	var n notice
	if json.Unmarshal(raw, &n) != nil || n.Text == "" {
		return nil
	}
	return &n
}
