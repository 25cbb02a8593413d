package exchange

import (
	"fmt"
	"strings"
	"testing"

	"annuaire/directory"
)

// recognisedText is what a file is taken for in one line: windows-1252 ; Nom=last_name(Martin) Couleur=?(rouge)
func recognisedText(r *Recognised) string {
	text := []string{r.Encoding, r.Separator}
	for _, c := range r.Columns {
		name := c.Column
		if name == "" {
			name = "?"
		}
		text = append(text, fmt.Sprintf("%s=%s(%s)", c.Header, name, c.Example))
	}
	return strings.Join(append(text, r.Unread...), " ")
}

func TestWhatAFileIsTakenFor(t *testing.T) {
	for name, tc := range map[string]struct {
		file string
		opts Options
		want string
	}{
		"columns that are known and not":       {"Nom;Couleur\n;\nMartin;rouge\n", Options{}, "utf-8 ; Nom=last_name(Martin) Couleur=?(rouge)"},
		"no column that is known":              {"Patronyme,Petit nom\nMartin,Anne\n", Options{}, "utf-8 , Patronyme=?(Martin) Petit nom=?(Anne)"},
		"two columns that mean the same":       {"nom;last_name\nMartin;\n", Options{}, "utf-8 ; nom=last_name(Martin) last_name=last_name()"},
		"a column that is said to be another":  {"Nom;Portable\n", Options{Columns: map[string]string{"Portable": "mobile"}}, "utf-8 ; Nom=last_name() Portable=mobile()"},
		"a column that is said not to be read": {"Nom;Note\n", Options{Columns: map[string]string{"Note": ""}}, "utf-8 ; Nom=last_name() Note=?()"},
		"meanings help to find the separator":  {"Patronyme,a;b\n", Options{Columns: map[string]string{"Patronyme": "nom"}}, "utf-8 , Patronyme=last_name() a;b=?()"},
		"a separator that is forced":           {"Nom;Note\n", Options{Separator: ','}, "utf-8 , Nom;Note=?()"},
		"accents of an old spreadsheet":        {"Pr\xe9nom\nH\xe9l\xe8ne\n", Options{}, "windows-1252 ; Prénom=first_name(Hélène)"},
		"what was written about rows":          {"nom;plan_line;reason\n", Options{}, "utf-8 ; nom=last_name() plan_line=?() reason=?()"},
		"quotes that do not match":             {"Nom;Note\nMartin;\"x\n", Options{}, "utf-8 ; Nom=last_name() Note=note()"},
		"cards":                                {"BEGIN:VCARD\nVERSION:4.0\nN:Martin;Anne;;;\nBDAY:1970\nEND:VCARD\n", Options{}, "utf-8  last_name=last_name(Martin) first_name=first_name(Anne) BDAY"},
	} {
		found, err := Recognise(strings.NewReader(tc.file), tc.opts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := recognisedText(found); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
	for name, tc := range map[string]struct {
		file string
		opts Options
	}{
		"an empty file":                     {"", Options{}},
		"a workbook":                        {"PK\x03\x04", Options{}},
		"a meaning that is no column":       {"Nom\n", Options{Columns: map[string]string{"Nom": "patronyme"}}},
		"a meaning that no import can read": {"Nom\n", Options{Columns: map[string]string{"Nom": "plan_line"}}},
	} {
		if _, err := Recognise(strings.NewReader(tc.file), tc.opts); directory.CodeOf(err) != directory.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestColumnsOfOneNameAreToldApartByTheirPlace(t *testing.T) {
	d := newDirectory(t)
	const file = "Nom;Nom;Divers;Divers;\nMartin;Anne;rien;Directrice;06 39 98 10 24\n"
	_, err := Plan(t.Context(), d, strings.NewReader(file), Options{})
	wantFileError(t, err, directory.Invalid, `line 1: columns "Nom" and "Nom" are the same`)
	found, err := Recognise(strings.NewReader(file), Options{})
	if err != nil || len(found.Columns) != 4 || found.Columns[3].Place != 4 || found.Columns[3].Example != "Directrice" {
		t.Errorf("%+v, %v", found, err)
	}
	said := map[int]string{2: "first_name", 3: "", 4: "fonction", 5: "mobile"} // the last has no name
	report := mustImport(t, d, file, Options{ColumnsAt: said})
	c := contactNamed(t, d, "Anne Martin")
	if report.Added != 1 || c.Title != "Directrice" || len(c.Numbers) != 1 || c.Numbers[0].Kind != directory.MobileNumber {
		t.Errorf("%+v %+v", report, c)
	}
	for name, wrong := range map[string]Options{
		"no such place":        {ColumnsAt: map[int]string{2: "first_name", 3: "", 4: "", 6: "mobile"}},
		"no place at all":      {ColumnsAt: map[int]string{0: "first_name"}},
		"a meaning that is no": {ColumnsAt: map[int]string{2: "patronyme"}},
		"twice the same":       {ColumnsAt: map[int]string{2: "last_name", 3: "", 4: ""}},
	} {
		if _, err := Plan(t.Context(), d, strings.NewReader(file), wrong); directory.CodeOf(err) != directory.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPlaceOutweighsAName(t *testing.T) {
	found, err := Recognise(strings.NewReader("Nom;Note;Note\n"), Options{Columns: map[string]string{"Note": ""}, ColumnsAt: map[int]string{3: "title"}})
	if err != nil || recognisedText(found) != "utf-8 ; Nom=last_name() Note=?() Note=title()" {
		t.Errorf("%s, %v", recognisedText(found), err)
	}
}

func TestColumnsMeanWhatIsSaid(t *testing.T) {
	d := newDirectory(t)
	const file = "Patronyme;Prénom;Note\nMartin;Anne;rien\n"
	report := mustImport(t, d, file, Options{Columns: map[string]string{"Patronyme": "nom", "Note": ""}})
	if c := contactNamed(t, d, "Anne Martin"); report.Added != 1 || c.Note != "" || strings.Join(report.UnknownColumns, " ") != "Note" {
		t.Errorf("%+v %+v", report, c)
	}
	for _, wrong := range []map[string]string{
		{"Patronyme": "first_name"}, // twice
		{"Nom": "last_name"},        // not in the file
		{"Prénom": "", "Note": ""},  // nothing is left
	} {
		if _, err := Plan(t.Context(), d, strings.NewReader(file), Options{Columns: wrong}); directory.CodeOf(err) != directory.Invalid {
			t.Errorf("%v: %v", wrong, err)
		}
	}
}
