package store

import (
	"errors"
	"fmt"
)

// ErrGone tells a follower that the batches it asks for can not be had any more: dropped from the journal, superseded by Replace,
// or published faster than it reads. It starts afresh.
var ErrGone = errors.New("the journal does not reach back that far, or the reader was too slow")

// ErrClosed is what every method returns once the store is closed.
var ErrClosed = errors.New("the store is closed")

var (
	errEnded    = errors.New("the transaction has ended")
	errReadOnly = errors.New("a View can not change records")
)

// TakenError says that a unique key is held by another record.
type TakenError struct {
	Index, Key string
	Table      string // of the holder
	Holder     Key
}

func (e *TakenError) Error() string {
	return fmt.Sprintf("%s %q is taken by %s %s", e.Index, e.Key, e.Table, e.Holder)
}

// InUseError says that another process, or another Store, has the file open.
type InUseError struct{ Path string }

func (e *InUseError) Error() string {
	return fmt.Sprintf("%s is in use by another process", e.Path)
}

// NewerError says that a later version of the program has written the file.
type NewerError struct {
	Path   string
	Detail string // what in it is too new
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("%s was written by a newer version of the program: %s", e.Path, e.Detail)
}

// DamagedError says that a file is no store, or is truncated or broken.
type DamagedError struct {
	Path   string
	Detail string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s can not be read as a store: %s", e.Path, e.Detail)
}
