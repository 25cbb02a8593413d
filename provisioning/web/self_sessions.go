package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// openSession is a browser in which the visitor is signed in.
type openSession struct {
	ID       string    `json:"id"`
	OpenedAt time.Time `json:"opened_at"`
	Address  string    `json:"address"`
	Agent    string    `json:"agent"`
	Current  bool      `json:"current"`
}

func (v *visit) openSessions() ([]openSession, error) {
	var list struct {
		Sessions []openSession `json:"sessions"`
	}
	err := v.api.get("/self/sessions", &list)
	return list.Sessions, err
}

// selfSessionEnd signs the visitor out in one browser.
func (v *visit) selfSessionEnd() error {
	list, err := v.openSessions()
	if err != nil {
		return err
	}
	id := v.r.PostFormValue("id")
	for _, s := range list {
		if s.ID == id && s.Current {
			return v.signOut()
		}
	}
	if err := v.api.delete("/self/sessions/" + url.PathEscape(id)); err != nil && (problemIn(err) == nil || problemIn(err).Status != http.StatusNotFound) {
		return err // one that is there no more has ended, as was wanted
	}
	v.api.revision = 0 // what has ended stays so
	return v.done("/self", "The session has been ended.", "")
}

// selfSessionsEnd signs the visitor out everywhere else.
func (v *visit) selfSessionsEnd() error {
	if err := v.api.delete("/self/sessions"); err != nil {
		return err
	}
	v.api.revision = 0 // what has ended stays so
	return v.done("/self", "You are signed out everywhere else.", "")
}

// Browser is what people call the browser and its system, as far as what it calls itself tells: "Firefox, Windows".
func (s openSession) Browser() string {
	first, _, _ := strings.Cut(s.Agent, "/")
	program := nameIn(s.Agent, [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"", first}})
	system := nameIn(s.Agent, [][2]string{{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iOS"}, {"iPad", "iOS"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}})
	return strings.Trim(program+", "+system, ", ")
}

// nameIn is the name of the first sign that a text has; "" where it has none.
func nameIn(text string, signs [][2]string) string {
	for _, sign := range signs {
		if strings.Contains(text, sign[0]) {
			return sign[1]
		}
	}
	return ""
}
