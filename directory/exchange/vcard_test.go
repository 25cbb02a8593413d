package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"annuaire/directory"
)

// rowOfCard reads one card as a row, its columns by their names.
func rowOfCard(t rapidOrTest, lines ...string) map[string]string {
	t.Helper()
	card := "BEGIN:VCARD\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCARD\r\n"
	table, _, _, err := tableOfCards([]byte(card))
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil || len(records) != 2 {
		t.Fatal(err, records)
	}
	row := map[string]string{}
	for i, name := range records[0] {
		row[name] = unguard(records[1][i])
	}
	return row
}

func TestWhoseCardItIs(t *testing.T) {
	for _, test := range []struct {
		name, kind, org, fn string
		want                map[string]string
	}{
		{name: "Martin;Jean;Paul;M.;", want: map[string]string{"last_name": "Martin", "first_name": "Jean"}},
		{name: "Martin;Jean", org: "Papiers SA;Achats;Nord", want: map[string]string{"last_name": "Martin", "first_name": "Jean", "company": "Papiers SA", "department": "Achats"}},
		{name: `O\;Neil\\;Jean`, want: map[string]string{"last_name": `O;Neil\`, "first_name": "Jean"}},
		{fn: "Jean de la Tour", want: map[string]string{"last_name": "Tour", "first_name": "Jean de la"}},
		{fn: "Papiers SA", org: "papiers sa", want: map[string]string{"company": "papiers sa", "kind": "external"}},
		{org: "Papiers SA", want: map[string]string{"company": "Papiers SA", "kind": "external"}},
		{kind: "org", fn: "Papiers SA", want: map[string]string{"company": "Papiers SA", "kind": "external"}},
		{fn: "Jean Martin", org: "Papiers SA", want: map[string]string{"last_name": "Martin", "first_name": "Jean", "company": "Papiers SA"}},
		{kind: "Group", name: "Amis;Les", want: map[string]string{"action": "skip", "last_name": "Amis", "first_name": "Les"}},
	} {
		got := rowOfCard(t, "KIND:"+test.kind, "N:"+test.name, "FN:"+test.fn, "ORG:"+test.org)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%+v: %s", test, diff)
		}
	}
}

func TestNumbersOfCards(t *testing.T) {
	for line, want := range map[string]string{
		"TEL:0199000001":                                     "0199000001 work",
		"TEL;TYPE=CELL;TYPE=VOICE:0639980001":                "0639980001 mobile",
		`TEL;VALUE=uri;TYPE="voice,home":tel:+33-199-000001`: "+33-199-000001 home",
		"TEL;HOME;FAX:0199000001":                            "0199000001 fax",
		"TEL;TYPE=work,cell:1":                               "1 mobile",
		"TEL;TYPE=pager:1":                                   "1 other",
		"TEL;TYPE=car:1":                                     "1 car",
		"home.TEL;TYPE=x-private:1":                          "1 work",
	} {
		row := rowOfCard(t, line)
		if got := row["phone_1"] + " " + row["phone_1_kind"]; got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
	row := rowOfCard(t, "TEL:1", "TEL;PREF=1:2", "TEL:", "TEL;TYPE=pref:3")
	if row["phone_1"] != "2" || row["phone_2"] != "3" || row["phone_3"] != "1" {
		t.Errorf("the preferred ones come first: %v", row)
	}
	many := slices.Repeat([]string{"TEL:1"}, maxNumbers+1)
	if row = rowOfCard(t, many...); row[fmt.Sprintf("phone_%d", maxNumbers)] != "1" {
		t.Errorf("%v", row)
	}
}

func TestCardsThatCanNotBeRead(t *testing.T) {
	for file, message := range map[string]string{
		"BEGIN:VCARD\nN:a;b\n":                            "line 1: the card that begins here does not end",
		"BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\n":           "line 1: the card that begins here does not end before the next one",
		"BEGIN:VCARD\nEND:VCARD\nN:a;b\n":                 "line 3 is in no card",
		"BEGIN:VCARD\nVERSION:2.1\nN:a;b\nEND:VCARD\n":    "line 2: cards of version 2.1 are not read; save them as version 3.0 or 4.0",
		"\nbegin:vcard\nversion:3.0\nnonsense\nend:vcard": "the cards say nothing that is read",
	} {
		_, err := readCSV(strings.NewReader(file), Options{})
		wantFileError(t, err, directory.Invalid, message)
	}
}

func TestRowsOfCardsBeginWhereTheCardsDo(t *testing.T) {
	file := "\uFEFF\r\nBEGIN:VCARD\r\nEND:VCARD\r\nBEGIN:VCARD\r\nN:Martin\r\n ;Jean\r\nNOTE:a\\nb\r\nEND:VCARD\r\n\r\nBEGIN:VCARD\r\nFN:Zoé Durand\r\nEND:VCARD\r\n"
	f, err := readCSV(strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for row, err := range f.rows() {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, row.line)
	}
	if !slices.Equal(lines, []int{4, 10}) {
		t.Errorf("lines %v", lines)
	}
}

func TestCardsComeBackAsTheyWereWritten(t *testing.T) {
	escape := strings.NewReplacer(`\`, `\\`, "\n", `\n`, ",", `\,`, ";", `\;`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string {
			return strings.TrimSpace(rapid.StringMatching(`[a-zé=+'<>;,:\\" \n.0-9]{0,90}`).Draw(t, "text"))
		})
		want := map[string]string{}
		put := func(column string) string {
			value := text.Draw(t, column)
			if value != "" {
				want[column] = value
			}
			return escape.Replace(value)
		}
		lines := []string{
			"N:" + put("last_name") + ";" + put("first_name"), "TITLE:" + put("title"), "NOTE:" + put("note"),
			"ADR:;;" + put("street") + ";" + put("city") + ";" + put("region") + ";" + put("postal_code") + ";" + put("country"),
		}
		if len(want) == 0 {
			return
		}
		if got := rowOfCard(t, foldLines(lines)...); !cmp.Equal(want, got) {
			t.Fatal(cmp.Diff(want, got))
		}
	})
}

