package store

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
)

// replay follows the journal from its beginning and holds what it comes to against the records: each change must begin where the one before it has
// ended, and the last one must have left the record as it is. What was erased from the journal, and what was written in an older form of its
// table, is not held against anything.
type replay struct {
	seed  maphash.Seed
	whole bool // the journal begins with the store
	left  map[holder]leftBy
}

// leftBy is how the last change of a record has left it.
type leftBy struct {
	revision uint64
	exists   bool
	known    bool
	state    uint64 // the hash of the record, where it exists and is known
}

func newReplay() *replay { return &replay{seed: maphash.MakeSeed(), left: map[holder]leftBy{}} }

func (r *replay) by(revision uint64, state json.RawMessage, known bool) leftBy {
	return leftBy{revision, state != nil, known, maphash.Bytes(r.seed, state)}
}

func (l leftBy) same(other leftBy) bool {
	return !l.known || !other.known || l.exists == other.exists && l.state == other.state
}

// change takes the next change of the journal.
func (c *checker) change(revision uint64, change Change) {
	t := c.tables[change.Table]
	if t == nil {
		return // of a table that is gone
	}
	r, at := c.replayed, holder{change.Table, change.Key}
	known := !change.Erased && change.Version == t.version
	last, met := r.left[at]
	if !met {
		last = r.by(0, nil, r.whole)
	}
	if !r.by(revision, change.Before, known).same(last) {
		c.report(Problem{Table: at.table, Key: at.key, Message: fmt.Sprintf("journal entry %d begins with another record than the one before it has left", revision)})
	}
	r.left[at] = r.by(revision, change.After, known)
}

// outcome holds what the journal has come to against the records of the journalled tables.
func (c *checker) outcome(names []string) error {
	for _, name := range names {
		if c.tables[name].kind != Journalled {
			continue
		}
		err := c.each(tableBucket(name), func(k, raw []byte) {
			at := holder{name, Key(k)}
			last, met := c.replayed.left[at]
			delete(c.replayed.left, at)
			switch {
			case c.broken[at]:
			case !met && c.replayed.whole:
				c.report(Problem{Table: at.table, Key: at.key, Message: "the journal does not say how the record came about"})
			case met && !c.replayed.by(0, raw, true).same(last):
				c.report(Problem{Table: at.table, Key: at.key, Message: fmt.Sprintf("the record is not as journal entry %d has left it", last.revision)})
			}
		})
		if err != nil {
			return err
		}
	}
	for at, last := range c.replayed.left {
		if last.known && last.exists {
			c.report(Problem{Table: at.table, Key: at.key, Message: fmt.Sprintf("there is no record, and journal entry %d has left one", last.revision)})
		}
	}
	return nil
}
