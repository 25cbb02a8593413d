package web

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestTheKeysAreShownInADialogThatEscapeCloses(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.Open("/health")
	w.Strike("?", "Slash")
	w.Says("dialog[open]", "Go to the search box")
	w.Press("\u001b")
	w.Until(`!document.querySelector("dialog")`)
	w.Strike("/", "Slash")
	w.Until(`document.activeElement.id == "search"`)
	w.Strike("?", "Slash") // is typed there
	if value[bool](w, `!!document.querySelector("dialog")`) {
		t.Error("a question mark that is typed opens the keys")
	}
}

func TestListsAndTheTreeAreWalkedByKeyboard(t *testing.T) {
	s := newSite(t)
	s.folder(uuid.Nil, "Ventes")
	for _, first := range []string{"Anne", "Berthe", "Claire"} {
		s.contact(directory.ContactDraft{FirstName: first, LastName: "Martin"})
	}
	w := s.window()
	w.signIn(adminEmail)
	w.Open(folderPath(s.d.Root()))
	focused := func(text string) {
		t.Helper()
		w.Until(`document.activeElement.innerText.includes("` + text + `")`)
	}
	value[bool](w, `(document.querySelector(".tree a[data-folder]").focus(), true)`)
	w.Strike("ArrowDown", "ArrowDown")
	focused("Ventes")
	w.Strike("ArrowRight", "ArrowRight")
	w.Until(`!!document.activeElement.closest("#list")`)
	value[bool](w, `(document.querySelector("tbody th a").focus(), true)`)
	focused("Anne")
	w.Strike("End", "End")
	focused("Claire")
	w.Strike("ArrowUp", "ArrowUp")
	focused("Berthe")
	w.Press(" ")
	w.Until(`document.querySelectorAll("input[name=id]:checked").length == 1`)
	w.Strike("ArrowLeft", "ArrowLeft")
	w.Until(`!!document.activeElement.closest(".tree")`)
	s.template("Accueil")
	s.template("Ventes")
	w.Open("/templates")
	value[bool](w, `(document.querySelector("tbody th a").focus(), true)`)
	was := value[string](w, `document.activeElement.href`)
	w.Strike("ArrowDown", "ArrowDown")
	w.Until(`document.activeElement.matches("tbody th a") && document.activeElement.href != "` + was + `"`)
	w.Press("\r")
	w.Until(`location.pathname.startsWith("/templates/")`)
}
