package directory

import (
	"context"
	"time"

	"annuaire/directory/store"
)

// ExpireAccess removes what has run out: sessions, remembered answers, one-time links and API tokens. It returns how many that were.
func (d *Directory) ExpireAccess(ctx context.Context) (int, error) {
	removed := 0
	_, err := d.change(ctx, "access.expire", "", func(e *Edit) error {
		for _, expire := range []func() (int, error){
			func() (int, error) {
				return dropWhere(e, d.tables.sessions, func(s *session) (store.Key, time.Time) { return store.Key(s.Hash), s.ExpiresAt })
			},
			func() (int, error) {
				return dropWhere(e, d.tables.idempotency, func(r *rememberedRequest) (store.Key, time.Time) { return store.Key(r.Hash), r.ExpiresAt })
			},
			func() (int, error) {
				return dropWhere(e, d.tables.links, func(l *link) (store.Key, time.Time) { return store.Key(l.Hash), l.ExpiresAt })
			},
			func() (int, error) {
				return dropWhere(e, d.tables.tokens, func(t *APIToken) (store.Key, time.Time) { return recordKey(t.ID), t.ExpiresAt })
			},
		} {
			n, err := expire()
			if err != nil {
				return err
			}
			removed += n
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return removed, nil
}

// dropWhere deletes the records of a table whose time has come.
func dropWhere[T any](e *Edit, t *store.Table[T], of func(*T) (store.Key, time.Time)) (int, error) {
	var gone []store.Key
	for rec, err := range t.All(e.tx) {
		if err != nil {
			return 0, err
		}
		if key, expires := of(rec); !expires.After(e.now) {
			gone = append(gone, key)
		}
	}
	for _, key := range gone {
		if err := t.Delete(e.tx, key); err != nil {
			return 0, err
		}
	}
	return len(gone), nil
}
