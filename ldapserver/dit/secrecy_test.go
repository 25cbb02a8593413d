package dit

import (
	"context"
	"slices"
	"testing"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// TestWhatIsNotVisibleChangesNoAnswer asks many things, changes what the asker may not see, and asks again.
func TestWhatIsNotVisibleChangesNoAnswer(t *testing.T) {
	ctx := context.Background()
	set := func(s string) *string { return &s }
	for _, c := range []struct {
		name, account string
		change        func(b *book) error
	}{
		{"attributes that are not granted", "phones", func(b *book) error {
			_, _, err := b.dir.UpdateContact(ctx, b.contacts["jean.martin"], 0, directory.ContactPatch{
				Title: set("Boss"), Email: set("x@example.com"), Note: set("martin"), Department: set("martin"), Address: &directory.Address{City: "Lyon"}})
			return err
		}},
		{"hidden numbers", "all", func(b *book) error {
			numbers := []directory.Number{
				{Kind: directory.WorkNumber, Raw: "01 23 45 00 00", ShortNumber: "77", Hidden: true},
				{Kind: directory.HomeNumber, Raw: "01 55 55 55 55"}, {Kind: directory.OtherNumber, Raw: "*21"}}
			_, _, err := b.dir.UpdateContact(ctx, b.contacts["peter.meier"], 0, directory.ContactPatch{Numbers: &numbers})
			return err
		}},
		{"a hidden contact", "all", func(b *book) error { return b.dir.DeleteContact(ctx, b.contacts["sam.secret"], 0) }},
		{"contacts of other folders", "paris", func(b *book) error { return b.dir.DeleteContact(ctx, b.contacts["anna.mute"], 0) }},
		{"other folders", "paris", func(b *book) error {
			if _, err := b.dir.CreateFolder(ctx, directory.FolderDraft{Name: "Martin"}); err != nil {
				return err
			}
			return b.dir.DeleteFolder(ctx, b.folders["Suppliers"], 0, directory.Contents{Action: "trash"})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := openBook(t)
			before := b.everyAnswer(t, c.account)
			if err := c.change(b); err != nil {
				t.Fatal(err)
			}
			after := b.everyAnswer(t, c.account)
			for i := range before {
				if before[i] != after[i] {
					t.Errorf("before: %s\nafter: %s", before[i], after[i])
				}
			}
			if slices.Equal(before, b.everyAnswer(t, "names")) {
				t.Error("the questions tell nothing apart")
			}
		})
	}
}

// everyAnswer is what an account is told to questions of all kinds.
func (b *book) everyAnswer(t *testing.T, account string) []string {
	t.Helper()
	var answers []string
	ask := func(req *message.SearchRequest) {
		buf, res, _, err := b.Search(context.Background(), Who{Account: b.accounts[account]}, 7, req, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := req.Base + " " + req.Filter.String() + "\n"
		for _, e := range readEntries(t, buf) {
			text += e.String()
		}
		answers = append(answers, text+res.Code.String()+" "+res.MatchedDN)
	}
	every := []string{"*", "+"}
	generator := filters()
	for i := range 200 {
		ask(&message.SearchRequest{Base: baseDN, Scope: message.WholeSubtree, Filter: generator.Example(i), Attributes: every, SizeLimit: i % 5})
	}
	present := message.Filter{Kind: message.FilterPresent, Attribute: "objectClass"}
	for _, base := range []string{
		baseDN, "ou=Sales," + baseDN, "ou=Paris,ou=Sales," + baseDN, "ou=Suppliers," + baseDN, "ou=Martin," + baseDN,
		"uid=anna.mute,ou=Sales," + baseDN, "uid=sam.secret,ou=Sales," + baseDN, "uid=nobody,ou=Sales," + baseDN,
		"entryUUID=" + b.folders["Suppliers"].String() + "," + baseDN, "entryUUID=" + b.contacts["sam.secret"].String() + "," + baseDN,
	} {
		if account == "all" && base == "uid=anna.mute,ou=Sales,"+baseDN {
			continue
		}
		for _, scope := range []message.Scope{message.BaseObject, message.SingleLevel, message.WholeSubtree} {
			ask(&message.SearchRequest{Base: base, Scope: scope, Filter: present, Attributes: every})
		}
	}
	return answers
}
