package api

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// ExportInput says how an export is to be written.
type ExportInput struct {
	Separator     string `query:"separator" maxLength:"1" default:";" doc:"Between cells."`
	ByteOrderMark bool   `query:"byte_order_mark" doc:"Begins the file with one, for spreadsheets."`
	Folder        ID     `query:"folder_id" doc:"Only the contacts of this folder, and of those below it."`
}

// exportContacts writes the contacts in sight, in folders that the caller may export, in the format that imports read.
func (a *API) exportContacts(ctx context.Context, c *caller, in *ExportInput) (*streamed, error) {
	sight := c.sight().Within(c.Rights, directory.SectionExports)
	return a.sendCSV("contacts.csv", func(w io.Writer) error {
		return exchange.ExportCSV(ctx, a.directory, w, exchange.ExportOptions{
			Separator: []rune(in.Separator)[0], ByteOrderMark: in.ByteOrderMark, Folder: in.Folder.UUID, Sight: &sight, Rights: &c.Rights,
		})
	})
}

// sendCSV answers with what write writes. It goes to disk first: an error is known before the first byte is sent, and a slow reader holds nothing of
// the store.
func (a *API) sendCSV(name string, write func(io.Writer) error) (*streamed, error) {
	f, err := a.spoolCSV(name, write)
	if err != nil {
		return nil, err
	}
	return &streamed{
		ContentType: "text/csv; charset=utf-8", Disposition: fmt.Sprintf("attachment; filename=%q", name),
		Body: func(ctx huma.Context) {
			defer func() { _ = f.Close() }() // nothing of it is wanted any more
			if info, err := f.Stat(); err == nil {
				ctx.SetHeader("Content-Length", strconv.FormatInt(info.Size(), 10))
			}
			_, _ = io.Copy(ctx.BodyWriter(), f) // a client that gets less than Content-Length knows
		},
	}, nil
}

// spoolCSV keeps what write writes in a temporary file.
func (a *API) spoolCSV(name string, write func(io.Writer) error) (*spooled, error) {
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(write(writer)) }()
	f, err := spool(a.Spool, reader)
	if err != nil {
		_ = reader.CloseWithError(err) // ends what still writes
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return f, nil
}
