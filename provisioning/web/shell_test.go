package web

import "testing"

func TestALinkSignsItsReaderInWithoutATraceOfItsToken(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.open("/link#" + s.invited("anne"))
	w.says("p", "For anne@example.com")
	if at := value[string](w, `location.href`); at != s.url+"/link" {
		t.Errorf("the address is %s", at)
	}
	w.typeInto("#password", password+"\r")
	w.until(`location.pathname == "/" && !!document.getElementById("sidebar")`)
}

func TestSearchingByKeyboardWhileOneTypes(t *testing.T) {
	s := newSite(t)
	s.login("Amandine")
	s.login("Amélie")
	w := s.window()
	w.signIn(adminEmail)
	w.strike("/", "Slash")
	w.press("ame")
	w.says("#found", "Amélie Person")
	w.says("#announcement", "1 found")
	w.strike("ArrowDown", "ArrowDown")
	w.until(`document.activeElement.matches("#found a")`)
	w.strike("Escape", "Escape")
	w.until(`document.activeElement.id == "search" && getComputedStyle(document.getElementById("found")).display == "none"`)
}

func TestATemplateByKeyboardAlone(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.open("/templates/new")
	w.typeInto("#ring_seconds", "500")
	w.typeInto("#name", "Front desk\r")
	w.says("#wrong", "Ring for")
	w.until(`document.activeElement.id == "wrong"`)
	value[bool](w, `(document.getElementById("ring_seconds").value = "", true)`)
	w.typeInto("#ring_seconds", "30\r")
	w.says("#notice", "The template “Front desk” has been added.")
	w.says("#announcement", "The template “Front desk” has been added.")
	w.until(`location.pathname == "/templates"`)
	w.click("#notice button")
	w.says("#notice", "taken back")
	w.says("main", "There is no template yet")
}
