package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// TestEveryPageOfAnEmptyDirectoryIsAccessibleAndFitsItsWindow: what a page shows that has nothing to show yet.
func TestEveryPageOfAnEmptyDirectoryIsAccessibleAndFitsItsWindow(t *testing.T) {
	s := newSite(t)
	s.walk(emptyPages(s))
}

func emptyPages(s *site) (all []walked) {
	for name, address := range map[string]string{
		"home": "/", "folder": folderPath(s.d.Root()), "users": "/users", "mailboxes": "/mailboxes", "extensions": "/extensions", "numbers": "/numbers", "lines": "/lines",
		"bundles": "/bundles", "devices": "/devices", "groups": "/groups", "templates": "/templates", "imports": "/imports", "bin": "/bin", "journal": "/journal",
		"invoices": "/invoices", "accounts": "/accounts", "tokens": "/access/tokens", "connect": "/connect", "health": "/health",
	} {
		all = append(all, walked{name: "empty-" + name, address: address})
	}
	return all
}

// TestEveryPageWithErrorsIsAccessibleAndFitsItsWindow: forms that were refused, a record that was changed meanwhile, what costs, the bin with something in it.
func TestEveryPageWithErrorsIsAccessibleAndFitsItsWindow(t *testing.T) {
	s, all := statesPages(t)
	s.walk(all)
}

func statesPages(t testing.TB) (*site, []walked) {
	t.Helper()
	s := newSiteOf(t, agreed{licence: directory.Licence{Included: 1, UnitPriceCents: 490, Currency: "EUR", ActivationPriceCents: 1000}})
	newOffice(s)
	root := s.d.Root()
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin", Title: "Comptable", Email: "anne.martin@example.com", Numbers: []directory.Number{{Raw: "01 99 00 10 24", ShortNumber: "301"}}})
	title, numbers := "Directrice administrative et financière", []directory.Number{{Raw: "01 99 00 10 24"}, {Raw: "01 99 00 10 25"}}
	_, _, err := s.d.UpdateContact(t.Context(), anne.ID, 0, directory.ContactPatch{Title: &title, Numbers: &numbers})
	gone := s.contact(directory.ContactDraft{FirstName: "Bartholomé-Alexandre", LastName: "de La Rochefoucauld-Montmorency", Email: "bartholome.alexandre.de.la.rochefoucauld@filiale.example.com"})
	if err == nil {
		err = s.d.DeleteContact(t.Context(), gone.ID, 0)
	}
	if err == nil {
		err = s.d.DeleteFolder(t.Context(), s.folder(uuid.Nil, "Service après-vente").ID, 0, directory.Contents{})
	}
	if err != nil {
		t.Fatal(err)
	}
	edit := []string{"kind", "internal", "folder_id", root.ID.String(), "first_name", "Anne"}
	return s, []walked{
		{name: "bin-with-content", address: "/bin"},
		{name: "contact-new-wrong", address: folderPath(root) + "/contacts/new", sends: []string{"kind", "internal", "first_name", "Anne", "email", "marie.leroy"}},
		{name: "contact-edit-wrong", address: contactPath(anne) + "/edit", sends: append(slices.Clip(edit), "version", "2", "last_name", "", "email", "anne", "numbers[0].raw", "0", "numbers[0].kind", "work")},
		{name: "contact-stale", address: contactPath(anne) + "/edit", sends: append(slices.Clip(edit), "version", "1", "last_name", "Petit", "was.last_name", "Martin", "title", "Cheffe", "was.title", "Comptable")},
		{name: "user-new-wrong", address: "/users/new", sends: []string{"contact.first_name", "Luc", "extensions[0].number", "1001"}},
		{name: "user-new-price", address: "/users/new", sends: []string{"contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1005"}},
		{name: "role-new-wrong", address: "/access/roles/new", sends: []string{"name", ""}},
		{name: "token-new-wrong", address: "/access/tokens", sends: []string{"name", "", "days", "90"}},
		{name: "account-new-wrong", address: "/accounts/new", sends: []string{"name", "", "sees", "all"}},
		{name: "sign-in-wrong", address: "/sign-in", public: true, sends: []string{"name", "anne@example.com", "password", "wrong"}},
		{name: "password-wrong", address: "/self/password", sends: []string{"old", "x", "password", "short"}},
		{name: "photo-wrong", address: contactPath(anne) + "/photo", sends: []string{"version", "2"}},
		{name: "contact-long", address: contactPath(s.contact(directory.ContactDraft{
			FirstName: "Bartholomé-Alexandre", LastName: "de La Rochefoucauld-Montmorency", Title: "Directeur adjoint des achats non stratégiques et des services généraux",
			Company: "Compagnie des ateliers et chantiers de construction", Email: "bartholome.alexandre.de.la.rochefoucauld.montmorency@filiale.example.com",
			Numbers: []directory.Number{{Raw: "+49 30 1234567890", Label: "Standard du bâtiment principal"}, {Raw: "01 99 00 10 77", ShortNumber: "377"}},
		}))},
	}
}

// send sends a form to an address, as a page without htmx does, and waits for the page that comes of it.
func (w window) send(t testing.TB, address string, form []string) {
	t.Helper()
	fields, err := json.Marshal(form)
	if err != nil {
		t.Fatal(err)
	}
	w.Open("/keys")
	value[bool](w, fmt.Sprintf(`(() => {
		const form = document.createElement("form"), fields = %s;
		form.method = "post";
		form.action = %q;
		for (let i = 0; i < fields.length; i += 2) {
			const input = document.createElement("input");
			[input.type, input.name, input.value] = ["hidden", fields[i], fields[i + 1]];
			form.append(input);
		}
		document.body.append(form);
		form.submit();
		return true;
	})()`, fields, address))
	path, _, _ := strings.Cut(address, "?")
	w.Until(fmt.Sprintf(`location.pathname === %q && document.readyState === "complete"`, path))
}
