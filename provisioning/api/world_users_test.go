package api

import (
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// telephony is what of a world's people has to do with users.
type telephony struct {
	holder, binnedUser directory.UserDetails
	usersless          directory.Folder      // in Ventes, where the users keep it from being deleted
	boxless            directory.UserDetails // whose mailbox is in the bin
	held, spare        directory.ExternalNumber
	box, binnedBox     directory.MailboxDetails
	template           directory.Template
}

// makeUsers gives the folder Ventes a user of everything, and one in the bin.
func (w *world) makeUsers() {
	w.usersless = w.folder(w.ventes.ID, "Secret archives")
	w.person(w.usersless.ID, "Ada", "Secret")
	w.holder = w.site.user(w.ventes.ID, "Ute", "Secret", "1001", "1002")
	w.boxless = w.site.user(w.ventes.ID, "Uli", "Secret", "1004")
	check := func(err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
	}
	var err error
	w.box, err = w.d.AddMailbox(w.t.Context(), w.holder.ID, directory.MailboxDraft{})
	check(err)
	w.binnedBox, err = w.d.AddMailbox(w.t.Context(), w.boxless.ID, directory.MailboxDraft{})
	check(err)
	check(w.d.DeleteMailbox(w.t.Context(), w.binnedBox.ID, 0))
	w.template, err = w.d.CreateTemplate(w.t.Context(), directory.TemplateDraft{Name: "Accueil"})
	check(err)
	w.held, w.spare = w.ownNumber("01 70 00 00 01"), w.ownNumber("01 70 00 00 02")
	_, _, err = w.d.UpdateUser(w.t.Context(), w.holder.ID, 0, directory.UserPatch{Numbers: &[]string{w.held.E164}})
	check(err)
	w.binnedUser = w.site.user(w.ventes.ID, "Ugo", "Secret", "1003")
	check(w.d.DeleteUser(w.t.Context(), w.binnedUser.ID, 0, directory.UserDeletion{}))
}

// user makes a person in a folder with a user that has extensions.
func (s *site) user(folder uuid.UUID, first, last string, extensions ...string) directory.UserDetails {
	s.t.Helper()
	draft := directory.UserDraft{ContactID: s.person(folder, first, last).ID}
	for _, number := range extensions {
		draft.Extensions = append(draft.Extensions, directory.ExtensionDraft{Number: number})
	}
	u, _, err := s.d.CreateUser(s.t.Context(), draft)
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// userID is the record that an operation of users is done with.
func (w *world) userID(op, path string) (uuid.UUID, bool) {
	id, is := map[string]uuid.UUID{
		"folder-delete": w.usersless.ID, "user-bring-back": w.binnedUser.ID, "external-number-remove": w.spare.ID, "pin-renew": w.holder.ContactID,
		"mailbox-add": w.boxless.ID, "mailbox-bring-back": w.binnedBox.ID,
	}[op]
	if !is {
		id, is = map[string]uuid.UUID{
			"users": w.holder.ID, "external-numbers": w.held.ID, "mailboxes": w.box.ID, "templates": w.template.ID,
		}[tagOf(path)]
	}
	return id, is
}

// userPath fills in what an operation's path names beside its record.
func (w *world) userPath(op, path string) string {
	number := w.held.ID
	if op == "user-number-assign" {
		number = w.spare.ID
	}
	return strings.NewReplacer("{extension_id}", w.holder.Extensions[1].ID.String(), "{number_id}", number.String(), "{name}", "hotdesk").Replace(path)
}

// userBody is what an operation of users is asked for with.
func (w *world) userBody(op string) any {
	switch op {
	case "user-create":
		return object{"contact": object{"first_name": "Nina", "last_name": "Neuf", "folder_id": w.ventes.ID}, "extensions": []object{{"number": "2001"}}}
	case "user-change":
		return object{"ring_seconds": 40}
	case "extension-add":
		return object{"number": "2002"}
	case "extension-change":
		return object{"label": "Accueil"}
	case "feature-set":
		return object{"enabled": true}
	case "external-number-add":
		return object{"number": "01 70 00 00 03"}
	case "external-number-label":
		return object{"label": "Accueil"}
	case "mailbox-add":
		return object{"to_email": true}
	case "mailbox-change":
		return object{"label": "Accueil"}
	case "pin-set":
		return object{"pin": "274951"}
	case "pin-verify":
		return object{"login": "1001"}
	case "template-create", "template-change":
		return object{"name": "Ventes"}
	case "user-replace":
		return object{"contact_id": w.other.ID}
	}
	return nil
}
