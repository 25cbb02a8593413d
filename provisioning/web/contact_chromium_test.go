package web

import (
	"testing"

	"annuaire/directory"
	"annuaire/provisioning/web/chromium"
)

// TestAContactIsEditedInItsPlaceByMouseAndByKeyboard: the section of the details becomes a form among the other sections, and itself again.
func TestAContactIsEditedInItsPlaceByMouseAndByKeyboard(t *testing.T) {
	for _, keyboard := range []bool{false, true} {
		s := newSite(t)
		anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Title: "Comptable"})
		details := contactPath(anne) + "/details"
		hand := s.hands(details+"?sort=-name", keyboard)
		w := window{hand.Window}
		value[bool](w, `(window.same = document.querySelector(".contact-card"), true)`)
		edit := "Edit : Contact details"
		hand.Press(edit)
		w.Until(`document.activeElement.id === "first_name"`)
		if !value[bool](w, `window.same.isConnected && location.pathname.endsWith("/edit") && !!document.querySelector(".tree") && !!document.getElementById("services")`) {
			t.Errorf("keyboard %t: more than the section was exchanged", keyboard)
		}
		hand.Press("Cancel")
		w.Until(`location.pathname + location.search === ` + chromium.Quoted(details+"?sort=-name") + ` && document.activeElement.matches("#data .head a")`)

		hand.Press(edit)
		hand.Fill("Last name", "")
		hand.Press("Save")
		w.Until(`document.activeElement.id === "wrong"`)
		hand.Sees("There is something to put right")
		if !value[bool](w, `!!document.querySelector("#data #last_name-error") && !!document.getElementById("services")`) {
			t.Errorf("keyboard %t: the error does not stand in the section", keyboard)
		}
		hand.Fill("Last name", "Petit")
		hand.Press("Save")
		hand.SeesTitle("Anne Petit")
		hand.Sees("“Anne Petit” has been changed.")
		w.Until(`document.activeElement.matches("#data .head a") && location.search === "?sort=-name"`)
		hand.Press("Undo")
		hand.SeesTitle("Anne Martin")
	}
}

// TestEscapeBringsASectionBackAndAsksFirstForWhatWasTyped: also out of a field.
func TestEscapeBringsASectionBackAndAsksFirstForWhatWasTyped(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	hand := s.hands(contactPath(anne)+"/details", true)
	w := window{hand.Window}
	hand.Press("Edit : Contact details")
	w.Until(`document.activeElement.id === "first_name"`)
	w.Strike("Escape", "Escape")
	w.Until(`!document.getElementById("first_name") && document.activeElement.matches("#data .head a")`)
	hand.Press("Edit : Contact details")
	hand.Fill("Job title", "Directrice")
	w.Strike("Escape", "Escape") // who is asked does not agree
	if typed := value[string](w, `document.getElementById("title").value`); typed != "Directrice" {
		t.Errorf("%q is left of what was typed", typed)
	}
	if refused := w.TakeFaults(); len(refused) != 1 {
		t.Errorf("it was asked %q", refused)
	}
	asked := w.Agreeing(func() {
		w.Strike("Escape", "Escape")
		w.Until(`!document.getElementById("title")`)
	})
	if len(asked) != 1 {
		t.Errorf("it was asked %q", asked)
	}
	w.Strike("Escape", "Escape")
	w.Until(`location.pathname === ` + chromium.Quoted(folderPath(s.d.Root())))
}

// TestALinkToAFieldOfARecordLeadsIntoIt from the record and from outside.
func TestALinkToAFieldOfARecordLeadsIntoIt(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	hand := s.hands(contactPath(anne)+"/details", false)
	w := window{hand.Window}
	hand.Press("Fill it in")
	w.Until(`document.activeElement.id === "email"`)
	w.Open("/")
	w.Open(contactPath(anne) + "/edit#email")
	w.Until(`document.activeElement.id === "email"`)
}

// TestALineIsAssociatedInItsSection: there the focus stays.
func TestALineIsAssociatedInItsSection(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	if _, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.MobileLine, Raw: "06 39 98 10 24"}); err != nil {
		t.Fatal(err)
	}
	hand := s.hands(contactPath(anne)+"/details", true)
	hand.Press("Associate")
	hand.Sees("The line has been associated with Anne Martin.")
	window{hand.Window}.Until(`document.activeElement.id === "part-lines"`)
}
