package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/message"
)

// recordPage is the record of a contact: its card and, unfolded, its sections.
type recordPage struct {
	Contact      contact
	Badges       []string        `json:"badges"`
	Services     *serviceSection `json:"services"`
	Devices      *[]deviceRow    `json:"devices"`
	Workstations *[]workplace    `json:"workstations"`
	Voicemail    *voicemailPart  `json:"voicemail"`
	Roles        *roleSection    `json:"roles"`
	Free         []contactLine   `json:"-"` // lines that are nobody's
	Where        []folder        `json:"-"` // the folder it is in, and those above it
	Details      bool            `json:"-"`
	Photo        *photoForm      `json:"-"` // nil where it may not be changed
	Form         *form           `json:"-"` // in place of the contact details, while they are edited
	Same         string          `json:"-"` // the query of the list beside it
	May          map[string]bool `json:"-"` // sections that may be written; phones: they may be connected
}

// serviceSection are a contact's lines and what follows from them.
type serviceSection struct {
	Lines   []contactLine `json:"lines"`
	Bundles []struct {
		Name     string   `json:"name"`
		Eligible bool     `json:"bundle_eligible"`
		Missing  []string `json:"missing"`
	} `json:"bundles"`
	Access struct {
		Apps   bool     `json:"apps"`
		Reason []string `json:"reason"`
	} `json:"access"`
}

// contactLine is a line.
type contactLine struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"`
	Raw     string `json:"raw"`
	E164    string `json:"e164"`
	Label   string `json:"label"`
	Default bool   `json:"default"`
}

// Number is the line's, to be written as other numbers are.
func (l contactLine) Number() contactNumber { return contactNumber{Raw: l.Raw, E164: l.E164} }

// KindLabel is what sort of line it is.
func (l contactLine) KindLabel() words { return lineKindLabel(l.Kind) }

func lineKindLabel(kind string) words {
	switch kind {
	case "landline":
		return "Fixed line"
	case "mobile":
		return "Mobile line"
	case "fax":
		return "Fax line"
	}
	return "Internet line"
}

// lineKinds names sorts of lines.
func lineKinds(printer *message.Printer, kinds []string) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = printer.Sprintf(string(lineKindLabel(kind)))
	}
	return strings.Join(names, ", ")
}

// deviceRow is a telephone of the contact.
type deviceRow struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"`
	MAC  string `json:"mac"`
}

// workplace is a computer that an application runs on.
type workplace struct {
	Host       string    `json:"host"`
	OS         string    `json:"os"`
	App        string    `json:"app"`
	AppVersion string    `json:"app_version"`
	LastSeen   time.Time `json:"last_seen"`
	Stale      bool      `json:"stale"`
}

// voicemailPart is what one says who one is with when one calls one's mailbox.
type voicemailPart struct {
	Login     *string `json:"login"`
	LineID    string  `json:"line_id"` // of the default line; "": there is none
	Mailboxes []struct {
		ID        string `json:"id"`
		AnswersAt string `json:"answers_at"`
		Enabled   bool   `json:"enabled"`
		HasPIN    bool   `json:"has_pin"`
	} `json:"mailboxes"`
}

// roleSection are the roles of a contact's login.
type roleSection struct {
	State string         `json:"state"`
	Roles []assignedRole `json:"roles"`
}

// visitedContact asks for the contact that the address names.
func (v *visit) visitedContact() (contact, error) {
	var c contact
	err := v.api.get("/contacts/"+url.PathEscape(v.r.PathValue("id")), &c)
	return c, err
}

// contact shows a contact's card beside the list of its folder.
func (v *visit) contact() error { return v.showContact(false) }

// contactDetails shows all of a contact.
func (v *visit) contactDetails() error { return v.showContact(true) }

func (v *visit) showContact(details bool) error {
	record, err := v.record(details)
	if err != nil {
		return err
	}
	return v.showRecord(http.StatusOK, record)
}

func (v *visit) showRecord(status int, record recordPage) error {
	p, err := v.directoryPage(record.Contact.FolderID)
	if err != nil {
		return err
	}
	record.Same = p.List.Query.Same()
	record.Where = p.Path
	p.Record = &record
	return v.showAs(status, "directory", record.Contact.Name(), p)
}

// record asks for a contact, with its sections where they are unfolded, as far as the visitor may read them.
func (v *visit) record(details bool) (recordPage, error) {
	r := recordPage{Details: details, May: map[string]bool{}}
	query := ""
	if details {
		query = "?expand=services,devices,workstations,voicemail,roles"
	}
	path := "/contacts/" + url.PathEscape(v.r.PathValue("id")) + query
	if err := v.api.get(path, &r); err != nil {
		return r, err
	}
	if err := v.api.get(path, &r.Contact); err != nil {
		return r, err
	}
	if r.Roles != nil {
		v.nameAssigned(r.Roles.Roles)
	}
	for _, section := range []string{"directory", "lines", "voicemail", "access"} {
		r.May[section] = v.self.May(section, "write")
	}
	r.May["phones"] = v.self.MayConnect() && v.self.May("devices", "read")
	if details && r.May["directory"] {
		r.Photo = v.photoForm(r.Contact.Link()+"/photo", r.Contact)
	}
	if details && r.May["lines"] && r.Contact.Kind == "internal" {
		var free struct {
			Lines []contactLine `json:"lines"`
		}
		if err := v.api.get("/lines?associated=false&limit=200", &free); err != nil {
			return r, err
		}
		r.Free = free.Lines
	}
	return r, nil
}
