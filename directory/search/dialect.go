package search

import (
	"fmt"
	"strings"
	"sync"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Dialect is how a directory reads, writes and orders: the country whose numbers need no country code, the language
// whose alphabet counts, the prefix that asks a telephone system for an outside line. It is safe for concurrent use.
type Dialect struct {
	country     string
	countryCode string // "33"
	trunk       string // what a national number begins with, "0"; empty where the country has none
	writesTrunk bool   // national numbers are written with it: yes in France, no in the United States
	// abroad is what stands for "+" on the dial: "00" everywhere, and the country's own.
	abroad       []string
	outside      string       // prefix for an outside line, "" for none
	callingCodes map[int]bool // of the world
	collators    sync.Pool    // of *collator
	packers      sync.Pool    // of *packer
}

// collator orders one text at a time; it is not safe for concurrent use.
type collator struct {
	*collate.Collator
	buffer collate.Buffer
}

// NewDialect makes a dialect. country is an ISO 3166 code such as "FR", language a BCP 47 tag such as "fr",
// outsidePrefix digits such as "0", or empty. The error says which of them it can not use.
func NewDialect(country, languageTag, outsidePrefix string) (*Dialect, error) {
	country = strings.ToUpper(country)
	code := phonenumbers.GetCountryCodeForRegion(country)
	if code == 0 {
		return nil, fmt.Errorf("country %q: not an ISO 3166 code of a country with telephone numbers, such as FR", country)
	}
	tag, err := language.Parse(languageTag)
	if err != nil {
		return nil, fmt.Errorf("language %q: not a BCP 47 tag such as fr: %w", languageTag, err)
	}
	if strings.Trim(outsidePrefix, "0123456789") != "" {
		return nil, fmt.Errorf("outside-line prefix %q: not digits", outsidePrefix)
	}
	d := &Dialect{
		country:      country,
		countryCode:  fmt.Sprint(code),
		trunk:        phonenumbers.GetNddPrefixForRegion(country, true),
		abroad:       abroadPrefixes(country),
		outside:      outsidePrefix,
		callingCodes: phonenumbers.GetSupportedCallingCodes(),
	}
	if example := phonenumbers.GetExampleNumber(country); example != nil && d.trunk != "" {
		national := phonenumbers.NormalizeDigitsOnly(phonenumbers.Format(example, phonenumbers.NATIONAL))
		d.writesTrunk = national == d.trunk+phonenumbers.GetNationalSignificantNumber(example)
	}
	// Accents and case do not count before the first name does: Hélène Martin, Jean MARTIN, Paul Martin.
	d.collators.New = func() any { return &collator{Collator: collate.New(tag, collate.Loose)} }
	d.packers.New = func() any { return &packer{dialect: d} }
	return d, nil
}

// abroadPrefixes lists what is dialled for "+" in a country.
func abroadPrefixes(country string) []string {
	foreign := "FR"
	if country == foreign {
		foreign = "DE"
	}
	number := phonenumbers.GetExampleNumber(foreign)
	// "011 33 1 23…"; where the country has many prefixes, by carrier, this is a pattern or a "+".
	prefix, _, _ := strings.Cut(phonenumbers.FormatOutOfCountryCallingNumber(number, country), " ")
	prefix = strings.ReplaceAll(prefix, "~", "") // the pause for a second dial tone, Russia's 8~10
	if prefix == "00" || strings.Trim(prefix, "0123456789") != "" {
		return []string{"00"}
	}
	return []string{prefix, "00"}
}

// Document makes what searches look at: folded texts, number keys and the place in the order of display, once. It fills
// in the E164 of numbers that have none and can be read; one that is given is believed, which spares the parsing, so
// after a change of dialect the caller gives none. Documents of one Scan come from one Dialect.
func (d *Dialect) Document(src Source) *Document {
	doc := &Document{ID: src.ID, Parent: src.Parent, Kind: src.Kind, Hidden: src.Hidden, Marks: src.Marks, dialect: d}
	p := d.packers.Get().(*packer)
	defer d.packers.Put(p)
	p.shown, p.keys = p.shown[:0], p.keys[:0]
	for _, v := range src.Values {
		p.add(&src, v)
	}
	p.packed = p.values(p.packed[:0])
	doc.orderAt = uint32(len(p.packed))
	p.packed = d.appendCollationKey(p.packed, sortedBy(doc.Kind, func(f Field) string { return firstOf(src.Values, f) }))
	doc.packed = string(p.packed)
	return doc
}
