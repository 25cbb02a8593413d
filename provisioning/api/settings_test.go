package api

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestSettingsTellWhatIsConfiguredAndWhatStandsWhereNothingIs(t *testing.T) {
	s := newSite(t, func(c *directory.Config) {
		c.BinDays, c.Reserved = 10, []string{"333"}
		c.Licence = directory.Licence{Included: 5, UnitPriceCents: 490, Currency: "EUR"}
	})
	told := decoded[Settings](s.admin.get("/settings").want(http.StatusOK))
	if d := told.Directory; d.Name != "Ateliers" || d.RootID.UUID != s.d.Root().ID || d.BaseDN != "dc=example,dc=com" || d.Country != "FR" || d.BinDays != 10 || d.JournalDays != 365 {
		t.Errorf("%+v", d)
	}
	if x := told.Extensions; x.MinDigits != 2 || x.MaxDigits != 6 || x.First != "1000" || !slices.Equal(x.Reserved, []string{"333"}) || x.Ranges == nil {
		t.Errorf("%+v", x)
	}
	if told.Version != "test" || told.Voicemail.PINDigits != 6 || !slices.Equal(told.Lines.ContactsFor, []directory.LineKind{directory.Landline}) ||
		told.Imports.Rows != 200_000 || told.Licence.UnitPriceCents != 490 || told.Revision != s.d.Revision() {
		t.Errorf("%+v", told)
	}
}

func TestSettingsTellOfTheProgramWhatItKnowsOfItself(t *testing.T) {
	s := newSite(t)
	until := time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)
	s.api.Installed = func() (Installation, error) {
		return Installation{Store: StoreFile{"/var/lib/annuaire.db", 4096}, HTTP: HTTPSettings{Certificate: &Certificate{Until: until, Own: true}}}, nil
	}
	told := decoded[Settings](s.admin.get("/settings").want(http.StatusOK))
	if told.Store.Bytes != 4096 || !told.HTTP.Certificate.Until.Equal(until) {
		t.Errorf("%+v", told)
	}
	s.api.Installed = func() (Installation, error) { return Installation{}, errors.New("the disk is gone") }
	s.admin.get("/settings").wantProblem(http.StatusInternalServerError, directory.Internal)
}

func TestSettingsAreReadByWhoMayReadThemEverywhere(t *testing.T) {
	s := newSite(t)
	reader, _ := s.login("Rita", grant(directory.SectionSettings, directory.Read, uuid.Nil))
	reader.get("/settings").want(http.StatusOK)
	local, _ := s.login("Luc", grant(directory.SectionSettings, directory.Read, s.folder(uuid.Nil, "Ventes").ID))
	local.get("/settings").wantProblem(http.StatusForbidden, directory.Forbidden)
}
