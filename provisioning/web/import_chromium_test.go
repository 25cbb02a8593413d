package web

import (
	"fmt"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/provisioning/web/chromium"
)

// drop lets a file fall on what a selector finds.
func (w window) drop(selector, name, content string) {
	value[bool](w, fmt.Sprintf(`(() => {
		const dropped = new DataTransfer();
		dropped.items.add(new File([%s], %s, {type: "text/csv"}));
		const at = document.querySelector(%s);
		for (const what of ["dragover", "drop"]) at.dispatchEvent(new DragEvent(what, {dataTransfer: dropped, bubbles: true, cancelable: true}));
		return true;
	})()`, chromium.Quoted(content), chromium.Quoted(name), chromium.Quoted(selector)))
}

// TestAFrenchFileIsImportedByKeyboard drops a file, looks at the row in error, takes one of the others out, applies what is left, and takes the import
// back.
func TestAFrenchFileIsImportedByKeyboard(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	value[bool](w, `fetch("/preferences", {method: "POST", body: new URLSearchParams({language: "fr", back: "/"})}).then(r => r.ok)`)
	w.Open("/")
	hand := chromium.Hand{Window: w.Window, Keyboard: true}
	hand.Press("Imports")
	hand.Sees("Vous n'avez rien importé depuis une journée.")
	hand.Press("Importer des contacts")
	hand.Sees("Ou déposez le fichier n'importe où dans ce cadre.")
	w.drop(".drop-zone p", "contacts.csv", frenchFile)
	hand.Sees("Rien n'a encore été modifié.")
	hand.Sees("2 ajoutés")
	hand.Press("1 en erreur")
	hand.Sees("Numéro abîmé par le tableur ; mettez la colonne au format texte")
	hand.Press("3 listés")
	hand.Sees("Directrice")
	hand.Tick("Appliquer la ligne 4")
	hand.Sees("1 retirée")
	w.Until(`document.activeElement.value == "4" && !document.activeElement.checked`) // one goes on from where one was
	hand.Press("Appliquer les lignes valides")
	hand.Sees("L'import a été appliqué. 1 ajouté")
	hand.Press("Annuler cet import")
	hand.Sees("L'import a été annulé : 1 fiche est comme avant.")
	contacts, err := s.d.ListContacts(t.Context(), directory.ContactFilter{}, directory.Page{Limit: 10})
	if err != nil || contacts.Total != 0 {
		t.Errorf("%+v, %v", contacts, err)
	}
	if at := value[string](w, `location.pathname`); !strings.HasPrefix(at, "/imports/") {
		t.Errorf("the result is at %s", at)
	}
}

func TestAllRowsOfAPageAreTickedOutAtOnce(t *testing.T) {
	s := newSite(t)
	page := s.signedIn(adminEmail).imports("contacts.csv", frenchFile).want(200).path
	w := s.window()
	w.signIn(adminEmail)
	w.Open(page)
	hand := chromium.Hand{Window: w.Window}
	hand.Tick("Tick all rows of this page")
	hand.Sees("3 taken out")
	hand.Tick("Apply line 2")
	hand.Sees("2 taken out")
	w.Open(page)
	w.Until(`[...document.querySelectorAll("input[name=id]")].map(i => i.checked).join() == "true,false,false"`)
}
