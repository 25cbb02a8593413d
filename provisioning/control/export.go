package control

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"

	"annuaire/directory/exchange"
)

func (h *handler) exportCSV(w http.ResponseWriter, r *http.Request) {
	h.sendSpooled(w, r, "text/csv; charset=utf-8", func(ctx context.Context, f io.Writer) error {
		return exchange.ExportCSV(ctx, h.Directory, f, exchange.ExportOptions{})
	})
}

func (h *handler) exportLDIF(w http.ResponseWriter, r *http.Request) {
	h.sendSpooled(w, r, "text/ldif; charset=utf-8", h.ExportLDIF)
}

// sendSpooled answers with what write writes, by way of a temporary file: an error is known before the first byte is
// sent, and a client that reads slowly holds nothing of the store.
func (h *handler) sendSpooled(w http.ResponseWriter, r *http.Request, contentType string, write func(context.Context, io.Writer) error) {
	f, err := os.CreateTemp(h.Spool, "annuaire-export-*")
	if err != nil {
		writeProblem(w, fmt.Errorf("make a temporary file: %w", err))
		return
	}
	defer func() {
		_ = f.Close()           // nothing of it is wanted any more
		_ = os.Remove(f.Name()) // likewise
	}()
	if err := write(r.Context(), f); err != nil {
		writeProblem(w, err)
		return
	}
	size, err := f.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		writeProblem(w, fmt.Errorf("read the temporary file: %w", err))
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	_, _ = io.Copy(w, f) // a client that gets less than Content-Length knows
}
