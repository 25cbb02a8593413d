package exchange

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestDialectIsDetected(t *testing.T) {
	tests := []struct {
		name, file string
		separator  rune
		columns    string
	}{
		{"semicolons", "nom;prenom\n", ';', "last_name first_name"},
		{"commas", "nom,prenom\n", ',', "last_name first_name"},
		{"tabs", "nom\tprenom\n", '\t', "last_name first_name"},
		{"bars", "nom|prenom\n", '|', "last_name first_name"},
		{"one column has no separator", "nom\n", ';', "last_name"},
		{"known columns outweigh signs in unknown ones", "nom;prenom;a,b,c,d\n", ';', "last_name first_name"},
		{"signs in quotes do not count", "\"a;b;c;d\",nom\n", ',', "last_name"},
		{"quoted names", "\"nom\";\"prénom\"\n", ';', "last_name first_name"},
		{"a separator line before the header", "sep=|\r\nnom|prenom\r\n", '|', "last_name first_name"},
		{"a separator line wins over the header", "SEP=,\nnom,a;b;c;d\n", ',', "last_name"},
		{"empty lines before the header", "\n\r\n  \nnom;prenom\n", ';', "last_name first_name"},
		{"no line break at the end", "nom;prenom", ';', "last_name first_name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := readCSV(strings.NewReader(test.file), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := columnNames(f); got != test.columns || f.separator != test.separator {
				t.Errorf("got %q separated by %q, want %q by %q", got, f.separator, test.columns, test.separator)
			}
		})
	}
}

func columnNames(f *csvFile) string {
	var names []string
	for _, c := range f.columns {
		names = append(names, c.name())
	}
	return strings.Join(names, " ")
}

