package web

import "testing"

func TestALinkSignsItsReaderInWithoutATraceOfItsToken(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.Open("/link#" + s.invited("anne"))
	w.Says("p", "For anne@example.com")
	if at := value[string](w, `location.href`); at != s.url+"/link" {
		t.Errorf("the address is %s", at)
	}
	w.TypeInto("#password", password+"\r")
	w.Until(`location.pathname == "/" && !!document.getElementById("sidebar")`)
}

func TestSearchingByKeyboardWhileOneTypes(t *testing.T) {
	s := newSite(t)
	s.login("Amandine")
	s.login("Amélie")
	w := s.window()
	w.signIn(adminEmail)
	w.Strike("/", "Slash")
	w.Press("ame")
	w.Says("#found", "Amélie Person")
	w.Says("#announcement", "1 found")
	w.Strike("ArrowDown", "ArrowDown")
	w.Until(`document.activeElement.matches("#found a")`)
	w.Strike("Escape", "Escape")
	w.Until(`document.activeElement.id == "search" && getComputedStyle(document.getElementById("found")).display == "none"`)
}

func TestATemplateByKeyboardAlone(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.Open("/templates/new")
	w.TypeInto("#ring_seconds", "500")
	w.TypeInto("#name", "Front desk\r")
	w.Says("#wrong", "Ring for")
	w.Until(`document.activeElement.id == "wrong"`)
	value[bool](w, `(document.getElementById("ring_seconds").value = "", true)`)
	w.TypeInto("#ring_seconds", "30\r")
	w.Says("#notice", "The template “Front desk” has been added.")
	w.Says("#announcement", "The template “Front desk” has been added.")
	w.Until(`location.pathname == "/templates"`)
	w.Click("#notice button")
	w.Says("#notice", "taken back")
	w.Says("main", "There is no template yet")
}