// foldLines breaks lines as programs do, anywhere.
func foldLines(lines []string) []string {
	var folded []string
	for _, line := range lines {
		for len(line) > 40 {
			folded = append(folded, line[:40])
			line = " " + line[40:]
		}
		folded = append(folded, line)
	}
	return folded
}

func TestAnImportWithKindAndFolderForRowsThatDoNotSay(t *testing.T) {
	d := newDirectory(t)
	opts := Options{Kind: directory.ExternalContact, Folder: "Fournisseurs", CreateFolders: true}
	mustImport(t, d, "type;dossier;nom;prénom;société\n;;;;Papiers SA\ninterne;Vente;Martin;Jean;\n", opts)
	papers, jean := contactNamed(t, d, "Papiers SA"), contactNamed(t, d, "Jean Martin")
	if papers.Kind != directory.ExternalContact || jean.Kind != directory.InternalContact || papers.FolderID == jean.FolderID {
		t.Errorf("%+v\n%+v", papers, jean)
	}
	if _, err := Plan(t.Context(), d, strings.NewReader("nom\n"), Options{Kind: "other"}); directory.CodeOf(err) != directory.Invalid {
		t.Errorf("%v", err)
	}
}

func FuzzReadVCards(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\r\nVERSION:4.0\r\nN:Martin;Jean\r\nTEL;TYPE=\"cell,voice\":tel:+33\r\nNOTE:a\r\n b\\n\r\nEND:VCARD\r\n"))
	f.Add([]byte("begin:vcard\nitem.ADR;;=\":;;1;2;3;4;5\norg:\\;;\nEND:VCARD"))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, lines, _, err := tableOfCards(text)
		if err != nil {
			return
		}
		if !slices.IsSorted(lines) || len(lines) == 0 || lines[len(lines)-1] > bytes.Count(text, []byte("\n"))+1 {
			t.Fatalf("lines %v", lines)
		}
		records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
		if err != nil || len(records) != len(lines)+1 {
			t.Fatalf("%d rows of %d cards: %v\n%s", len(records)-1, len(lines), err, table)
		}
		for _, name := range records[0] {
			if _, known := parseColumn(name); !known {
				t.Fatalf("column %q", name)
			}
		}
	})
}
