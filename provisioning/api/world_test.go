package api

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// world is a site with a record of every kind, in the folder Ventes; Atelier is beside it and empty. What lies in Ventes has "Secret" in its names.
type world struct {
	*site
	ventes, atelier, binned      directory.Folder
	contact, other, binnedPerson directory.Contact
	account                      directory.Account
	role                         directory.Role
	login                        directory.Login
	token, job, applied          uuid.UUID
	revision                     uint64
	telephony
	equipment
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{site: newSite(t)}
	var err error
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	w.ventes, w.atelier = w.folder(uuid.Nil, "Ventes Secretes"), w.folder(uuid.Nil, "Atelier")
	w.contact = w.person(w.ventes.ID, "Anne", "Secret", directory.Number{Kind: directory.WorkNumber, Raw: "01 23 45 67 89"})
	w.revision = w.d.Revision()
	w.other = w.person(w.ventes.ID, "Bob", "Secret")
	_, err = w.d.SetPhoto(t.Context(), w.contact.ID, 0, picture(t))
	check(err)
	w.login, err = w.d.SetRoles(t.Context(), w.other.ID, 0, nil)
	check(err)
	w.login, err = w.d.SetRoles(t.Context(), w.contact.ID, 0, nil)
	check(err)
	w.binned = w.folder(w.ventes.ID, "Secret ancien")
	check(w.d.DeleteFolder(t.Context(), w.binned.ID, 0, directory.Contents{}))
	w.binnedPerson = w.person(w.ventes.ID, "Zoe", "Secret")
	check(w.d.DeleteContact(t.Context(), w.binnedPerson.ID, 0))
	w.account, _, err = w.d.AddAccount(t.Context(), directory.AccountDraft{Name: "secretphones"})
	check(err)
	w.role, err = w.d.CreateRole(t.Context(), directory.RoleDraft{Name: "Secret role"})
	check(err)
	check(w.d.RecordDay(t.Context(), w.clock.now(), 3))
	made := w.admin.post("/tokens", object{"name": "secret program", "roles": []object{{"role_id": directory.StandardRole()}}}).want(http.StatusCreated)
	w.token = decoded[directory.APIToken](made).ID
	w.makeUsers()
	w.makePhones()
	w.job, w.applied = w.upload("Nouveau"), w.upload("Autre")
	for _, id := range []uuid.UUID{w.job, w.applied} {
		w.admin.post("/imports/"+id.String()+"/plan", nil).want(http.StatusOK)
	}
	w.admin.post("/imports/"+w.applied.String()+"/apply", nil).want(http.StatusOK)
	return w
}

func (w *world) upload(name string) uuid.UUID {
	a := w.admin.post("/imports", []byte("last_name;first_name\n"+name+";Secret\n")).want(http.StatusCreated)
	return decoded[Import](a).ID
}

func picture(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 20, 30))
	img.Set(3, 4, color.RGBA{200, 10, 10, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// path fills in an operation's path with records of Ventes.
func (w *world) path(op, path string) string {
	path = w.userPath(op, strings.TrimPrefix(path, prefix))
	id := map[string]uuid.UUID{
		"folders": w.ventes.ID, "contacts": w.contact.ID, "accounts": w.account.ID, "roles": w.role.ID, "logins": w.login.ID, "tokens": w.token, "imports": w.job,
	}[tagOf(path)]
	if user, is := w.userID(op, path); is {
		id = user
	}
	if phone, is := w.phoneID(op, path); is {
		id = phone
	}
	switch op {
	case "folder-bring-back":
		id = w.binned.ID
	case "contact-bring-back":
		id = w.binnedPerson.ID
	case "import-undo", "import-before":
		id = w.applied
	}
	path = strings.Replace(path, "{family}", "yealink", 1)
	query := map[string]string{"search": "?q=secret", "lookup": "?number=0123456789", "folder-delete": "?contents=trash"}[op]
	return strings.NewReplacer("{id}", id.String(), "{line_id}", w.lineID(op).String(), "{revision}", strconv.FormatUint(w.revision, 10), "{month}", w.clock.now().UTC().Format("2006-01")).Replace(path) + query
}

// body is what an operation is asked for with, so that it would be done.
func (w *world) body(op string) any {
	switch op {
	case "session-open":
		return object{"name": founderEmail, "password": password}
	case "link-show", "link-use":
		return object{"token": "nothing", "password": password}
	case "link-reset":
		return object{"email": founderEmail}
	case "password-change":
		return object{"old": password, "new": password + " and a staple"}
	case "token-create":
		return object{"name": "another", "roles": []object{{"role_id": directory.StandardRole()}}}
	case "folder-create":
		return object{"name": "Nord", "parent_id": w.ventes.ID}
	case "folder-change":
		return object{"name": "Ventes Sud"}
	case "contact-create":
		return object{"first_name": "Jean", "last_name": "Neuf", "folder_id": w.ventes.ID}
	case "contact-move":
		return object{"ids": []uuid.UUID{w.other.ID}, "folder_id": w.atelier.ID}
	case "contacts-delete":
		return object{"ids": []uuid.UUID{w.other.ID}}
	case "contact-change":
		return object{"title": "Directrice"}
	case "self-change":
		return object{"title": "Directrice"}
	case "photo-set", "self-photo-set":
		return picture(w.t)
	case "contact-roles-set", "founder-roles-set":
		return object{"roles": []object{{"role_id": directory.AdministratorRole()}}}
	case "account-create":
		return object{"name": "more"}
	case "account-change":
		return object{"name": "less"}
	case "phone-connect":
		return object{}
	case "phone-fill":
		return object{"account": "phones", "secret": "known"}
	case "role-create", "role-change", "role-copy":
		return object{"name": "Accueil"}
	case "founder-change":
		return object{"email": "chef@example.com"}
	case "import-options", "import-take-out":
		return object{}
	case "import-upload", "import-run":
		return []byte("last_name;first_name\nMartin;Jean\n")
	}
	if body := w.userBody(op); body != nil {
		return body
	}
	return w.phoneBody(op)
}
