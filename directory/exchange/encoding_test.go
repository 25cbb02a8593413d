package exchange

import (
	"errors"
	"testing"

	"annuaire/directory"
)

func TestEncodingIsDetected(t *testing.T) {
	tests := []struct {
		name, raw, forced, text, encoding string
	}{
		{"plain ASCII is UTF-8", "nom;prenom\n", "", "nom;prenom\n", encodingUTF8},
		{"UTF-8 accents", "H\u00e9l\u00e8ne", "", "Hélène", encodingUTF8},
		{"a byte order mark is taken off", "\xEF\xBB\xBFnom", "", "nom", encodingUTF8},
		{"accents in Windows-1252", "H\xE9l\xE8ne", "", "Hélène", encoding1252},
		{"the euro sign of Windows-1252", "10 \x80", "", "10 €", encoding1252},
		{"the oe of Windows-1252", "B\x9Cuf", "", "Bœuf", encoding1252},
		{"the oe of ISO 8859-15 inside a word", "C\xBDur d'\xE9lan", "", "Cœur d'élan", encoding885915},
		{"a half stays a half where no letter is near", "10 \xBD \xE9", "", "10 ½ é", encoding1252},
		{"a byte of the C1 range rules out ISO 8859-15", "C\xBDur \x80", "", "C½ur €", encoding1252},
		{"the encoding can be forced", "C\xBD", "ISO-8859-15", "Cœ", encoding885915},
		{"UTF-16 of a spreadsheet", "\xFF\xFEn\x00o\x00\xE9\x00", "", "noé", encodingUTF16},
		{"UTF-16, high byte first", "\xFE\xFF\x00n\x00\xE9", "", "né", encodingUTF16},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, encoding, err := decode([]byte(test.raw), test.forced)
			if err != nil {
				t.Fatal(err)
			}
			if string(text) != test.text || encoding != test.encoding {
				t.Errorf("got %q in %s, want %q in %s", text, encoding, test.text, test.encoding)
			}
		})
	}
}

func TestFilesThatCanNotBeDecodedAreRefused(t *testing.T) {
	tests := []struct {
		name, raw, forced, message string
	}{
		{"a workbook", "PK\x03\x04....", "", `this is a workbook or an archive, not CSV: save it as "CSV UTF-8"`},
		{"UTF-8 with a broken byte", "é\nè\nà\xE9\n", "", "line 3 is not UTF-8, as most of the file is"},
		{"a broken byte after a byte order mark", "\xEF\xBB\xBFnom\n\xE9\xE8\n", "", "line 2 is not UTF-8, as most of the file is"},
		{"forced UTF-8", "nom\nH\xE9l\xE8ne", "utf-8", "line 2 is not UTF-8"},
		{"a byte that Windows-1252 lacks", "nom\n\x81", "", "line 2 is not windows-1252"},
		{"an unknown encoding", "nom", "ebcdic", `encoding "ebcdic" is not known: use utf-8, utf-16, windows-1252 or iso-8859-15`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := decode([]byte(test.raw), test.forced)
			wantFileError(t, err, directory.Invalid, test.message)
		})
	}
}

func wantFileError(t *testing.T, err error, code directory.Code, message string) {
	t.Helper()
	var e *directory.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a directory.Error", err)
	}
	if e.Code != code || e.Message != message {
		t.Errorf("got %s %q\nwant %s %q", e.Code, e.Message, code, message)
	}
}
