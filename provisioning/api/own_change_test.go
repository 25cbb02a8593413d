package api

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// revisionOf is the journal's entry of the change that was answered so.
func (a answer) revisionOf() string { return a.Header().Get(revisionHeader) }

// TestWhoMakesAChangeTakesItBackWithTheRightsThatItNeeded: nobody here may read the journal, and each has the rights that the change asks for, in its
// folder, and no others.
func TestWhoMakesAChangeTakesItBackWithTheRightsThatItNeeded(t *testing.T) {
	const (
		dir, users, voicemail = directory.SectionDirectory, directory.SectionUsers, directory.SectionVoicemail
		lines, devices        = directory.SectionLines, directory.SectionDevices
		groups, access        = directory.SectionGroups, directory.SectionAccess
	)
	for name, test := range map[string]struct {
		needs  []directory.Section
		change func(w *world, c client) answer
	}{
		"a contact is added": {[]directory.Section{dir}, func(w *world, c client) answer {
			return c.post("/contacts", object{"first_name": "Jean", "last_name": "Neuf", "folder_id": w.ventes.ID})
		}},
		"contacts are deleted, with their logins and lines": {[]directory.Section{dir}, func(w *world, c client) answer {
			return c.post("/contacts:delete", object{"ids": []uuid.UUID{w.other.ID}})
		}},
		"a folder goes to the bin with what is in it": {[]directory.Section{dir}, func(w *world, c client) answer {
			made := w.folder(w.ventes.ID, "Nord")
			w.person(made.ID, "Jean", "Neuf")
			return c.delete("/folders/" + made.ID.String() + "?contents=trash")
		}},
		"a photo is given": {[]directory.Section{dir}, func(w *world, c client) answer {
			return c.put("/contacts/"+w.other.ID.String()+"/photo", picture(w.t))
		}},
		"a user is made of a contact": {[]directory.Section{dir, users}, func(w *world, c client) answer {
			return c.post("/users", object{
				"contact": object{"first_name": "Jean", "last_name": "Neuf", "folder_id": w.ventes.ID}, "extensions": []object{{"number": "1999"}}, "mailbox": object{},
			})
		}},
		"a user is deleted, with mailbox, devices and login": {[]directory.Section{users}, func(w *world, c client) answer {
			u := w.user(w.ventes.ID, "Jean", "Neuf", "1999")
			w.admin.post("/users/"+u.ID.String()+"/mailbox", object{})
			return c.delete("/users/" + u.ID.String())
		}},
		"voicemail is turned on": {[]directory.Section{users}, func(w *world, c client) answer {
			u := w.user(w.ventes.ID, "Jean", "Neuf", "1999")
			return c.put("/users/"+u.ID.String()+"/features/hotdesk", object{"enabled": true})
		}},
		"a line is dissociated": {[]directory.Section{lines}, func(w *world, c client) answer {
			l := w.line("Bureau", "01 99 00 44 55", w.other.ID)
			return c.delete("/contacts/" + w.other.ID.String() + "/services/" + l.ID.String())
		}},
		"a device is made for a user": {[]directory.Section{devices}, func(w *world, c client) answer {
			u := w.user(w.ventes.ID, "Jean", "Neuf", "1999")
			return c.post("/users/"+u.ID.String()+"/devices", object{"type": "softphone", "name": "Portable"})
		}},
		"a device is unassigned": {[]directory.Section{devices}, func(w *world, c client) answer {
			u := w.user(w.ventes.ID, "Jean", "Neuf", "1999")
			made := decoded[directory.Device](w.admin.post("/users/"+u.ID.String()+"/devices", object{"type": "softphone", "name": "Portable"}).want(201))
			return c.post("/devices/"+made.ID.String()+"/unassign", nil)
		}},
		"a call group is renamed": {[]directory.Section{groups}, func(w *world, c client) answer {
			return c.patch("/groups/"+w.group(w.ventes.ID, "Accueil", "8055").ID.String(), object{"name": "Standard"})
		}},
		"roles are given": {[]directory.Section{access}, func(w *world, c client) answer {
			return c.put("/contacts/"+w.other.ID.String()+"/roles", object{"roles": []object{}})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			var grants []directory.Grant
			for _, section := range test.needs {
				grants = append(grants, grant(section, directory.Write, w.ventes.ID))
			}
			if test.needs[0] != dir {
				grants = append(grants, grant(dir, directory.Read, w.ventes.ID))
			}
			c, _ := w.site.login("Rita", grants...)
			reader, _ := w.site.login("Vera", grant(dir, directory.Read, uuid.Nil), grant(directory.SectionJournal, directory.Read, uuid.Nil))
			elsewhere, _ := w.site.login("Paul", grant(test.needs[0], directory.Write, w.atelier.ID), grant(directory.SectionJournal, directory.Write, w.atelier.ID))
			done := test.change(w, c)
			if done.Code >= 300 || done.revisionOf() == "" {
				t.Fatalf("%d %s", done.Code, done.Body)
			}
			path := "/journal/" + done.revisionOf() + "/undo"
			reader.post(path, nil).wantProblem(http.StatusForbidden, directory.Forbidden)
			if a := elsewhere.post(path, nil); a.Code != http.StatusForbidden && a.Code != http.StatusNotFound {
				t.Errorf("somebody with rights on another folder: %d %s", a.Code, a.Body)
			}
			undone := decoded[directory.Undone](c.post(path, nil).want(http.StatusOK))
			if undone.Restored == 0 || len(undone.Left) != 0 {
				t.Errorf("%+v", undone)
			}
			wantSound(t, w.d)
		})
	}
}

