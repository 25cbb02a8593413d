package control

import (
	"cmp"
	"net/http"
	"strconv"

	"annuaire/directory"
)

// Bounds of one answer of the journal.
const (
	journalPage        = 100
	longestJournalPage = 1000
)

// journal answers GET /journal?before=&limit=: who changed what, newest first.
func (h *handler) journal(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	before, err := number(query, "before")
	if err != nil {
		writeProblem(w, err)
		return
	}
	limit, err := number(query, "limit")
	if err != nil {
		writeProblem(w, err)
		return
	}
	entries, err := h.Directory.Journal(r.Context(), before, int(min(cmp.Or(limit, journalPage), longestJournalPage)))
	if err != nil {
		writeProblem(w, err)
		return
	}
	if entries == nil {
		entries = []directory.JournalEntry{}
	}
	writeJSON(w, http.StatusOK, entries)
}

// undo answers POST /journal/{revision}/undo?dry_run=: the batch is taken back, and what could not be is listed.
func (h *handler) undo(w http.ResponseWriter, r *http.Request) {
	revision, err := strconv.ParseUint(r.PathValue("revision"), 10, 63)
	if err != nil {
		writeProblem(w, badNumber("revision", r.PathValue("revision")))
		return
	}
	do := h.Directory.Undo
	if r.URL.Query().Get("dry_run") == "true" {
		do = h.Directory.PlanUndo
	}
	undone, err := do(r.Context(), revision)
	if err != nil {
		writeProblem(w, err)
		return
	}
	writeJSON(w, http.StatusOK, undone)
}
