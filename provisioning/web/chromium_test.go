package web

import (
	"os"
	"testing"

	"annuaire/provisioning/web/chromium"
)

// theBrowser is one Chromium for all tests of the process: each has a profile of its own in it.
var theBrowser chromium.Browser

// TestMain ends the browser when all tests are done.
func TestMain(m *testing.M) {
	code := m.Run()
	theBrowser.Close()
	os.Exit(code)
}

// window is a window of Chromium on a site.
type window struct{ *chromium.Window }

// window opens a window with a profile of its own.
func (s *site) window() window {
	s.t.Helper()
	return window{theBrowser.Open(s.t, s.url, s.log)}
}

// signIn signs in by keyboard.
func (w window) signIn(email string) {
	w.Open("/sign-in")
	w.TypeInto("#name", email)
	w.TypeInto("#password", password+"\r")
	w.Until(`location.pathname == "/" && document.readyState === "complete" && !!document.getElementById("sidebar")`)
}

// value is what an expression gives on the page that the window shows.
func value[T any](w window, expression string) T { return chromium.Value[T](w.Window, expression) }
