package web

import (
	"strings"
	"testing"

	"annuaire/provisioning/web/chromium"
)

// hands open a window of the administrator's, on a page.
func (s *site) hands(address string, keyboard bool) chromium.Hand {
	s.t.Helper()
	w := s.window()
	w.signIn(adminEmail)
	w.Open(address)
	return chromium.Hand{Window: w.Window, Keyboard: keyboard}
}

func TestUsersAreFoundAsOneTypesAndTheirPanelsOpenFromTheirCells(t *testing.T) {
	s := newSite(t)
	newOffice(s)
	h := s.hands("/users", true)
	h.Fill("Search users", "nobody")
	h.Sees("No user has such a name, extension or number.")
	h.Until(`location.search.includes("q=nobody") && document.activeElement.id === "filter"`)
	h.Fill("Search users", "1002")
	h.Sees("Marie Leroy")
	h.Until(`location.search.includes("q=1002")`)
	icons := chromium.Value[[]string](h.Window, `[...document.querySelectorAll("#list td a.cell [title]")].map(e => e.title)`)
	if told := strings.Join(icons, ", "); !strings.Contains(told, "Do not disturb") {
		t.Errorf("icons tell %s to who points at them", told)
	}
	h.Press("1001 +1, Extensions of Marie Leroy 1001 1002")
	h.SeesTitle("Marie Leroy")
	h.Sees("One more extension")
	h.Until(`document.activeElement.matches("main h1") && document.getElementById("announcement").textContent.includes("Marie Leroy")`)
	chromium.Value[bool](h.Window, `(history.back(), true)`)
	h.Until(`location.pathname === "/users" && location.search.includes("q=1002") && document.getElementById("filter")?.value === "1002"`)
	h.Sees("Marie Leroy")
}

func TestANewUserIsProposedTheNextFreeExtension(t *testing.T) {
	s := newSite(t)
	newOffice(s)
	h := s.hands("/users/new", true)
	if next := chromium.Value[string](h.Window, `document.getElementById("extensions[0].number").value`); next != "1000" {
		t.Errorf("%s is proposed", next)
	}
	h.Fill("First name", "Luc")
	h.Fill("Extension", "1001")
	h.Press("Add")
	h.Until(`document.activeElement.id === "last_name" || document.activeElement.name === "contact.last_name"`) // the browser asks for it
	h.Fill("Last name", "Petit")
	h.Press("Add")
	h.Sees("Marie Leroy")
	h.Until(`document.activeElement.id === "wrong"`)
	h.Fill("Extension", "1000")
	h.Press("Add")
	h.Sees("Luc Petit has been added.")
}

// TestAListWithAnEmptyChoiceDoesNotKeepAFormBack deletes a user with a mailbox, what becomes of which is an empty choice: browsers did not send that form.
func TestAListWithAnEmptyChoiceDoesNotKeepAFormBack(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	h := s.hands(o.address("/delete"), false)
	h.Sees("spare, no longer signed in")
	h.Tick("Put the phones in the bin too")
	h.Sees("2 phones\nin the bin until")
	h.Press("Delete user")
	h.Sees("Marie Leroy is no longer a user.")
	h.Sees("Undo")
}

func TestALeaversPhonesGetNewSecretsWhichAreShownOnce(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	h := s.hands(o.address("/replace"), true)
	h.Fill("Somebody who is in the directory already", "jean")
	h.Press("Search")
	h.Press("Choose: Jean Petit")
	h.Sees("Jean Petit takes the place.")
	h.Press("Replace")
	h.Sees("SIP password")
	h.Press("Noted, go on")
	h.SeesTitle("Jean Petit")
}

func TestFeaturesAreSwitchedAndLinesAssociatedOnTheirPages(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	h := s.hands(o.address("/features"), true)
	h.Press("Turn off: Do not disturb")
	h.Sees("The feature “Do not disturb” is off now.")
	h.Press("Turn on: Do not disturb")
	h.Sees("The feature “Do not disturb” is on now.")
	h.Press("Lines")
	h.SeesTitle("Lines")
	h.Press("06 39 98 10 50")
	h.Fill("Whose line it is to be", "leroy")
	h.Press("Search")
	h.Press("Associate: Marie Leroy")
	h.Sees("Pack Convergence complete")
}

func TestPhonesGroupsAndRolesAreMadeByMouse(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	h := s.hands(o.address("/phones"), false)
	h.Press("Desk phone (SIP)")
	h.Fill("Name", "Quai")
	h.Fill("SIP user", "quai")
	h.Press("Add")
	h.Sees("The phone Quai has been added.")
	h.Press("Noted, go on")
	h.Press("Call groups")
	h.SeesTitle("Call groups")
	h.Press("Accueil")
	h.SeesTitle("Accueil")
	h.Press("Remove Jean Petit")
	h.Sees("has one member less.")
	h.Press("Access management")
	h.SeesTitle("Access management")
	h.Press("API tokens")
	h.SeesTitle("API tokens")
	h.Fill("What it is for", "scripts")
	h.Tick("Standard user")
	h.Press("Make a token")
	h.Sees("shown this once")
}
