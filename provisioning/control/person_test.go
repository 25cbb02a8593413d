package control

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAPersonIsFoundInUseInTheBinAndGone(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	importSample(t, c)
	ctx := t.Context()
	jean, err := s.Directory.ContactByEmail("jean@example.com")
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"jean.martin", "JEAN@example.com", jean.ID.String()}
	for _, name := range names {
		if got, err := c.Person(ctx, name); err != nil || got != (Person{ID: jean.ID, Name: "Jean Martin", Where: InUse}) {
			t.Errorf("%q: %+v, error %v", name, got, err)
		}
	}
	if err := s.Directory.DeleteContact(ctx, jean.ID, 0); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if got, err := c.Person(ctx, name); err != nil || got != (Person{ID: jean.ID, Name: "Jean Martin", Where: InBin}) {
			t.Errorf("%q in the bin: %+v, error %v", name, got, err)
		}
	}
	purged, err := c.Purge(ctx, jean.ID)
	if err != nil || purged.Records == 0 {
		t.Errorf("purged %+v, error %v", purged, err)
	}
	if got, err := c.Person(ctx, jean.ID.String()); err != nil || got != (Person{ID: jean.ID, Where: Gone}) {
		t.Errorf("purged: %+v, error %v", got, err)
	}
	if _, err := c.Person(ctx, "jean.martin"); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("purged: error %v", err)
	}
	if _, err := c.Purge(ctx, uuid.New()); directory.CodeOf(err) != directory.NotFound {
		t.Errorf("nobody: error %v", err)
	}
}

func TestAnAddressThatSeveralInTheBinHadNamesNobody(t *testing.T) {
	s := newServices(t)
	c := newClientOf(t, s)
	for range 2 {
		draft := directory.ContactDraft{Kind: directory.ExternalContact, Company: "Acme", Email: "info@example.com"}
		contact, _, err := s.Directory.CreateContact(t.Context(), draft)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Directory.DeleteContact(t.Context(), contact.ID, 0); err != nil {
			t.Fatal(err)
		}
	}
	_, err := c.Person(t.Context(), "info@example.com")
	if directory.CodeOf(err) != directory.Invalid || !strings.Contains(err.Error(), "is 2 contacts of the bin") {
		t.Errorf("error %v", err)
	}
}

func TestOnlyAnIDIsPurged(t *testing.T) {
	c := newClientOf(t, newServices(t))
	importSample(t, c)
	err := c.json(t.Context(), "DELETE", "/people/jean.martin", nil, nil)
	if directory.CodeOf(err) != directory.Invalid {
		t.Errorf("error %v", err)
	}
	if page, err := c.Contacts(t.Context(), ContactQuery{}); err != nil || page.Total != 3 {
		t.Errorf("%d contacts, error %v", page.Total, err)
	}
}
