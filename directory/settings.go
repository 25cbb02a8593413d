package directory

import (
	"cmp"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Config is what a directory is opened with. The zero value of a field stands for what its comment says.
type Config struct {
	// Name is what the root folder is called when the store is made; "": a provisional name, until somebody renames it.
	Name string
	// Country (ISO 3166-1 alpha-2) is where numbers without a country code belong; "": FR.
	Country string
	// Language (BCP 47) orders names; "": fr.
	Language string
	// OutsidePrefix is what phones dial before an outside number; "": nothing.
	OutsidePrefix string
	// BinDays is how long what was deleted can be brought back; 0: 30 days.
	BinDays int
	// JournalFor is how long changes are remembered; 0: one year.
	JournalFor time.Duration
	// MinShortDigits and MaxShortDigits bound the length of short numbers; 0: 2 and 6.
	MinShortDigits, MaxShortDigits int
	// Reserved are numbers that nobody may hold as a short number, beside the country's emergency numbers.
	Reserved []string
	// DialPrefixConflict says what becomes of a number of the dialling space that begins with another one; "": nothing.
	DialPrefixConflict DialPrefixRule
	// FillTelephone has phones see a contact's first visible number as its work number where it has none.
	FillTelephone bool
	// FirstExtension is the smallest number that is proposed as an extension, ExtensionRanges where it lies; "": "1000", or the
	// smallest of most digits where those are fewer; no range: everything from FirstExtension on.
	FirstExtension  string
	ExtensionRanges []ExtensionRange
	// PINDigits is how many digits the PIN of a mailbox has, 4 to 10; 0: 6.
	PINDigits int
	// Licence says how many users may be enabled, and what they cost.
	Licence Licence
	// AutoContactKinds are the kinds of lines for which a contact is made where none is given; nil: landlines.
	AutoContactKinds []LineKind
	Logger           *slog.Logger     // nil: slog.Default()
	Now              func() time.Time // nil: time.Now
	NoSync           bool             // changes may be lost when the machine fails: for tests
}

const year = 365 * 24 * time.Hour

// Config gives what the directory was opened with, defaults filled in.
func (d *Directory) Config() Config { return d.config }

func (c Config) withDefaults() Config {
	c.Country = cmp.Or(c.Country, "FR")
	c.Language = cmp.Or(c.Language, "fr")
	c.BinDays = cmp.Or(c.BinDays, 30)
	c.JournalFor = cmp.Or(c.JournalFor, year)
	c.MinShortDigits = cmp.Or(c.MinShortDigits, 2)
	c.MaxShortDigits = cmp.Or(c.MaxShortDigits, 6)
	c.FirstExtension = cmp.Or(c.FirstExtension, firstExtension(c.MinShortDigits, c.MaxShortDigits))
	c.PINDigits = cmp.Or(c.PINDigits, defaultPINDigits)
	if c.AutoContactKinds == nil {
		c.AutoContactKinds = []LineKind{Landline}
	}
	c.Logger = cmp.Or(c.Logger, slog.Default())
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

// rules are what a Config asks of records, ready for use.
type rules struct {
	dialect    *search.Dialect
	short      shortNumberRules
	extensions []span
}

func (c Config) rules() (rules, error) {
	if c.BinDays < 1 {
		return rules{}, &Error{Code: Invalid, Message: fmt.Sprintf("the bin keeps %d days; at least 1 is needed", c.BinDays)}
	}
	dialect, err := search.NewDialect(c.Country, c.Language, c.OutsidePrefix)
	if err != nil {
		return rules{}, &Error{Code: Invalid, Message: "country, language or outside-line prefix", Cause: err}
	}
	short, err := newShortNumberRules(c.MinShortDigits, c.MaxShortDigits, c.Country, c.Reserved)
	if err != nil {
		return rules{}, err
	}
	extensions, err := c.extensionSpans()
	if err != nil {
		return rules{}, err
	}
	if c.PINDigits < fewestPINDigits || c.PINDigits > mostPINDigits {
		return rules{}, &Error{Code: Invalid, Message: fmt.Sprintf("PINs of %d digits: %d to %d are possible", c.PINDigits, fewestPINDigits, mostPINDigits)}
	}
	return rules{dialect: dialect, short: short, extensions: extensions}, nil
}

// rootName gives the root folder's first name, and whether somebody chose it.
func (c Config) rootName() (name string, chosen bool) {
	switch {
	case c.Name != "":
		return c.Name, true
	case c.Language == "fr":
		return "Annuaire", false
	}
	return "Directory", false
}

// Settings are what readers of a directory need to know of its configuration.
type Settings struct {
	Name          string `json:"name"` // the root folder's
	Country       string `json:"country"`
	Language      string `json:"language"`
	OutsidePrefix string `json:"outside_prefix,omitempty"`
	FillTelephone bool   `json:"fill_telephone,omitempty"`
}

// storedSettings is the one record of the settings table: what the records of the file were computed with.
type storedSettings struct {
	Root          uuid.UUID `json:"root"`
	Country       string    `json:"country"`
	Language      string    `json:"language"`
	OutsidePrefix string    `json:"outside_prefix,omitempty"`
}
