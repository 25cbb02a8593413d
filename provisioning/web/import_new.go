package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

const (
	importFormBytes = 64 << 10 // of the form around a file
	mostFileName    = 255      // characters that the API takes of a file's name
)

// stepWait is how long a page waits for a step of an import before it shows how far the step is: a file that is not large is done by then.
const stepWait = 2 * time.Second

// begin has the API do a step of an import, which goes on when it takes longer.
func (v *visit) begin(j importJob, step string, body any) error {
	return v.api.post(j.path()+"/"+step, body, nil, "Prefer", fmt.Sprintf("respond-async, wait=%d", v.web.stepWait/time.Second))
}

// importNew shows the form for a file.
func (v *visit) importNew() error { return v.showImportNew(http.StatusOK, v.importForm()) }

func (v *visit) showImportNew(status int, f *form) error {
	return v.showAs(status, "import_new", v.say("Import contacts"), f)
}

func (v *visit) importForm() *form {
	return newForm(v, "Read the file", "/imports", []*field{
		{Name: "file", Label: "File", Hint: "CSV, as spreadsheets save it, or vCard (.vcf). Nothing is changed before you have seen what would be.", Required: true},
	})
}

// importUpload takes a file and has it read.
func (v *visit) importUpload() error {
	f := v.importForm()
	if v.tooLarge {
		f.note(v, fieldProblem{Field: "file", Code: "import_too_large"})
		return v.showImportNew(http.StatusRequestEntityTooLarge, f)
	}
	sent, header, err := v.r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		f.note(v, fieldProblem{Field: "file", Code: "file_missing"})
		return v.showImportNew(http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	defer func() { _ = sent.Close() }() // it was only read
	name := []rune(path.Base(strings.ReplaceAll(header.Filename, `\`, "/")))
	var j importJob
	query := url.Values{"name": {string(name[:min(len(name), mostFileName)])}}
	if err := v.api.post("/imports?"+query.Encode(), file{"application/octet-stream", sent}, &j); err != nil {
		return v.refused(f, err, func(status int) error { return v.showImportNew(status, f) })
	}
	return v.readImport(j)
}

// readImport has an import planned, and goes to its page, which also says what stands against it.
func (v *visit) readImport(j importJob) error {
	err := v.begin(j, "plan", nil)
	if p := problemIn(err); err != nil && (p == nil || p.Status == http.StatusForbidden || p.Status == http.StatusNotFound) {
		return err
	}
	v.redirect(j.Address())
	return nil
}
