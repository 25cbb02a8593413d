package web

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// TestAMorningInTheDirectoryInFrenchByKeyboard adds a folder and a contact in it, finds the contact as one types, and takes the last change back.
func TestAMorningInTheDirectoryInFrenchByKeyboard(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	value[bool](w, `fetch("/preferences", {method: "POST", body: new URLSearchParams({language: "fr", back: "/"})}).then(r => r.ok)`)
	root := folderPath(s.d.Root())
	w.open(root + "/new")
	w.typeInto("#name", "Ventes\r")
	w.says("#notice", "Le dossier «\u202fVentes\u202f» a été ajouté.")
	w.says("h1", "Ventes")
	sales := value[string](w, `location.pathname`)
	w.open(sales + "/contacts/new")
	w.typeInto("#first_name", "Hélène\r")
	w.says("#wrong", "Ce champ est obligatoire.")
	w.until(`document.activeElement.id == "wrong"`) // where the page puts the focus before one types on
	w.typeInto("#last_name", "Martin\r")
	w.says("#notice", "Le contact «\u202fHélène Martin\u202f» a été ajouté.")
	if at := value[string](w, `location.pathname`); !strings.HasSuffix(at, "/details") {
		t.Errorf("the record opens at %s", at)
	}
	w.strike("Escape", "Escape")
	w.until(`location.pathname == ` + quoted(sales))
	w.typeInto("#filter", "helene")
	w.until(`location.search == "?q=helene&kind=&has_email=" && document.activeElement.id == "filter"`)
	w.says("#list", "Hélène Martin")
	w.typeInto("#filter", "x")
	w.says("#list", "Personne ne correspond")
}

func TestContactsAndFoldersAreMovedByDragging(t *testing.T) {
	s := newSite(t)
	sales, north := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Nord")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	w := s.window()
	w.signIn(adminEmail)
	w.open(folderPath(s.d.Root()))
	w.drag(`tr[data-contact="`+anne.ID.String()+`"]`, `.tree a[data-folder="`+sales.ID.String()+`"]`)
	w.says("#notice", "What was selected is in “Ventes” now.")
	w.drag(`.tree a[data-folder="`+north.ID.String()+`"]`, `.tree a[data-folder="`+sales.ID.String()+`"]`)
	w.says("#notice", "The folder “Nord” has been moved.")
	if moved, err := s.d.Contact(anne.ID); err != nil || moved.FolderID != sales.ID {
		t.Errorf("%+v, %v", moved, err)
	}
	if moved, err := s.d.Folder(north.ID); err != nil || moved.ParentID != sales.ID {
		t.Errorf("%+v, %v", moved, err)
	}
}

// drag has the page see one thing being dragged onto another.
func (w *window) drag(what, onto string) {
	w.t.Helper()
	value[bool](w, `(() => {
		const data = new DataTransfer();
		const tell = (selector, kind) => document.querySelector(selector).dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
		tell(`+quoted(what)+`, "dragstart");
		tell(`+quoted(onto)+`, "dragover");
		tell(`+quoted(onto)+`, "drop");
		return true;
	})()`)
}

func TestWhatWasTypedIsNotLeftWithoutAQuestion(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.open("/templates/new")
	w.typeInto("#name", "Front desk")
	value[bool](w, `(window.confirm = text => { window.asked = text; return false; }, true)`)
	w.click(`#sidebar a[href="/directory"]`)
	w.until(`(window.asked || "").startsWith("What you have typed has not been saved")`)
	if at := value[string](w, `location.pathname`); at != "/templates/new" {
		t.Errorf("the page was left for %s", at)
	}
	value[bool](w, `(document.getElementById("name").value = "", true)`) // so that the window can be closed
}
