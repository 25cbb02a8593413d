package web

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// largeDirectory has a thousand folders in one, thirty in each other, and five hundred contacts in the first. It gives the last of the
// thirty, and a contact.
func (s *site) largeDirectory() (deep directory.Folder, anne directory.Contact) {
	s.t.Helper()
	_, err := s.d.Apply(s.t.Context(), "fill", func(e *directory.Edit) (err error) {
		for i := range 1000 {
			if _, err := e.CreateFolder(directory.FolderDraft{Name: fmt.Sprintf("Site %04d", i)}); err != nil {
				return err
			}
		}
		below := uuid.Nil
		for i := range 29 {
			if deep, err = e.CreateFolder(directory.FolderDraft{ParentID: below, Name: fmt.Sprintf("Étage %02d", i)}); err != nil {
				return err
			}
			below = deep.ID
		}
		for i := range 500 {
			if _, _, err := e.CreateContact(directory.ContactDraft{FirstName: fmt.Sprintf("P%03d", i), LastName: "Person"}); err != nil {
				return err
			}
		}
		anne, _, err = e.CreateContact(directory.ContactDraft{FirstName: "Anne", LastName: "Abadie"})
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return deep, anne
}

// TestALargeDirectoryIsWorkedInByTyping scrolls, opens branches, filters, and moves a contact into one of a thousand folders.
func TestALargeDirectoryIsWorkedInByTyping(t *testing.T) {
	s := newSite(t)
	deep, anne := s.largeDirectory()
	w := s.window()
	w.signIn(adminEmail)
	few := func(where string) {
		t.Helper()
		if n := value[int](w, `document.querySelectorAll("*").length`); n > 2500 {
			t.Errorf("%s has %d elements", where, n)
		}
	}
	root := folderPath(s.d.Root())
	w.Open(root)
	few("the first folder")
	value[bool](w, `(document.querySelector(".tree").scrollTo(0, 100000), document.querySelector(".tree .further").click(), true)`)
	w.Until(`location.search == "?folders=50" && document.querySelectorAll(".tree .further").length == 2`)
	few("its second page")
	w.Open(folderPath(deep))
	w.Says(".tree a[aria-current]", "Étage 28")
	few("thirty folders deep")

	w.Open(root)
	w.TypeInto("#find", "ETAGE 07")
	w.suggests("#find", "Étage 07")
	w.Strike("ArrowDown", "ArrowDown")
	w.Strike("Enter", "Enter")
	w.Says("h1", "Étage 07")

	w.Open(root)
	w.TypeInto("#filter", "anne")
	w.Until(`document.querySelectorAll("#list tbody tr").length == 1`)
	w.Click(`input[name="id"]`)
	w.TypeInto("#to", "site 0777")
	w.suggests("#to", "Site 0777")
	w.Strike("ArrowDown", "ArrowDown")
	w.Until(`document.getElementById(document.querySelector("#to").getAttribute("aria-activedescendant")).textContent == "Site 0777"`)
	w.Strike("Escape", "Escape")
	w.Until(`document.querySelector("#to").getAttribute("aria-expanded") == "false"`)
	w.Strike("ArrowDown", "ArrowDown")
	w.suggests("#to", "Site 0777")
	w.Strike("ArrowDown", "ArrowDown")
	w.Strike("Enter", "Enter")
	w.Until(`document.querySelector("#to").value == "Site 0777"`)
	w.Click(`button[formaction="/directory/selected/move"]`)
	w.Says("#notice", "What was selected is in “Site 0777” now.")
	moved, err := s.d.Contact(anne.ID)
	if err != nil {
		t.Fatal(err)
	}
	if to, err := s.d.Folder(moved.FolderID); err != nil || to.Name != "Site 0777" {
		t.Errorf("%+v, %v", to, err)
	}
}

// suggests waits until what is suggested first for all that was typed into a field ends with a name.
func (w window) suggests(field, name string) {
	w.Until(fmt.Sprintf(`document.querySelector(%q).getAttribute("aria-expanded") == "true" && document.querySelector(%q).dataset.name.endsWith(%q)`, field, field+"-choices li", name))
}
