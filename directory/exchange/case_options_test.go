package exchange

import (
	"strconv"
	"strings"
	"testing"

	"annuaire/directory"
)

// caseOptions reads the section "options" of an import case, one option a line.
func caseOptions(t *testing.T, text string) Options {
	t.Helper()
	var opts Options
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch name {
		case "create_folders":
			opts.CreateFolders = true
		case "valid_rows":
			opts.ValidRows = true
		case "empty":
			opts.Empty = Empty(value)
		case "missing":
			opts.Missing = Missing(value)
		case "scope_folder":
			opts.ScopeFolder = value
		case "scope_origin":
			opts.ScopeOrigin = value
		case "folder":
			opts.Folder = value
		case "kind":
			opts.Kind = directory.ContactKind(value)
		case "confirm_mass_delete":
			opts.ConfirmMassDelete, _ = strconv.Atoi(value)
		case "cell_chars":
			opts.Limits.CellChars, _ = strconv.Atoi(value)
		default:
			t.Fatalf("option %q is not known to the test", line)
		}
	}
	return opts
}
