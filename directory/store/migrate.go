package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// plan is what a file needs before it can be used with the declared tables.
type plan struct {
	empty   bool           // the file is new
	create  []*schema      // tables that the file lacks
	from    map[string]int // tables whose records are of an older version
	rebuild bool           // some table's indexes are to be made again
}

// prepare makes the file fit for the declared tables: makes it, migrates it or refuses it. Before a migration, the store's
// own file is copied beside itself.
func (s *Store) prepare(db *bbolt.DB, own bool) error {
	var p plan
	err := db.View(func(tx *bbolt.Tx) (err error) {
		p, err = s.plan(tx)
		return err
	})
	if err != nil || !p.empty && !p.rebuild && len(p.create) == 0 {
		return err
	}
	if p.rebuild && own {
		backup := s.path + ".before-migration-" + s.opts.Now().UTC().Format("20060102T150405Z")
		if err := copyFile(context.Background(), db, backup); err != nil {
			return fmt.Errorf("back up %s before its migration: %w", s.path, err)
		}
		s.opts.Logger.Info("migrating the store", "path", s.path, "backup", backup, "tables", slices.Sorted(maps.Keys(p.from)))
	}
	return db.Update(func(tx *bbolt.Tx) error { return s.carryOut(tx, p) })
}

// plan compares the file with the declared tables. It returns a *NewerError for what this program does not know.
func (s *Store) plan(tx *bbolt.Tx) (plan, error) {
	p := plan{from: map[string]int{}}
	missing := maps.Clone(s.tables)
	meta := tx.Bucket(metaBucket)
	if meta == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return p, &DamagedError{tx.DB().Path(), "it is a bbolt file of another program"}
		}
		p.empty = true
	} else {
		format, err := strconv.Atoi(string(meta.Get(formatKey)))
		if err != nil {
			return p, &DamagedError{tx.DB().Path(), "its format is not known"}
		}
		if format > fileFormat {
			return p, newer(tx, "its format is %d, this program knows %d", format, fileFormat)
		}
		c := meta.Cursor()
		for k, v := c.Seek(tableMetaKey("")); strings.HasPrefix(string(k), "table/"); k, v = c.Next() {
			name := strings.TrimPrefix(string(k), "table/")
			delete(missing, name)
			if err := s.planTable(&p, tx, name, v); err != nil {
				return p, err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		p.create = append(p.create, missing[name])
	}
	return p, nil
}

func (s *Store) planTable(p *plan, tx *bbolt.Tx, name string, raw []byte) error {
	t := s.tables[name]
	if t == nil {
		return newer(tx, "it has a table %s that this program does not know", name)
	}
	var m tableMeta
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("read the version of table %s: %w", name, err)
	}
	if m.Version > t.version {
		return newer(tx, "table %s has version %d, this program knows %d", name, m.Version, t.version)
	}
	if m.Version < t.version {
		p.from[name] = m.Version
		p.rebuild = true
	}
	if !slices.Equal(m.Indexes, metaOf(t).Indexes) {
		p.rebuild = true
	}
	return nil
}

func newer(tx *bbolt.Tx, format string, args ...any) error {
	return &NewerError{tx.DB().Path(), fmt.Sprintf(format, args...)}
}

// carryOut makes what is missing, migrates records and rebuilds indexes, in the one transaction that the caller commits.
func (s *Store) carryOut(tx *bbolt.Tx, p plan) error {
	if p.empty {
		for _, name := range [][]byte{metaBucket, journalBucket} {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		if err := tx.Bucket(metaBucket).Put(formatKey, strconv.AppendInt(nil, fileFormat, 10)); err != nil {
			return err
		}
	}
	for _, t := range p.create {
		if _, err := tx.CreateBucket(tableBucket(t.name)); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.from)) {
		if err := migrateTable(tx, s.tables[name], p.from[name]); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.tables)) {
		if err := putTableMeta(tx, s.tables[name]); err != nil {
			return err
		}
	}
	if p.rebuild {
		return rebuildIndexes(tx, s.tables)
	}
	return createIndexes(tx, s.tables)
}

// migrateTable rewrites a table's records under its current version. A record keeps its key.
func migrateTable(tx *bbolt.Tx, t *schema, from int) error {
	b := tx.Bucket(tableBucket(t.name))
	var ops []operation
	err := b.ForEach(func(k, v []byte) error {
		raw, err := t.upgrade(v, from)
		if err != nil {
			return err
		}
		r, err := t.recode(raw)
		if err != nil {
			return fmt.Errorf("migrate %s %s from version %d: %w", t.name, Key(k), from, err)
		}
		if r.key != Key(k) {
			return fmt.Errorf("migrate %s %s from version %d: its key became %s", t.name, Key(k), from, r.key)
		}
		ops = append(ops, operation{key: string(k), value: r.raw})
		return nil
	})
	if err != nil {
		return err
	}
	return applySorted(b, ops)
}
