package directory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// peopleOf gives what phones search, in display order.
func peopleOf(d *Directory) []*search.Document {
	return slices.Collect(d.Snapshot().People.Search(context.Background(), search.Query{Hidden: true, Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact)}}))
}

func TestListUsers(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	number(t, d, "0123456789")
	sales := folder(t, d, uuid.Nil, "Sales")
	north := folder(t, d, sales.ID, "North")
	contact(t, d, ContactDraft{LastName: "Nobody"}) // no user
	a, b, c := user(t, d, "Adam", "1001", "1005"), user(t, d, "Bell", "1002"), user(t, d, "Cole", "1003")
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{b.ContactID}, sales.ID), "")
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{c.ContactID}, north.ID), "")
	_, _, err := d.UpdateUser(ctx, b.ID, 0, UserPatch{Enabled: pointer(false), Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	_, err = d.SetFeature(ctx, a.ID, 0, FeatureVoicemail, Feature{Enabled: true})
	wantCode(t, err, "")
	_, err = d.SetFeature(ctx, a.ID, 0, FeatureHotdesk, Feature{Enabled: true})
	wantCode(t, err, "")
	for _, test := range []struct {
		name   string
		filter UserFilter
		want   string
	}{
		{"all", UserFilter{}, "Adam Bell Cole"},
		{"by name", UserFilter{Text: "bell"}, "Bell"},
		{"by the main extension", UserFilter{Text: "1001"}, "Adam"},
		{"by another extension", UserFilter{Text: "1005"}, "Adam"},
		{"by external number", UserFilter{Text: "+33 1 23 45 67 89"}, "Bell"},
		{"by a name without a user", UserFilter{Text: "nobody"}, ""},
		{"in a folder", UserFilter{Folder: sales.ID}, "Bell"},
		{"in a folder and below", UserFilter{Folder: sales.ID, Subtree: true}, "Bell Cole"},
		{"disabled", UserFilter{Enabled: pointer(false)}, "Bell"},
		{"enabled", UserFilter{Enabled: pointer(true)}, "Adam Cole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, err := d.ListUsers(ctx, test.filter, Page{})
			wantCode(t, err, "")
			var names []string
			for _, row := range page.Users {
				names = append(names, row.Contact.LastName)
			}
			if got := strings.Join(names, " "); got != test.want || page.Total != len(names) {
				t.Errorf("got %q of %d", got, page.Total)
			}
		})
	}
	page, err := d.ListUsers(ctx, UserFilter{}, Page{Limit: 2})
	wantCode(t, err, "")
	if row := page.Users[0]; page.Total != 3 || len(page.Users) != 2 || row.DisplayName != "Jean Adam" || numbersIn(row.Extensions) != "1001 1005" ||
		fmt.Sprint(row.FeaturesOn) != "[voicemail hotdesk]" {
		t.Errorf("got %+v", page)
	}
	page, err = d.ListUsers(ctx, UserFilter{}, Page{Limit: 2, After: page.Next})
	if wantCode(t, err, ""); len(page.Users) != 1 || page.Next != "" {
		t.Errorf("got %+v", page)
	}
	_, err = d.ListUsers(ctx, UserFilter{Folder: uuid.UUID{1}}, Page{})
	wantCode(t, err, NotFound)
	_, err = d.ListUsers(ctx, UserFilter{}, Page{Limit: 1001})
	wantCode(t, err, Invalid)
}

func TestExternalNumbers(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	n := number(t, d, "01 23 45 67 89")
	if n.E164 != "+33123456789" {
		t.Errorf("stored as %q", n.E164)
	}
	for _, test := range []struct {
		name, raw, label string
		code             Code
	}{
		{"another spelling of one there is", "+33 1 23 45 67 89", "", NumberTaken},
		{"nothing", " ", "", Required},
		{"no number", "reception", "", Invalid},
		{"a label too long", "0123456780", strings.Repeat("x", 65), Invalid},
		{"a label as long as can be", "0123456780", strings.Repeat("x", 64), ""},
	} {
		_, err := d.AddExternalNumber(ctx, test.raw, test.label)
		if CodeOf(err) != test.code {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	u, _, err := d.CreateUser(ctx, UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, Numbers: []string{"0123456789"}})
	wantCode(t, err, "")
	err = d.RemoveExternalNumber(ctx, n.ID, 0)
	if wantCode(t, err, NumberInUse); !strings.Contains(err.Error(), "A B (Acme)") {
		t.Errorf("%v does not say whose it is", err)
	}
	labelled, err := d.LabelExternalNumber(ctx, n.ID, 0, "reception")
	if wantCode(t, err, ""); labelled.Label != "reception" || labelled.UserID != u.ID {
		t.Errorf("got %+v", labelled)
	}
	_, err = d.LabelExternalNumber(ctx, n.ID, n.Version, "x")
	wantCode(t, err, StaleRecord)
	owned, err := d.ExternalNumber(n.ID)
	if wantCode(t, err, ""); owned.Name != "A B" || owned.ContactID != u.ContactID {
		t.Errorf("got %+v", owned)
	}
	wantCode(t, d.DeleteUser(ctx, u.ID, 0, UserDeletion{}), "")
	if all, err := d.ExternalNumbers(ctx, ExternalNumberFilter{}); err != nil || len(all) != 2 || all[0].E164 != "+33123456780" {
		t.Errorf("numbers %+v, %v", all, err)
	}
	wantCode(t, d.RemoveExternalNumber(ctx, n.ID, 0), "")
	_, err = d.ExternalNumber(n.ID)
	wantCode(t, err, NotFound)
	_, leftOff, err := d.BringBackUser(ctx, u.ID, false)
	if wantCode(t, err, ""); len(leftOff) != 1 || leftOff[0].Code != NumberNotOwned {
		t.Errorf("left off %+v", leftOff)
	}
	wantSound(t, d)
}

func TestTheCardShowsWhatTheUserHas(t *testing.T) {
	d := open(t)
	number(t, d, "0123456789")
	c := contact(t, d, ContactDraft{Numbers: []Number{work("0611223344", "77")}})
	_, _, err := d.CreateUser(context.Background(), UserDraft{ContactID: c.ID, Extensions: []ExtensionDraft{{Number: "1001"}}, Numbers: []string{"0123456789"}})
	wantCode(t, err, "")
	card, err := d.Card(c.ID)
	if wantCode(t, err, ""); strings.Join(card.ShortNumbers, " ") != "1001 77" || len(card.Numbers) != 2 || card.Numbers[1].E164 != "+33123456789" {
		t.Errorf("card %+v", card)
	}
}
