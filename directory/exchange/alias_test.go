package exchange

import (
	"strings"
	"testing"

	"annuaire/directory"
)

// The headers of other programs' exports, as they write them.
const (
	outlookHeader = `"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street","Business Street 2","Business City",` +
		`"Business State","Business Postal Code","Business Country/Region","Home Street","Home City","Business Fax","Business Phone","Business Phone 2","Car Phone",` +
		`"Company Main Phone","Home Fax","Home Phone","Mobile Phone","Other Phone","E-mail Address","E-mail Type","E-mail 2 Address","Language","Notes","Office Location"`
	frenchOutlookHeader = `"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre","Rue (bureau)","Rue (bureau) 2","Ville (bureau)",` +
		`"Dép/Région (bureau)","Code postal (bureau)","Pays/Région (bureau)","Rue (domicile)","Ville (domicile)","Télécopie (bureau)","Téléphone (bureau)","Téléphone 2 (bureau)",` +
		`"Téléphone (voiture)","Téléphone société","Télécopie (domicile)","Téléphone (domicile)","Tél. mobile","Téléphone (autre)","Adresse de messagerie","Type de messagerie",` +
		`"Adresse de messagerie 2","Langue","Notes"`
	googleHeader = `First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,` +
		`Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,` +
		`Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country`
	oldGoogleHeader = `Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Language,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,` +
		`Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department`
)

// columnsRead are the columns of a header that are read: Nom=last_name Mail=email
func columnsRead(t *testing.T, header string) string {
	t.Helper()
	f, err := readCSV(strings.NewReader(header+"\n"), Options{})
	if err != nil {
		t.Errorf("%s: %v", header, err)
		return ""
	}
	return columnNames(f)
}

func TestHeadersOfOtherProgramsAreRead(t *testing.T) {
	for name, tc := range map[string]struct{ header, want string }{
		"Outlook": {outlookHeader, "first_name last_name company department title street city region postal_code country fax work home mobile email language note site"},
		"Outlook in French": {frenchOutlookHeader,
			"first_name last_name company department title street city region postal_code country fax work home mobile email language note"},
		"Google Contacts":        {googleHeader, "first_name last_name company title department note email phone_1_kind phone_1 phone_2_kind phone_2 street city region postal_code country"},
		"Google Contacts of old": {oldGoogleHeader, "first_name last_name note language email phone_1_kind phone_1 company title department"},
		"an office's list": {"NOM;Prénom;Entreprise;Poste;Courriel;Téléphone;Portable;Télécopie;Adresse;CP;Commune",
			"last_name first_name company title email work mobile fax street postal_code city"},
		"one in English":               {"Surname;Given name;Organisation;Job title;Mail;Phone;Cell;Fax number;Address;Zip code;Town", "last_name first_name company title email work mobile fax street postal_code city"},
		"accents and case":             {"SOCIETE;prénom;TÉLÉCOPIEUR;tél. portable;É-mail", "company first_name fax mobile email"},
		"a second number":              {"Nom;Téléphone;Téléphone 2", "last_name phone_1 phone_2"},
		"numbers that are counted":     {"Nom;Tél. 1;Tél. 2", "last_name phone_1 phone_2"},
		"one's own column beside":      {"Nom;Courriel;Email;Mail", "last_name email"},
		"a title that is a function":   {"Nom;Titre", "last_name title"},
		"a title that is no form":      {"last_name;title", "last_name title"},
		"labels where nothing is said": {"Nom;Phone 1;Phone 1 label", "last_name phone_1 phone_1_label"},
	} {
		if got := columnsRead(t, tc.header); got != tc.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, tc.want)
		}
	}
}

func TestWhatTwoColumnsCouldMeanIsAsked(t *testing.T) {
	_, err := readCSV(strings.NewReader("Nom;Mail;Courriel\n"), Options{})
	wantFileError(t, err, directory.Invalid, `line 1: columns "Mail" and "Courriel" are the same`)
	if f, err := readCSV(strings.NewReader("Nom;Mail;Courriel\n"), Options{Columns: map[string]string{"Mail": ""}}); err != nil || columnNames(f) != "last_name email" {
		t.Errorf("%v", err)
	}
}

// A file of our own is read as it was written: what others call a column is what no column of ours is called.
func TestColumnsOfOurOwnAreNotCalledAsOthersCallThem(t *testing.T) {
	var own []string
	for f := range fieldCount {
		c := column{field: f}
		if f >= fieldPhone {
			c.place = 2
		}
		own = append(own, c.name())
	}
	f, err := readCSV(strings.NewReader(strings.Join(own, ";")+"\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range f.meanings {
		if !m.known || m.alias || m.name() != own[i] {
			t.Errorf("%s is read as %+v", own[i], m)
		}
	}
	for _, header := range []string{outlookHeader, frenchOutlookHeader, googleHeader} {
		for name := range strings.SplitSeq(strings.ReplaceAll(header, `"`, ""), ",") {
			_, ours := parseColumn(name)
			if _, others := parseAlias(name); ours && others {
				t.Errorf("%s means two things", name)
			}
		}
	}
}

func TestContactsOfGoogleHaveTheKindsOfTheirNumbers(t *testing.T) {
	d := newDirectory(t)
	const file = "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n" +
		"Anne,Martin,* Mobile,06 39 98 10 24,Work Fax,01 99 00 10 25,Secrétariat,01 99 00 10 26\n"
	if report := mustImport(t, d, file, Options{}); report.Errors > 0 {
		t.Fatal(reportText(report, nil))
	}
	got := contactNamed(t, d, "Anne Martin").Numbers
	want := []directory.Number{
		{Kind: directory.MobileNumber, Raw: "06 39 98 10 24"}, {Kind: directory.FaxNumber, Raw: "01 99 00 10 25"},
		{Kind: directory.WorkNumber, Raw: "01 99 00 10 26", Label: "Secrétariat"},
	}
	if !sameNumbers(got, want) {
		t.Errorf("%+v", got)
	}
	if again := mustImport(t, d, file, Options{}); !again.Same {
		t.Error(reportText(again, nil))
	}
}
