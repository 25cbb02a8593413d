package directory

import (
	"context"
	"iter"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// EndSessions ends everything that was opened with a login's password, as another password would: who goes on takes the new stamp. Whoever calls it has
// signed in as that login. It returns not_found where the login has no password.
func (d *Directory) EndSessions(ctx context.Context, login uuid.UUID) (Principal, error) {
	stamp := newStamp()
	_, err := d.change(ctx, "login.sign_out", "", func(e *Edit) error {
		c, found, err := e.d.tables.credential(e.tx, login)
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "the login has no password, and nothing is open"}
		}
		c.Stamp = stamp
		return putRecord(e, e.d.tables.credentials, recordKey(login), c)
	})
	if err != nil {
		return Principal{}, err
	}
	return d.Resume(login, stamp)
}

// All yields the data of the sessions that have not expired, in no order, each with the time when it will.
func (s Sessions) All() iter.Seq2[SessionData, error] {
	return func(yield func(SessionData, error) bool) {
		err := s.d.view("read the sessions", func(tx *store.Tx) error {
			for rec, err := range s.d.tables.sessions.All(tx) {
				if err != nil {
					return err
				}
				if rec.ExpiresAt.After(s.d.now()) && !yield(SessionData{rec.Data, rec.ExpiresAt, rec.Hash}, nil) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(SessionData{}, err)
		}
	}
}

// SessionData is what a session keeps, without its token.
type SessionData struct {
	Data      []byte
	ExpiresAt time.Time
	hash      []byte
}

// End ends one of the sessions that All yields; one that has ended meanwhile stays so.
func (s Sessions) End(ctx context.Context, of SessionData) error {
	_, err := s.d.change(ctx, "", "", func(e *Edit) error { return s.d.tables.sessions.Delete(e.tx, store.Key(of.hash)) })
	return err
}