func TestHeaderNamesAreReadAsPeopleWriteThem(t *testing.T) {
	tests := []struct{ header, columns string }{
		{"ID;Action;Réf. externe;TYPE;Dossier", "id action external_ref kind folder"},
		{"Nom;PRÉNOM;Société;Fonction;Service", "last_name first_name company title department"},
		{"last name;FirstName;company;title;department", "last_name first_name company title department"},
		{"e-mail;E mail notification;Site", "email notification_email site"},
		{"Téléphone 1;telephone_1_type;TELEPHONE 1 COURT;Téléphone 1 libellé;telephone1masque", "phone_1 phone_1_kind phone_1_short phone_1_label phone_1_hidden"},
		{"phone_20;Phone 20 kind;phone20short", "phone_20 phone_20_kind phone_20_short"},
		{"Fixe;Mobile;Domicile;Fax", "work mobile home fax"},
		{"work;home", "work home"},
		{"rue;Code postal;Ville;Région;Pays;Masqué;Note;Langue", "street postal_code city region country hidden note language"},
		{"ne\u0301ant;pre\u0301nom", "first_name"},
		{"nom;;", "last_name"},
	}
	for _, test := range tests {
		t.Run(test.header, func(t *testing.T) {
			f, err := readCSV(strings.NewReader(test.header+"\n"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := columnNames(f); got != test.columns {
				t.Errorf("got  %s\nwant %s", got, test.columns)
			}
		})
	}
}

func TestUnknownColumnsAreListed(t *testing.T) {
	f, err := readCSV(strings.NewReader("nom;horoscope;Couleur;phone_21;phone_0;phone_1_colour;\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"horoscope", "Couleur", "phone_21", "phone_0", "phone_1_colour"}
	if !slices.Equal(f.unknown, want) {
		t.Errorf("got %q, want %q", f.unknown, want)
	}
}

func TestEveryColumnsOwnNameIsRead(t *testing.T) {
	for f := range fieldCount {
		c := column{field: f}
		if f >= fieldPhone {
			c.place = 7
		}
		if got, ok := parseColumn(c.name()); !ok || got != c {
			t.Errorf("%q is read as %v, %v", c.name(), got, ok)
		}
	}
}

func TestFilesThatCanNotBeReadAreRefused(t *testing.T) {
	tests := []struct {
		name, file string
		code       directory.Code
		message    string
	}{
		{"nothing", "", directory.Invalid, "the file is empty"},
		{"empty lines only", "\n\n", directory.Invalid, "the file is empty"},
		{"no header", "\nMartin;Jean\n", directory.Invalid, "line 2 names no column that is known: it must be a header such as last_name;first_name;phone_1"},
		{"a column twice", "nom;prenom;Nom\n", directory.Invalid, `line 1: columns "nom" and "Nom" are the same`},
		{"a column in both languages", "nom;last_name\n", directory.Invalid, `line 1: columns "nom" and "last_name" are the same`},
		{"an unknown column twice", "nom;Couleur;couleur\n", directory.Invalid, `line 1: columns "Couleur" and "couleur" are the same`},
		{"a quote that is never closed", "nom\n\"a\n\"Martin\nb\n", directory.Invalid, "line 2: a quoted cell that begins here does not end, or goes on after its closing quote"},
		{"a quote inside a cell", "nom\nJean \"Jojo\" Martin\n", directory.Invalid, "line 2: a cell with a quote in it must be quoted, and the quote doubled"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readAll(test.file, Options{})
			wantFileError(t, err, test.code, test.message)
		})
	}
}

func readAll(file string, opts Options) (rows []csvRow, err error) {
	f, err := readCSV(strings.NewReader(file), opts)
	if err != nil {
		return nil, err
	}
	for row, err := range f.rows() {
		if err != nil {
			return rows, err
		}
		row.cells = slices.Clone(row.cells)
		rows = append(rows, row)
	}
	return rows, nil
}

func TestRowsKnowTheirLine(t *testing.T) {
	rows, err := readAll("sep=;\r\n\r\nnom;note\r\nMartin;\"one\r\ntwo\"\r\n\r\n;;\r\nDurand;x\r\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].line != 4 || rows[1].line != 8 {
		t.Fatalf("got %+v, want rows at lines 4 and 8", rows)
	}
	if got := rows[0].cells[1]; got != "one\ntwo" {
		t.Errorf("a quoted line break gives %q", got)
	}
}

func TestLimitsOfAFile(t *testing.T) {
	file := "nom\na\nb\nc\n"
	tests := []struct {
		name   string
		limits Limits
		ok     bool
	}{
		{"bytes below", Limits{Bytes: int64(len(file)) + 1}, true},
		{"bytes at", Limits{Bytes: int64(len(file))}, true},
		{"bytes above", Limits{Bytes: int64(len(file)) - 1}, false},
		{"rows below", Limits{Rows: 4}, true},
		{"rows at", Limits{Rows: 3}, true},
		{"rows above", Limits{Rows: 2}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readAll(file, Options{Limits: test.limits})
			if test.ok && err != nil {
				t.Fatal(err)
			}
			if !test.ok {
				var e *directory.Error
				if !errors.As(err, &e) || e.Code != directory.TooLarge {
					t.Fatalf("got %v, want too_large", err)
				}
			}
		})
	}
	if got, want := (Limits{}).WithDefaults(), (Limits{Bytes: 64 << 20, Rows: 200_000, CellChars: 4096}); got != want {
		t.Errorf("the defaults are %+v, want %+v", got, want)
	}
}

func TestAReaderThatFailsIsReported(t *testing.T) {
	_, err := readCSV(iotest.ErrReader(bytes.ErrTooLarge), Options{})
	if err == nil || !strings.Contains(err.Error(), "reading the file") {
		t.Errorf("got %v", err)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"nom;prenom\nMartin;Jean\n",
		"sep=,\r\nnom,note\r\nMartin,\"a\r\nb\"\"c\"\r\n",
		"\xEF\xBB\xBFlast_name\tphone_1\nMartin\t'+33199000000\n",
		"nom;soci\xE9t\xE9\nMartin;C\xBDur\n",
		"\xFF\xFEn\x00o\x00m\x00\n\x00a\x00",
		"fixe;fax;telephone_1;telephone_1_court;telephone_2_type;masque\n<vide>;1;<empty>;;fax;oui\n", "nom;nom\n", "nom\n\"", "\n\n", "nom|a,b\n;;|\n",
	} {
		f.Add([]byte(seed))
	}
	contact := directory.Contact{LastName: "Martin", Numbers: []directory.Number{{Kind: directory.FaxNumber, Raw: "1"}, {Kind: directory.HomeNumber, Raw: "2"}}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		limits := Limits{Rows: 100}
		file, err := readCSV(bytes.NewReader(raw), Options{Limits: limits})
		if err != nil || file.lines != nil { // cards have FuzzReadVCards
			return
		}
		if len(file.columns) == 0 || len(file.columns)+len(file.unknown) > len(file.header) {
			t.Fatalf("columns %v and %q of %q", file.columns, file.unknown, file.header)
		}
		lines := bytes.Count(file.text, []byte("\n")) + file.skipped + 1
		n, last := 0, 0
		for row, err := range file.rows() {
			if err != nil {
				break
			}
			if n++; n > limits.Rows {
				t.Fatal("more rows than the limit")
			}
			if row.line <= last || row.line > lines {
				t.Fatalf("row at line %d after line %d, of %d", row.line, last, lines)
			}
			last = row.line
			var v values
			v.read(file, row, &Options{})
			v.patch(&contact, uuid.Nil, &damage{country: "FR"})
			if draft, merged := v.draft(uuid.Nil, &damage{country: "FR"}); len(draft.Numbers) != len(merged) {
				t.Fatalf("%d numbers of %d", len(draft.Numbers), len(merged))
			}
			for _, cell := range row.cells {
				if got := unguard(guard(cell)); got != cell {
					t.Fatalf("%q comes back as %q", cell, got)
				}
			}
		}
	})
}
