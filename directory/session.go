package directory

import (
	"context"
	"crypto/sha256"
	"time"

	"annuaire/directory/store"
)

// session is what a browser's session keeps between requests, under the SHA-256 of its token. Its table is volatile: no journal, no followers.
type session struct {
	Hash      []byte    `json:"hash"`
	Data      []byte    `json:"data"`
	ExpiresAt time.Time `json:"expires_at"`
}

// Sessions keeps the sessions of browsers in the directory's file. Its methods are those of a context store of
// github.com/alexedwards/scs/v2; which login a session belongs to, and the stamp that Resume asks for, are among its data.
type Sessions struct{ d *Directory }

// Sessions gives the store of browser sessions.
func (d *Directory) Sessions() Sessions { return Sessions{d} }

func sessionKey(token string) store.Key {
	hash := sha256.Sum256([]byte(token))
	return store.Key(hash[:])
}

// FindCtx gives the data of a session that has not expired.
func (s Sessions) FindCtx(_ context.Context, token string) (data []byte, found bool, err error) {
	err = s.d.view("read a session", func(tx *store.Tx) error {
		rec, is, err := s.d.tables.sessions.Get(tx, sessionKey(token))
		if err == nil && is && rec.ExpiresAt.After(s.d.now()) {
			data, found = rec.Data, true
		}
		return err
	})
	return data, found, err
}

// CommitCtx keeps data under a session's token until expiry.
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, err := s.d.change(ctx, "", "", func(e *Edit) error {
		return s.d.tables.sessions.Put(e.tx, &session{Hash: []byte(sessionKey(token)), Data: data, ExpiresAt: expiry.UTC()})
	})
	return err
}

// DeleteCtx ends a session; without one it does nothing.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := s.d.change(ctx, "", "", func(e *Edit) error { return s.d.tables.sessions.Delete(e.tx, sessionKey(token)) })
	return err
}

// Find is FindCtx without a context.
func (s Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
