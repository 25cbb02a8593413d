package store

import (
	"encoding/json"
	"fmt"
)

// journal checks that every batch has its header, as many changes as that says, and can be decoded, and follows what the changes come to.
func (c *checker) journal() error {
	var current Header // of the batch being read
	seen := 0          // changes of it
	first := true
	end := func() {
		if seen != current.Changes {
			c.report(Problem{Message: fmt.Sprintf("journal entry %d has %d changes of %d", current.Revision, seen, current.Changes)})
		}
	}
	err := c.each(journalBucket, func(k, v []byte) {
		revision, number, err := splitJournalKey(k)
		switch {
		case err != nil:
		case number == 0:
			end()
			seen = 0
			current, err = decodeHeader(revision, v)
			if current.Revision = revision; first {
				c.replayed.whole, first = revision == 1, false
			}
		case revision != current.Revision:
			err = fmt.Errorf("journal entry %d has no header", revision)
		default:
			seen++
			var change Change
			if err = json.Unmarshal(v, &change); err != nil {
				err = fmt.Errorf("read change %d of journal entry %d: %w", number, revision, err)
			} else {
				c.change(revision, change)
			}
		}
		if err != nil {
			c.report(Problem{Message: err.Error()})
		}
	})
	if err != nil {
		return err
	}
	end()
	if last := getNumber(c.tx, revisionKey); current.Revision > last {
		c.report(Problem{Message: fmt.Sprintf("the journal reaches revision %d, the store %d", current.Revision, last)})
	}
	return nil
}
