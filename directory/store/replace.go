package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Replace puts what Backup once wrote in the place of the store's file, in the running process. The new file is read to disk, opened
// under the rules of Open (it is migrated if it is older) and checked first; if anything is wrong with it, a *NewerError, a
// *DamagedError or what reading it returned is the error and nothing has changed. Views that run end on the old file, which is kept beside the new
// one as <path>.before-restore. The revision goes on above that of both files; the index gets a Replaced batch, followers get ErrGone.
func (s *Store) Replace(ctx context.Context, r io.Reader) error {
	s.replacing.Lock()
	defer s.replacing.Unlock()
	path := s.path + ".restoring"
	err := writeFile(path, func(f *os.File) error {
		_, err := io.Copy(untilDone{ctx, f}, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the backup: %w", err)
	}
	db, err := s.openChecked(ctx, path)
	if err == nil {
		err = s.swap(ctx, db, path)
	}
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return nil
}

// openChecked opens a file that is not to be trusted. If it is refused, it is removed.
func (s *Store) openChecked(ctx context.Context, path string) (*bbolt.DB, error) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return nil, errors.Join(&DamagedError{path, "it is empty"}, os.Remove(path))
	}
	db, err := s.open(path, false)
	if err != nil {
		return nil, errors.Join(err, os.Remove(path))
	}
	problems, err := checkFile(ctx, db, s.tables)
	if err == nil && len(problems) > 0 {
		err = &DamagedError{path, fmt.Sprintf("%d problems, the first: %s", len(problems), problems[0])}
	}
	if err != nil {
		return nil, errors.Join(err, db.Close(), os.Remove(path))
	}
	return db, nil
}

// swap makes db, which is open under another name, the store's file.
func (s *Store) swap(ctx context.Context, db *bbolt.DB, path string) (err error) {
	if err := s.lock(ctx); err != nil {
		return errors.Join(err, db.Close(), os.Remove(path))
	}
	defer s.unlock()
	batch, err := s.succeed(db)
	if err == nil {
		err = copyFile(ctx, s.current.db, s.path+".before-restore")
	}
	if err == nil {
		err = os.Rename(path, s.path)
	}
	if err != nil {
		return errors.Join(err, db.Close(), os.Remove(path))
	}
	err = syncDir(filepath.Dir(s.path)) // the new file is in place, whether or not this can be made to last
	s.retire(s.current, newHandle(db))
	s.feed.end(ErrGone)
	s.publish(batch)
	return err
}

// succeed gives a restored file a revision above its own and the store's, from which alone followers can go on.
func (s *Store) succeed(db *bbolt.DB) (batch Batch, err error) {
	err = db.Update(func(tx *bbolt.Tx) error {
		own := getNumber(tx, revisionKey)
		batch = Batch{
			Revision: max(own, s.Revision()) + 1,
			Entry:    Entry{Time: s.opts.Now(), Action: "restore", Note: fmt.Sprintf("revision %d restored over %d", own, s.Revision())},
			Replaced: true,
		}
		for _, key := range [][]byte{revisionKey, floorKey} {
			if err := putNumber(tx, key, batch.Revision); err != nil {
				return err
			}
		}
		return writeJournal(tx, batch, nil)
	})
	return batch, err
}
