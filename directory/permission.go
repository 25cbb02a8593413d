package directory

import "slices"

// Section is a part of what the directory does, for which somebody may have rights.
type Section string

const (
	SectionDirectory Section = "directory" // folders and contacts
	SectionUsers     Section = "users"
	SectionLines     Section = "lines"
	SectionDevices   Section = "devices"
	SectionVoicemail Section = "voicemail"
	SectionGroups    Section = "groups"
	SectionInvoices  Section = "invoices"
	SectionImports   Section = "imports"
	SectionExports   Section = "exports"
	SectionAccess    Section = "access" // roles, logins, API tokens and LDAP accounts
	SectionJournal   Section = "journal"
	SectionSettings  Section = "settings"
	// SectionSelf is one's own title, photo and private numbers: everybody has it, no role grants it.
	SectionSelf Section = "self"
)

// Sections gives the sections that a role can grant, in the order they are shown in.
func Sections() []Section {
	return []Section{
		SectionDirectory, SectionUsers, SectionLines, SectionDevices, SectionVoicemail, SectionGroups,
		SectionInvoices, SectionImports, SectionExports, SectionAccess, SectionJournal, SectionSettings,
	}
}

// Access is what may be done with a section.
type Access string

const (
	Read  Access = "read"
	Write Access = "write" // and read
)

// Permission is the right to read or to write a section.
type Permission struct {
	Section Section `json:"section"`
	Access  Access  `json:"access"`
}

// Allows reports whether who has p may do want.
func (p Permission) Allows(want Permission) bool {
	return p.Section == want.Section && (p.Access == Write || want.Access == Read)
}

// permissions brings a list of permissions into the form it is stored in: in the order of Sections, each section once.
func (f *faults) permissions(list []Permission) []Permission {
	var clean []Permission
	for i, p := range list {
		field := indexed("permissions", i)
		switch {
		case !slices.Contains(Sections(), p.Section):
			f.add(field, Invalid, string(p.Section), "there is no such section; the sections are %s", joined(Sections()))
		case p.Access != Read && p.Access != Write:
			f.add(field, Invalid, string(p.Access), "must be read or write")
		}
	}
	for _, s := range Sections() {
		write := Permission{s, Write}
		if slices.Contains(list, write) {
			clean = append(clean, write)
		} else if slices.Contains(list, Permission{s, Read}) {
			clean = append(clean, Permission{s, Read})
		}
	}
	return clean
}
