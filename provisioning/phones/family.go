package phones

// Family is telephones that are set up alike.
type Family struct {
	ID     string // in addresses: "yealink"
	Name   string // "Yealink"
	Models Text   // "T2 to T5, W, CP and AX series"
	// Menu is where the fields are on the phone's own pages, in its words; empty for a family whose pages are not known.
	Menu string
	// Security is what its phones can have over the connection, what is best first.
	Security []Security
	// NameFilter and NumberFilter are the templates of its searches, with the family's own placeholder for what is typed or who calls; empty where
	// the phone makes them itself.
	NameFilter, NumberFilter string
	Wildcard                 Wildcard
	Account                  Account
	Notes                    []Text // what its phones can not do, or what to know

	fields    []field
	file      *file
	mostLogin int  // characters of an account's name and of its secret; 0: any number
	plainName bool // the account's name may have letters and digits of ASCII alone
	inURL     bool // name, secret and host are written into one field, with : and @ between them
}

// Security is what is over the connection.
type Security string

// What phones can have over their connections.
const (
	Clear    Security = "none"
	StartTLS Security = "starttls" // on the port for clear connections
	LDAPS    Security = "ldaps"    // on a port of its own
)

// Wildcard says who turns what is typed into the beginning of a name.
type Wildcard string

// Who adds the asterisk.
const (
	ByPhone    Wildcard = "phone"    // the phone puts it behind what is typed: nothing is to be written into the filter
	ByTemplate Wildcard = "template" // nobody but the filter's template
	BuiltIn    Wildcard = "built_in" // the phone makes the whole filter
)

// Account is what the LDAP account of a family's phones needs, in the words of the API; the zero value is a new account's.
type Account struct {
	DialFormat      string // how numbers are written: "international" or "national"
	Truncation      string // the result of a list that is cut: "success"
	LenientEquality bool
}

// Text is a sentence in the languages of the pages.
type Text struct{ EN, FR string }

// In is the sentence in a language, "fr" or any other for English.
func (t Text) In(language string) string {
	if language == "fr" {
		return t.FR
	}
	return t.EN
}

// Can reports whether the family's phones can have s over their connections.
func (f *Family) Can(s Security) bool {
	for _, one := range f.Security {
		if one == s {
			return true
		}
	}
	return false
}

// HasFile reports whether the family's phones read the settings from a file.
func (f *Family) HasFile() bool { return f.file != nil }

// field is one setting: what its place is called on the phone's page and in its file, and the templates of what goes there. One of label and key may
// be empty: it is on the page alone, or in the file alone.
type field struct {
	label, key string
	value      string // in the file; on the page too, where there is no choice
	choice     string // what is chosen on the page for it
	nameless   string // instead of both, for phones that bind without a name: how they are told so
	unbound    string // in the file, where that is not nameless
}
