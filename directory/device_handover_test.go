package directory

import (
	"strings"
	"testing"
)

func TestDevicesAreCalledAfterTheirPerson(t *testing.T) {
	leaver := Contact{FirstName: "Hélène", LastName: "Martin"}
	successor := Contact{FirstName: "Luc", LastName: "Petit $1"}
	for name, want := range map[string]string{
		"Hélène Martin":       "Luc Petit $1",
		"martin hélène, desk": "Petit $1 Luc, desk",
		"Poste de HÉLÈNE":     "Poste de Luc",
		"Poste Martin-2":      "Poste Petit $1-2",
		"Martinez":            "Martinez",
		"Hall":                "Hall",
		"Poste 1 (Martin)":    "Poste 1 (Petit $1)",
		strings.Repeat("x", maxName-7) + " Martin": strings.Repeat("x", maxName-7) + " Petit",
	} {
		if got := calledAfter(name, leaver, successor); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
	wantText(t, calledAfter("Martin", leaver, Contact{FirstName: "Luc"}), "Martin")
}
