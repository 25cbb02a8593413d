package exchange

import (
	"testing"

	"annuaire/directory"
)

func TestWordsOfActionsKindsAndFlags(t *testing.T) {
	for text, want := range map[string]Action{
		"add": ActionAdd, "Ajouter": ActionAdd, "UPDATE": ActionUpdate, "modifier": ActionUpdate,
		"delete": ActionDelete, "Supprimer": ActionDelete, "skip": ActionSkip, "ignorer": ActionSkip, "remplacer": "",
	} {
		if got, ok := parseAction(word(text)); got != want || ok != (want != "") {
			t.Errorf("action %q: %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]directory.ContactKind{
		"interne": directory.InternalContact, "Internal": directory.InternalContact,
		"EXTERNE": directory.ExternalContact, "external": directory.ExternalContact, "personne": "",
	} {
		if got, ok := parseKind(word(text)); got != want || ok != (want != "") {
			t.Errorf("kind %q: %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]string{
		"oui": "yes", "Yes": "yes", "VRAI": "yes", "true": "yes", "1": "yes", "x": "yes",
		"non": "no", "No": "no", "faux": "no", "false": "no", "0": "no", "peut-être": "",
	} {
		got, ok := parseFlag(word(text))
		if ok != (want != "") || got != (want == "yes") {
			t.Errorf("flag %q: %v, %v", text, got, ok)
		}
	}
}

func TestWordsOfNumberKinds(t *testing.T) {
	for text, want := range map[string]directory.NumberKind{
		"fixe": directory.WorkNumber, "Travail": directory.WorkNumber, "bureau": directory.WorkNumber,
		"Portable": directory.MobileNumber, "Domicile": directory.HomeNumber, "Télécopie": directory.FaxNumber,
		"autre": directory.OtherNumber, "voiture": directory.CarNumber, "autre domicile": directory.OtherHomeNumber, "pager": "",
	} {
		if got, ok := parseNumberKind(word(text)); got != want || ok != (want != "") {
			t.Errorf("kind of number %q: %q, %v", text, got, ok)
		}
	}
	for _, kind := range directory.NumberKinds() {
		if got, ok := parseNumberKind(word(string(kind))); got != kind || !ok {
			t.Errorf("the export's own %q is read as %q, %v", kind, got, ok)
		}
	}
}
