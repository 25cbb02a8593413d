package directory

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// credential is a login's password. Its table is secret: no journal entry has it.
type credential struct {
	LoginID uuid.UUID `json:"login_id"`
	PHC     string    `json:"phc"`
	// Stamp is another one for each password set: what was opened with the one before is void.
	Stamp     string    `json:"stamp"`
	CreatedAt time.Time `json:"created_at"`
}

// newStamp makes something that was never there before.
func newStamp() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// ChangePassword replaces a login's password by who knows the one it has. Sessions opened with the old one end, and links that are not used
// yet are void. It returns invalid_credentials for a wrong old password, weak_password, required and invalid for the new one, and not_found.
func (d *Directory) ChangePassword(ctx context.Context, login uuid.UUID, old, password string) (Principal, error) {
	l, err := d.Login(login)
	if err != nil {
		return Principal{}, err
	}
	if _, err := d.signIn(ctx, l, true, old); err != nil {
		return Principal{}, err
	}
	return d.replacePassword(ctx, login, password, func(*Edit) error { return nil })
}

// newPassword checks a password against the rules and hashes it. It must not run inside a transaction, which it would keep waiting.
func (d *Directory) newPassword(ctx context.Context, l Login, password string) (string, error) {
	password = preparePassword(password)
	names := []string{l.Email}
	if l.ContactID != uuid.Nil {
		c, err := d.Contact(l.ContactID)
		if err != nil {
			return "", err
		}
		names = append(names, c.UID, c.DisplayName(), c.FirstName, c.LastName)
	}
	var f faults
	if f.password(password, names...); len(f) > 0 {
		return "", f.err("the password can not be used")
	}
	return d.passwords.hash(ctx, password)
}

// setPassword gives a login a hashed password and makes it active. Its links are void.
func (e *Edit) setPassword(before Login, phc string) error {
	c := credential{LoginID: before.ID, PHC: phc, Stamp: newStamp(), CreatedAt: e.now}
	if err := putRecord(e, e.d.tables.credentials, recordKey(before.ID), c); err != nil {
		return err
	}
	if err := e.dropLinks(before.ID); err != nil {
		return err
	}
	l := before
	l.State = LoginActive
	return e.changeLogin(&l, before)
}

func (t tables) credential(tx *store.Tx, login uuid.UUID) (credential, bool, error) {
	c, found, err := t.credentials.Get(tx, recordKey(login))
	if err != nil || !found {
		return credential{}, false, err
	}
	return *c, true, nil
}
