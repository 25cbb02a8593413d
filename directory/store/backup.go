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

// Backup writes a consistent copy of the file, secrets included, while updates go on. The copy is made on disk, beside the file,
// before the first byte goes to w: no transaction stays open while w is slow.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	f, err := os.CreateTemp(filepath.Dir(s.path), filepath.Base(s.path)+".backup-*")
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	defer f.Close()
	if err := os.Remove(f.Name()); err != nil { // it lives as long as it is open: nothing is left behind by a crash
		return fmt.Errorf("back up: %w", err)
	}
	if err := s.spool(ctx, f); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if _, err := io.Copy(untilDone{ctx, w}, f); err != nil {
		return fmt.Errorf("send the backup: %w", err)
	}
	return nil
}

func (s *Store) spool(ctx context.Context, w io.Writer) error {
	h, err := s.acquire()
	if err != nil {
		return err
	}
	defer s.release(h)
	return h.db.View(func(tx *bbolt.Tx) error {
		return writeTo(ctx, tx, w)
	})
}

// writeTo copies the file as the transaction sees it. bbolt's error hides that the context has ended.
func writeTo(ctx context.Context, tx *bbolt.Tx, w io.Writer) error {
	if _, err := tx.WriteTo(untilDone{ctx, w}); err != nil {
		return errors.Join(ctx.Err(), err)
	}
	return nil
}

// copyFile puts a consistent copy of an open file at path, where it appears only when it is complete and on disk.
func copyFile(ctx context.Context, db *bbolt.DB, path string) error {
	part := path + ".part"
	err := db.View(func(tx *bbolt.Tx) error {
		return writeFile(part, func(f *os.File) error { return writeTo(ctx, tx, f) })
	})
	if err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncDir(filepath.Dir(path))
}

// writeFile fills a file and waits until it is on disk; if that fails there is none.
func writeFile(path string, fill func(*os.File) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// untilDone fails once the context has ended.
type untilDone struct {
	ctx context.Context
	w   io.Writer
}

func (u untilDone) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}
