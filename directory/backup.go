package directory

import (
	"context"
	"errors"
	"io"

	"annuaire/directory/store"
)

// Backup writes a consistent copy of the whole directory to w, in the form of a store file. Changes go on meanwhile.
func (d *Directory) Backup(ctx context.Context, w io.Writer) error {
	return asError("back up", d.store.Backup(ctx, w))
}

// Replace puts a copy that Backup wrote in the place of everything there is, while the directory is in use. A copy that can
// not be used is refused with invalid, and nothing changes. Its numbers are read again where it was made with another country or
// outside-line prefix.
func (d *Directory) Replace(ctx context.Context, r io.Reader) error {
	err := d.store.Replace(ctx, r)
	_, damaged := errors.AsType[*store.DamagedError](err)
	_, newer := errors.AsType[*store.NewerError](err)
	if damaged || newer {
		return &Error{Code: Invalid, Message: "what is to be restored can not be used", Cause: err}
	}
	if err != nil {
		return asError("restore", err)
	}
	return d.adopt(ctx)
}
