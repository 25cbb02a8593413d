package directory

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

func TestCheckFindsWhatIsWrongWithAccess(t *testing.T) {
	ctx := context.Background()
	tampered := func(c *Contact, d *Directory, tx *store.Tx, change func(*Contact)) error {
		change(c)
		return d.tables.contacts.Put(tx, c)
	}
	for _, test := range []struct {
		name   string
		tamper func(d *Directory, tx *store.Tx, c Contact, l Login) error
		want   string
	}{
		{"a role not in its form", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.roles.Put(tx, &Role{ID: uuid.UUID{1}, Name: "x", Version: 1, Permissions: []Permission{{SectionUsers, Read}, {SectionDirectory, Read}}})
		}, "is not in the form"},
		{"a role with a section there is not", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.roles.Put(tx, &Role{ID: uuid.UUID{1}, Name: "x", Version: 1, Permissions: []Permission{{"x", Read}}})
		}, "there is no such section"},
		{"a role with the name of one that is built in", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.roles.Put(tx, &Role{ID: uuid.UUID{1}, Name: "COMPTABLE", Version: 1})
		}, "is also held by"},
		{"a role that claims to be built in", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.roles.Put(tx, &Role{ID: uuid.UUID{1}, Name: "x", BuiltIn: true, Version: 1})
		}, "says it is built in"},
		{"a login of nobody", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.logins.Put(tx, &Login{ID: uuid.UUID{1}, ContactID: uuid.UUID{2}, State: LoginClosed, Version: 1})
		}, "which does not exist"},
		{"an open login of a contact in the bin", func(d *Directory, tx *store.Tx, c Contact, _ Login) error {
			return tampered(&c, d, tx, func(c *Contact) { c.DeletedAt = c.CreatedAt })
		}, "is in the bin"},
		{"an open login of a contact without address", func(d *Directory, tx *store.Tx, c Contact, _ Login) error {
			return tampered(&c, d, tx, func(c *Contact) { c.Email = "" })
		}, "has no e-mail address"},
		{"a login with an address of its own", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			l.Email = "x@example.com"
			return d.tables.logins.Put(tx, &l)
		}, "beside its contact's"},
		{"a login without version", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			l.Email, l.Version = "", 0
			return d.tables.logins.Put(tx, &l)
		}, "has no version"},
		{"a login with a role there is not", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			l.Email, l.Roles = "", []RoleAssignment{{RoleID: uuid.UUID{1}}}
			return d.tables.logins.Put(tx, &l)
		}, "has the role"},
		{"roles out of order", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			l.Email, l.Roles = "", []RoleAssignment{{RoleID: StandardRole()}, {RoleID: AdministratorRole()}}
			return d.tables.logins.Put(tx, &l)
		}, "out of order"},
		{"a closed login with roles", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			l.Email, l.State = "", LoginClosed
			return d.tables.logins.Put(tx, &l)
		}, "is closed and has roles"},
		{"an active login without password", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.credentials.Delete(tx, recordKey(l.ID))
		}, "has no password"},
		{"a password that can not be read", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.credentials.Put(tx, &credential{LoginID: l.ID, PHC: "x"})
		}, "not argon2id"},
		{"a password of nobody", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.credentials.Put(tx, &credential{LoginID: uuid.UUID{1}, PHC: hashPassword("x").String()})
		}, "belongs to no login"},
		{"a link of nobody", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.links.Put(tx, &link{Hash: []byte("x"), LoginID: uuid.UUID{1}, Purpose: ResetLink})
		}, "belongs to no login"},
		{"a token of nobody there is", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.tokens.Put(tx, &APIToken{ID: uuid.UUID{1}, Hash: []byte("x"), LoginID: uuid.UUID{1}})
		}, "belongs to no login"},
		{"a token with a role there is not", func(d *Directory, tx *store.Tx, _ Contact, l Login) error {
			return d.tables.tokens.Put(tx, &APIToken{ID: uuid.UUID{1}, Hash: []byte("x"), Roles: []RoleAssignment{{RoleID: uuid.UUID{1}}}})
		}, "has the role"},
		{"a photo of nobody", func(d *Directory, tx *store.Tx, _ Contact, _ Login) error {
			return d.tables.photos.Put(tx, &photoBlob{ContactID: uuid.UUID{1}, Photo: "00"})
		}, "belongs to no contact"},
		{"a photo that is not marked as unused", func(d *Directory, tx *store.Tx, c Contact, _ Login) error {
			return d.tables.photos.Put(tx, &photoBlob{ContactID: c.ID, Photo: "00"})
		}, "not marked as unused"},
		{"a photo in use that is marked as unused", func(d *Directory, tx *store.Tx, c Contact, _ Login) error {
			return d.tables.photos.Put(tx, &photoBlob{ContactID: c.ID, Photo: c.Photo, UnusedSince: c.CreatedAt})
		}, "and marked as unused"},
		{"a photo that is not there", func(d *Directory, tx *store.Tx, c Contact, _ Login) error {
			return d.tables.photos.Delete(tx, photoKey(c.ID, c.Photo))
		}, "has a photo that does not exist"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
			p := person(t, d, jean, RoleAssignment{RoleID: StandardRole()})
			jean, err := d.SetPhoto(ctx, jean.ID, 0, pngOf(t, 5, 5))
			wantCode(t, err, "")
			wantSound(t, d)
			_, err = d.store.Update(ctx, store.Entry{}, func(tx *store.Tx) error { return test.tamper(d, tx, jean, p.Login) })
			if err != nil {
				t.Fatal(err)
			}
			problems, err := d.Check(ctx)
			wantCode(t, err, "")
			told := false
			for _, problem := range problems {
				told = told || strings.Contains(problem.String(), test.want)
			}
			if !told {
				t.Errorf("not told %q, but %v", test.want, problems)
			}
		})
	}
}
