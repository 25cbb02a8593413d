package directory

import "strings"

// PhoneOptions is how the answers to an LDAP account suit the phones that bind as it. The zero value is what RFC 4511
// asks for, with numbers as they were typed.
type PhoneOptions struct {
	DialFormat DialFormat `json:"dial_format,omitempty"`
	// OutsideLine is what the phone dials before numbers that DialFormat writes, for an outside line; "": nothing.
	OutsideLine string `json:"outside_line,omitempty"`
	// LenientEquality has an equality on a text also match what only begins so: a phone that lost its asterisk.
	LenientEquality bool       `json:"lenient_equality,omitempty"`
	Truncation      Truncation `json:"truncation,omitempty"`
	SearchBase      SearchBase `json:"search_base,omitempty"`
}

// DialFormat is how telephone numbers are written in answers. What is no telephone number, such as 110 or *21, is always
// written as it was typed.
type DialFormat string

const (
	// DialAsTyped is the default; "as_typed" is accepted for it.
	DialAsTyped DialFormat = ""
	// DialInternational is +33123456789, or 0033123456789 behind an OutsideLine.
	DialInternational DialFormat = "international"
	// DialNational is 0123456789, and 0049… for a number of another country.
	DialNational DialFormat = "national"
)

// Truncation is the result of a search that finds more than it may return.
type Truncation string

const (
	// TruncationExceeded is sizeLimitExceeded, the default; "size_limit_exceeded" is accepted for it.
	TruncationExceeded Truncation = ""
	// TruncationSuccess is for phones that show an error where the list is cut.
	TruncationSuccess Truncation = "success"
)

// SearchBase is what becomes of a search whose base does not exist.
type SearchBase string

const (
	// BaseStrict is noSuchObject, the default; "strict" is accepted for it.
	BaseStrict SearchBase = ""
	// BaseAny has searches below a base that is not there search the whole directory.
	BaseAny SearchBase = "any"
)

// maxOutsideLine is how many digits an outside line takes at most.
const maxOutsideLine = 4

// PhoneOptionsPatch changes the options that are not nil; a pointer to the zero value gives the default back.
type PhoneOptionsPatch struct {
	DialFormat      *DialFormat `json:"dial_format,omitempty"`
	OutsideLine     *string     `json:"outside_line,omitempty"`
	LenientEquality *bool       `json:"lenient_equality,omitempty"`
	Truncation      *Truncation `json:"truncation,omitempty"`
	SearchBase      *SearchBase `json:"search_base,omitempty"`
}

// apply gives o with the patch's options in place of its own.
func (p PhoneOptionsPatch) apply(o PhoneOptions) PhoneOptions {
	set(&o.DialFormat, p.DialFormat)
	set(&o.OutsideLine, p.OutsideLine)
	set(&o.LenientEquality, p.LenientEquality)
	set(&o.Truncation, p.Truncation)
	set(&o.SearchBase, p.SearchBase)
	return o
}

// Checked gives o with its defaults written as the zero value. It returns invalid for what is no option.
func (o PhoneOptions) Checked() (PhoneOptions, error) {
	var f faults
	o = f.phoneOptions(o)
	return o, f.err("the options for phones")
}

// phoneOptions is PhoneOptions.Checked.
func (f *faults) phoneOptions(o PhoneOptions) PhoneOptions {
	o.DialFormat = option(f, "dial_format", o.DialFormat, "as_typed", DialInternational, DialNational)
	o.Truncation = option(f, "truncation", o.Truncation, "size_limit_exceeded", TruncationSuccess)
	o.SearchBase = option(f, "search_base", o.SearchBase, "strict", BaseAny)
	o.OutsideLine = strings.TrimSpace(o.OutsideLine)
	switch {
	case len(o.OutsideLine) > maxOutsideLine || strings.Trim(o.OutsideLine, "0123456789*#") != "":
		f.add("outside_line", Invalid, o.OutsideLine, "must be up to %d digits, such as 0", maxOutsideLine)
	case o.OutsideLine != "" && o.DialFormat == DialAsTyped:
		f.add("outside_line", Invalid, o.OutsideLine, "goes before international or national numbers: choose a dial_format")
	}
	return o
}

// option is a choice: the zero value, which is also called usual, or one of others.
func option[T ~string](f *faults, field string, chosen, usual T, others ...T) T {
	if chosen == "" || chosen == usual {
		return ""
	}
	names := string(usual)
	for _, other := range others {
		if chosen == other {
			return chosen
		}
		names += ", " + string(other)
	}
	f.add(field, Invalid, string(chosen), "must be one of %s", names)
	return chosen
}
