package control

import (
	"net/http"

	"annuaire/directory"
)

// backup answers GET /backup with a copy of the store. The store spools it; an answer that breaks off has an error in it,
// and shows as one at the client, for the last chunk is missing.
func (h *handler) backup(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/octet-stream")
	sent := &countingWriter{w: w}
	if err := h.Directory.Backup(r.Context(), sent); err != nil {
		if sent.n > 0 {
			panic(http.ErrAbortHandler)
		}
		writeProblem(w, err)
	}
}

type countingWriter struct {
	w http.ResponseWriter
	n int
}

func (c *countingWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += n
	return n, err
}

// restore answers POST /restore, whose body is a backup: from then on it is the directory. Its size is bounded by the disk
// alone; the store is the owner's own.
func (h *handler) restore(w http.ResponseWriter, r *http.Request) {
	if err := h.Directory.Replace(r.Context(), r.Body); err != nil {
		writeProblem(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// checkAnswer is the answer to GET /check.
type checkAnswer struct {
	Problems []directory.Problem `json:"problems"`
}

// check answers GET /check: what is wrong with the store, and with the records by the directory's rules.
func (h *handler) check(w http.ResponseWriter, r *http.Request) {
	problems, err := h.Directory.Check(r.Context())
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, checkAnswer{Problems: problems})
}
