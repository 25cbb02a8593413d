package directory

import (
	"context"
	"io"
)

// Backup writes a consistent copy of the whole directory to w, in the form of a store file. Changes go on meanwhile.
func (d *Directory) Backup(ctx context.Context, w io.Writer) error {
	return asError("back up", d.store.Backup(ctx, w))
}

// Replace puts a copy that Backup wrote in the place of everything there is, while the directory is in use. A copy that can
// not be used is refused, and nothing changes. Its numbers are read again where it was made with another country or
// outside-line prefix.
func (d *Directory) Replace(ctx context.Context, r io.Reader) error {
	if err := d.store.Replace(ctx, r); err != nil {
		return asError("restore", err)
	}
	return d.adopt(ctx)
}
