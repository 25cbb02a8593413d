package store

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"math"

	"go.etcd.io/bbolt"
)

// Header is a batch without its changes, for lists.
type Header struct {
	Revision uint64 `json:"revision"`
	Entry    Entry  `json:"entry"`
	Changes  int    `json:"changes"` // how many records changed
}

// storedHeader is what the journal keeps at number 0 of a revision; the changes follow from number 1.
type storedHeader struct {
	Entry
	Changes int `json:"changes"`
}

const journalKeySize = 12

// journalKey orders the journal by revision, then number.
func journalKey(revision uint64, number uint32) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(make([]byte, 0, journalKeySize), revision), number)
}

func splitJournalKey(k []byte) (revision uint64, number uint32, err error) {
	if len(k) != journalKeySize {
		return 0, 0, fmt.Errorf("a journal key has %d bytes", len(k))
	}
	return binary.BigEndian.Uint64(k), binary.BigEndian.Uint32(k[8:]), nil
}

// writeJournal appends a batch, one key per record changed, whose values are given.
func writeJournal(tx *bbolt.Tx, b Batch, changes [][]byte) error {
	journal := tx.Bucket(journalBucket)
	journal.FillPercent = 1 // written once, at the end
	header, err := json.Marshal(storedHeader{b.Entry, len(b.Changes)})
	if err != nil {
		return fmt.Errorf("encode a journal entry: %w", err)
	}
	if err := journal.Put(journalKey(b.Revision, 0), header); err != nil {
		return err
	}
	for i, c := range changes {
		if err := journal.Put(journalKey(b.Revision, uint32(i+1)), c); err != nil {
			return err
		}
	}
	return nil
}

// encodeChange encodes a change as encoding/json would, without reading its records again. It gives the change too, with records that are parts of
// what it has encoded.
func encodeChange(c Change) (Change, []byte) {
	b := make([]byte, 0, len(c.Before)+len(c.After)+2*len(c.Key)+len(c.Table)+64)
	b = fmt.Appendf(b, `{"table":"%s","version":%d,"key":"%x"`, c.Table, c.Version, string(c.Key))
	for _, record := range []struct {
		name string
		raw  *json.RawMessage
	}{{`,"before":`, &c.Before}, {`,"after":`, &c.After}} {
		if *record.raw == nil {
			continue
		}
		b = append(b, record.name...)
		from := len(b)
		b = append(b, *record.raw...)
		*record.raw = json.RawMessage(b[from:len(b):len(b)])
	}
	if c.Erased {
		b = append(b, `,"erased":true`...)
	}
	return c, append(b, '}')
}

func decodeHeader(revision uint64, v []byte) (Header, error) {
	var stored storedHeader
	if err := json.Unmarshal(v, &stored); err != nil {
		return Header{}, fmt.Errorf("read journal entry %d: %w", revision, err)
	}
	return Header{revision, stored.Entry, stored.Changes}, nil
}

// readBatch reads the batch whose header the cursor is to find at revision or after it.
func readBatch(c *bbolt.Cursor, from uint64) (Batch, bool, error) {
	b, _, found, err := readStart(c, from, math.MaxInt)
	return b, found, err
}

// readStart reads a batch with its first changes, up to most, and how many it has.
func readStart(c *bbolt.Cursor, from uint64, most int) (b Batch, changes int, found bool, err error) {
	k, v := c.Seek(journalKey(from, 0))
	if k == nil {
		return Batch{}, 0, false, nil
	}
	revision, number, err := splitJournalKey(k)
	if err != nil {
		return Batch{}, 0, false, err
	}
	if number != 0 {
		return Batch{}, 0, false, fmt.Errorf("journal entry %d has no header", revision)
	}
	h, err := decodeHeader(revision, v)
	if err != nil {
		return Batch{}, 0, false, err
	}
	b = Batch{Revision: revision, Entry: h.Entry}
	for range min(h.Changes, most) {
		k, v = c.Next()
		number++
		if string(k) != string(journalKey(revision, number)) {
			return Batch{}, 0, false, fmt.Errorf("journal entry %d lacks change %d of %d", revision, number, h.Changes)
		}
		var change Change
		if err := json.Unmarshal(v, &change); err != nil {
			return Batch{}, 0, false, fmt.Errorf("read change %d of journal entry %d: %w", number, revision, err)
		}
		b.Changes = append(b.Changes, change)
	}
	return b, h.Changes, true, nil
}

// Journalled returns the batch of a revision with its changes, and whether the journal has it.
func (s *Store) Journalled(revision uint64) (Batch, bool, error) {
	b, _, found, err := s.JournalledStart(revision, math.MaxInt)
	return b, found, err
}

// JournalledStart returns the batch of a revision with its first changes, up to most, how many it has, and whether the journal has it: a batch may have very many.
func (s *Store) JournalledStart(revision uint64, most int) (b Batch, changes int, found bool, err error) {
	err = s.View(func(tx *Tx) error {
		b, changes, found, err = readStart(tx.bolt.Bucket(journalBucket).Cursor(), revision, most)
		if b.Revision != revision {
			b, changes, found = Batch{}, 0, false
		}
		return err
	})
	return b, changes, found, err
}

// journalPage is how many headers Journal reads in one transaction.
const journalPage = 100

// Journal yields what the journal says of the batches before a revision (0: of all), newest first, at most limit (0: no limit).
// No transaction is open while it yields.
func (s *Store) Journal(before uint64, limit int) iter.Seq2[Header, error] {
	return func(yield func(Header, error) bool) {
		for left, more := limit, true; more; {
			size := journalPage
			if limit > 0 {
				size = min(size, left)
			}
			page, err := s.headers(before, size)
			for _, h := range page {
				if !yield(h, nil) {
					return
				}
				before = h.Revision
			}
			if err != nil {
				yield(Header{}, err)
				return
			}
			left -= len(page)
			more = len(page) == size && (limit == 0 || left > 0)
		}
	}
}

// headers reads up to n headers before a revision, newest first.
func (s *Store) headers(before uint64, n int) (page []Header, err error) {
	err = s.View(func(tx *Tx) error {
		c := tx.bolt.Bucket(journalBucket).Cursor()
		k, _ := c.Last()
		if before > 0 {
			c.Seek(journalKey(before, 0))
			k, _ = c.Prev()
		}
		for ; k != nil && len(page) < n; k, _ = c.Prev() {
			revision, _, err := splitJournalKey(k)
			if err != nil {
				return err
			}
			_, v := c.Seek(journalKey(revision, 0))
			h, err := decodeHeader(revision, v)
			if err != nil {
				return err
			}
			page = append(page, h)
		}
		return nil
	})
	return page, err
}
