package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// NumberKind is what sort of record holds a number of the dialling space.
type NumberKind string

const (
	extensionNumber NumberKind = "extension"
	shortNumber     NumberKind = "short_number" // of one of a contact's numbers
	mailboxNumber   NumberKind = "mailbox"
	groupNumber     NumberKind = "group"
)

// table is where the directory keeps what holds numbers of a kind; "" for every kind.
func (k NumberKind) table() string {
	return map[NumberKind]string{extensionNumber: "extensions", shortNumber: "contacts", mailboxNumber: "mailboxes", groupNumber: "groups"}[k]
}

func kindOf(table string) NumberKind {
	for _, k := range []NumberKind{extensionNumber, shortNumber, mailboxNumber, groupNumber} {
		if k.table() == table {
			return k
		}
	}
	return ""
}

// HeldNumber is a number that is dialled inside, and whose it is.
type HeldNumber struct {
	Number    string     `json:"number"`
	Kind      NumberKind `json:"kind" doc:"extension, short_number, mailbox or group."`
	ID        uuid.UUID  `json:"id" doc:"Of the extension, the contact, the mailbox or the call group."`
	UserID    uuid.UUID  `json:"user_id,omitzero"`
	ContactID uuid.UUID  `json:"contact_id,omitzero"`
	Name      string     `json:"name,omitempty" doc:"Of the contact or the call group."`
	InBin     bool       `json:"in_bin,omitempty" doc:"It is reserved for what lies in the bin."`
}

// ExtensionListInput says which numbers of the dialling space are wanted.
type ExtensionListInput struct {
	Paging
	Kind NumberKind `query:"kind" enum:"extension,short_number,mailbox,group" doc:"Without it: whatever is dialled inside."`
}

// ExtensionListOutput is a page of the dialling space.
type ExtensionListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Numbers []HeldNumber               `json:"numbers" doc:"Short ones first, then in order."`
		Free    []directory.ExtensionRange `json:"free,omitempty" doc:"On the first page, for who may make users: the first ranges that may be extensions and are nobody's."`
		Next    string                     `json:"next,omitempty"`
		Total   int                        `json:"total"`
	}
}

// shownRanges is how many ranges of free extensions are shown.
const shownRanges = 20

// extensionList gives the numbers that are dialled inside, as far as who holds them is in sight.
func (a *API) extensionList(ctx context.Context, c *caller, in *ExtensionListInput) (*ExtensionListOutput, error) {
	filter := directory.DialledFilter{Table: in.Kind.table()}
	if !c.seesEverything() {
		filter.Sight = c.sights()
	}
	page, err := a.directory.DiallingSpace(ctx, filter, in.After, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &ExtensionListOutput{Link: in.link(page.Next)}
	out.Body.Numbers, out.Body.Next, out.Body.Total = make([]HeldNumber, 0, len(page.Numbers)), page.Next, page.Total
	for _, n := range page.Numbers {
		out.Body.Numbers = append(out.Body.Numbers, HeldNumber{n.Number, kindOf(n.Table), n.ID, n.UserID, n.ContactID, n.Name, n.InBin})
	}
	if in.After == "" && c.Rights.MaySomewhere(directory.SectionUsers, directory.Write) {
		out.Body.Free, err = a.directory.FreeExtensions(shownRanges)
	}
	return out, err
}

// sights gives, for each section, what the caller sees of those it may read there; each is found out once.
func (c *caller) sights() func(directory.Section) directory.Sight {
	whole, known := c.sight(), map[directory.Section]directory.Sight{}
	return func(section directory.Section) directory.Sight {
		sight, is := known[section]
		if !is {
			sight = whole.Within(c.Rights, section)
			known[section] = sight
		}
		return sight
	}
}

// ExtensionNextOutput is an extension that is free.
type ExtensionNextOutput struct {
	Body struct {
		Number string `json:"number" doc:"The smallest that may be an extension and is nobody's. It is not kept for who asks."`
	}
}

// extensionNext proposes an extension.
func (a *API) extensionNext(context.Context, *caller, *Empty) (*ExtensionNextOutput, error) {
	var (
		out ExtensionNextOutput
		err error
	)
	out.Body.Number, err = a.directory.NextExtension()
	return &out, err
}