func TestNobodyTakesBackWithoutTheRightWhatSheChangedWithIt(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	rita, her := s.login("Rita", grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	anne, luc := s.person(own.ID, "Anne", "Martin"), s.person(other.ID, "Luc", "Martin")
	mine := rita.patch("/contacts/"+anne.ID.String(), object{"title": "Directrice"}).want(200).revisionOf()
	moved := rita.post("/contacts:move", object{"ids": []uuid.UUID{luc.ID}, "folder_id": own.ID}).want(204).revisionOf()
	seen := s.admin.patch("/contacts/"+anne.ID.String(), object{"note": "Le matin."}).want(200).revisionOf()
	rita.post("/journal/"+seen+"/undo", nil).wantProblem(403, directory.Forbidden) // somebody else's
	rita.post("/journal/999/undo", nil).wantProblem(403, directory.Forbidden)      // nor is it told whether there is one

	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Ventes", Permissions: []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Write}}})
	s.must(role, err)
	s.must(s.d.SetRoles(t.Context(), her.ID, 0, []directory.RoleAssignment{{RoleID: role.ID, FolderID: own.ID}}))
	rita.post("/journal/"+moved+"/undo", nil).wantProblem(404, directory.NotFound) // it came from where she sees nothing any more
	if undone := decoded[directory.Undone](rita.post("/journal/"+mine+"/undo?dry_run=true", nil).want(200)); undone.Restored != 0 || len(undone.Left) != 1 {
		t.Errorf("what was changed since: %+v", undone)
	}
	s.must(s.d.SetRoles(t.Context(), her.ID, 0, nil))
	rita.post("/journal/"+mine+"/undo", nil).wantProblem(404, directory.NotFound)
}

func TestAContactMadeForAUserIsTakenBackOnlyByWhoMayWriteContacts(t *testing.T) {
	s := newSite(t)
	own := s.folder(uuid.Nil, "Ventes")
	users := grant(directory.SectionUsers, directory.Write, own.ID)
	rita, her := s.login("Rita", grant(directory.SectionDirectory, directory.Write, own.ID), users)
	made := rita.post("/users", object{"contact": object{"first_name": "Jean", "last_name": "Neuf", "folder_id": own.ID}, "extensions": []object{{"number": "1999"}}}).want(201)
	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Utilisateurs", Permissions: []directory.Permission{users.Permission}})
	s.must(role, err)
	s.must(s.d.SetRoles(t.Context(), her.ID, 0, []directory.RoleAssignment{{RoleID: role.ID, FolderID: own.ID}, {RoleID: directory.StandardRole()}}))
	rita.post("/journal/"+made.revisionOf()+"/undo", nil).wantProblem(403, directory.Forbidden)
}

func TestEverybodyTakesBackWhatSheChangedOfHerOwnRecord(t *testing.T) {
	s := newSite(t)
	c, contact := s.login("Anne") // with no right at all
	before, err := s.d.Contact(contact.ID)
	s.must(before, err)
	for name, change := range map[string]func() answer{
		"title and numbers": func() answer {
			return c.patch("/self", object{"title": "Directrice", "private_numbers": []object{{"kind": "mobile", "raw": "06 22 22 22 22"}}})
		},
		"photo": func() answer { return c.put("/self/photo", picture(t)) },
	} {
		c.post("/journal/"+change().want(200).revisionOf()+"/undo", nil).want(200)
		if now, err := s.d.Contact(contact.ID); err != nil || now.Photo != before.Photo || now.Title != before.Title || len(now.Numbers) != len(before.Numbers) {
			t.Errorf("%s: %+v %v", name, now, err)
		}
	}
	role, err := s.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Tout", Permissions: []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Write}}})
	s.must(role, err)
	s.must(s.d.SetRoles(t.Context(), contact.ID, 0, []directory.RoleAssignment{{RoleID: role.ID}}))
	company := c.patch("/contacts/"+contact.ID.String(), object{"company": "Ateliers"}).want(200).revisionOf()
	s.must(s.d.SetRoles(t.Context(), contact.ID, 0, nil))
	c.post("/journal/"+company+"/undo", nil).wantProblem(404, directory.NotFound) // that was no part of her own
}

func TestATokenTakesBackWhatItsPersonMayAndItMay(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	changed := s.admin.patch("/contacts/"+anne.ID.String(), object{"title": "Directrice"}).want(200).revisionOf()
	reading := client{site: s, token: decoded[struct{ Secret string }](s.admin.post("/tokens", object{
		"name": "reader", "roles": []object{{"role_id": directory.StandardRole()}},
	}).want(201)).Secret}
	reading.post("/journal/"+changed+"/undo", nil).wantProblem(403, directory.Forbidden)
}
