package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"annuaire/cmd/annuaire/config"
)

// standard is the file name that stands for standard input or output.
const standard = "-"

// openInput opens a file to be read, or standard input.
func (p *program) openInput(name string) (io.ReadCloser, error) {
	if name == standard {
		return io.NopCloser(p.stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("%s is a folder", name)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// writeOutput has write fill a file, or standard output. A file is there whole or, where something failed, not at all:
// what it was before stays. Only its owner can read it.
// The store is not written over.
func (p *program) writeOutput(name string, c config.Config, write func(io.Writer) error) (err error) {
	if name == standard {
		return write(p.stdout)
	}
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeInto(name, write)
		}
		if store, err := os.Stat(c.Directory.Store); err == nil && os.SameFile(info, store) {
			return fmt.Errorf("%s is the store itself: name another file", name)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error says more
		}
	}()
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeInto fills what is no regular file, such as a pipe or /dev/null.
func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
