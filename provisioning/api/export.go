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
}

// exportContacts writes the contacts in sight, in folders that the caller may export, in the format that imports read. It goes to disk first: an
// error is known before the first byte is sent, and a slow reader holds nothing of the store.
func (a *API) exportContacts(ctx context.Context, c *caller, in *ExportInput) (*streamed, error) {
	sight := c.sight().Within(c.Rights, directory.SectionExports)
	reader, writer := io.Pipe()
	go func() {
		writer.CloseWithError(exchange.ExportCSV(ctx, a.directory, writer, exchange.ExportOptions{
			Separator: []rune(in.Separator)[0], ByteOrderMark: in.ByteOrderMark, Sight: &sight, Rights: &c.Rights,
		}))
	}()
	f, err := spool(a.Spool, reader)
	if err != nil {
		_ = reader.CloseWithError(err) // ends the export where it still writes
		return nil, fmt.Errorf("export the contacts: %w", err)
	}
	return &streamed{
		ContentType: "text/csv; charset=utf-8", Disposition: `attachment; filename="contacts.csv"`,
		Body: func(ctx huma.Context) {
			defer func() { _ = f.Close() }() // nothing of it is wanted any more
			if info, err := f.Stat(); err == nil {
				ctx.SetHeader("Content-Length", strconv.FormatInt(info.Size(), 10))
			}
			_, _ = io.Copy(ctx.BodyWriter(), f) // a client that gets less than Content-Length knows
		},
	}, nil
}
