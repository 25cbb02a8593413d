package web

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/web/chromium"
)

// TestAMorningInTheDirectoryInFrenchByKeyboard adds a folder and a contact in it, finds the contact as one types, and takes the last change back.
func TestAMorningInTheDirectoryInFrenchByKeyboard(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	value[bool](w, `fetch("/preferences", {method: "POST", body: new URLSearchParams({language: "fr", back: "/"})}).then(r => r.ok)`)
	root := folderPath(s.d.Root())
	w.Open(root + "/new")
	w.TypeInto("#name", "Ventes\r")
	w.Says("#notice", "Le dossier «\u202fVentes\u202f» a été ajouté.")
	w.Says("h1", "Ventes")
	sales := value[string](w, `location.pathname`)
	w.Open(sales + "/contacts/new")
	w.TypeInto("#first_name", "Hélène\r")
	w.Says("#wrong", "Ce champ est obligatoire.")
	w.Until(`document.activeElement.id == "wrong"`) // where the page puts the focus before one types on
	w.TypeInto("#last_name", "Martin\r")
	w.Says("#notice", "Le contact «\u202fHélène Martin\u202f» a été ajouté.")
	if at := value[string](w, `location.pathname`); !strings.HasSuffix(at, "/details") {
		t.Errorf("the record opens at %s", at)
	}
	w.Strike("Escape", "Escape")
	w.Until(`location.pathname == ` + chromium.Quoted(sales))
	w.TypeInto("#filter", "helene")
	w.Until(`location.search == "?q=helene&kind=&has_email=&has_service=&origin=&role_id=" && document.activeElement.id == "filter"`)
	w.Says("#list", "Hélène Martin")
	w.TypeInto("#filter", "x")
	w.Says("#list", "Personne ne correspond")
}

// TestEachFilterOfAListActsAtOnce: also those behind the first.
func TestEachFilterOfAListActsAtOnce(t *testing.T) {
	s := newSite(t)
	s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	w := s.window()
	w.signIn(adminEmail)
	for id, choice := range map[string]string{"filter-kind": "external", "filter-email": "true", "filter-role": directory.StandardRole().String()} {
		w.Open(folderPath(s.d.Root()))
		w.Says("#list", "Anne Martin")
		value[bool](w, `(f => { f.value = `+chromium.Quoted(choice)+`; return f.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById(`+chromium.Quoted(id)+`))`)
		w.Says("#list", "Nobody in this folder, or below it, is like this.")
	}
}

func TestContactsAndFoldersAreMovedByDragging(t *testing.T) {
	s := newSite(t)
	sales, north := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Nord")
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	w := s.window()
	w.signIn(adminEmail)
	w.Open(folderPath(s.d.Root()))
	w.drag(`tr[data-contact="`+anne.ID.String()+`"]`, `.tree a[data-folder="`+sales.ID.String()+`"]`)
	w.Says("#notice", "What was selected is in “Ventes” now.")
	w.drag(`.tree a[data-folder="`+north.ID.String()+`"]`, `.tree a[data-folder="`+sales.ID.String()+`"]`)
	w.Says("#notice", "The folder “Nord” has been moved.")
	if moved, err := s.d.Contact(anne.ID); err != nil || moved.FolderID != sales.ID {
		t.Errorf("%+v, %v", moved, err)
	}
	if moved, err := s.d.Folder(north.ID); err != nil || moved.ParentID != sales.ID {
		t.Errorf("%+v, %v", moved, err)
	}
}

// drag has the page see one thing being dragged onto another.
func (w window) drag(what, onto string) {
	value[bool](w, `(() => {
		const data = new DataTransfer();
		const tell = (selector, kind) => document.querySelector(selector).dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
		tell(`+chromium.Quoted(what)+`, "dragstart");
		tell(`+chromium.Quoted(onto)+`, "dragover");
		tell(`+chromium.Quoted(onto)+`, "drop");
		return true;
	})()`)
}

func TestWhatWasTypedIsNotLeftWithoutAQuestion(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.Open("/templates/new")
	w.TypeInto("#name", "Front desk")
	value[bool](w, `(window.confirm = text => { window.asked = text; return false; }, true)`)
	w.Click(`#sidebar a[href="/directory"]`)
	w.Until(`(window.asked || "").startsWith("What you have typed has not been saved")`)
	if at := value[string](w, `location.pathname`); at != "/templates/new" {
		t.Errorf("the page was left for %s", at)
	}
	value[bool](w, `(window.asked = "", document.querySelector("form[action='/sign-out']").requestSubmit(), true)`) // another form of the page
	w.Until(`(window.asked || "").startsWith("What you have typed has not been saved")`)
	if at := value[string](w, `location.pathname`); at != "/templates/new" {
		t.Errorf("the page was left for %s", at)
	}
	value[bool](w, `(document.getElementById("name").value = "", true)`) // so that the window can be closed
}

// TestTheTreeOfFoldersOpensOverTheListInANarrowWindow, and closes with Escape, which leaves the list as it is.
func TestTheTreeOfFoldersOpensOverTheListInANarrowWindow(t *testing.T) {
	s := newSite(t)
	sales := s.folder(uuid.Nil, "Ventes")
	root := folderPath(s.d.Root())
	for _, width := range []int64{360, 900} {
		hand := s.hands(root, width == 360)
		hand.Resize(width, 800)
		hand.Press("Folders")
		hand.Until(`document.getElementById("tree").checkVisibility()`)
		hand.Strike("Escape", "Escape")
		hand.Until(`!document.getElementById("tree").checkVisibility() && location.pathname === ` + chromium.Quoted(root))
		hand.Press("Folders")
		hand.Press("Close")
		hand.Until(`!document.getElementById("tree").checkVisibility()`)
		hand.Press("Folders")
		hand.Click(`#tree a[data-folder="` + sales.ID.String() + `"]`)
		hand.SeesTitle("Ventes")
		hand.Until(`!document.getElementById("tree").checkVisibility()`)
		hand.Resize(1280, 800)
		hand.Until(`document.getElementById("tree").checkVisibility() && ![...document.querySelectorAll("main a[href='#tree']")].some(link => link.checkVisibility())`)
	}
}
