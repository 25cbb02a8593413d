package api

import (
	"github.com/google/uuid"

	"annuaire/directory"
)

// need is what an operation asks of who calls it.
type need struct {
	section directory.Section
	access  directory.Access
	scope   scope
	other   *need // a right that will do instead; nil: none
}

// scope is where a right is needed.
type scope string

const (
	public     scope = "public"     // of nobody: the caller need not sign in
	signedIn   scope = "signed_in"  // no right: it is about the caller itself
	everywhere scope = "everywhere" // what is in no folder
	somewhere  scope = "somewhere"  // in one folder at least; the operation shows what is in sight
	inFolder   scope = "in_folder"  // in the folders that the input's places names

	inFolderOrOwn scope = "in_folder_or_own" // the same; but of the caller's own changes its places ask for what those needed
)

// nothing is the need of an operation that says itself what it shows to whom.
func nothing(s scope) need { return need{scope: s} }

// may is the need of a right.
func may(section directory.Section, access directory.Access, s scope) need {
	return need{section: section, access: access, scope: s}
}

// or is a need that another right meets as well. Neither may be in folders that the input names.
func (n need) or(other need) need {
	n.other = &other
	return n
}

// String is how the OpenAPI document tells a need: "directory:write in_folder", "access:read everywhere or devices:write somewhere".
func (n need) String() string {
	if n.other != nil {
		other := n.other.String()
		n.other = nil
		return n.String() + " or " + other
	}
	if n.section == "" {
		return string(n.scope)
	}
	return string(n.section) + ":" + string(n.access) + " " + string(n.scope)
}

// place is somewhere that a request touches and its caller needs a right for.
type place struct {
	folder  uuid.UUID         // zero: everywhere
	section directory.Section // "": the operation's
	access  directory.Access  // "": the operation's
	// unseen is the answer where the folder is out of the caller's sight: that of what does not exist. Nil: it makes no difference.
	unseen error
}

// placed is an input that names places; the inputs of all operations that are inFolder or inFolderOrOwn are.
type placed interface {
	// places may look for records. It returns what looking for them returns; an error ends the request.
	places(a *API, c *caller) ([]place, error)
}

// mayBegin refuses who has no right at all to an operation, before anything of the request is looked at.
func (n need) mayBegin(c *caller) error {
	allowed := true
	switch n.scope {
	case signedIn, inFolderOrOwn:
		if !c.Rights.May(directory.SectionSelf, directory.Write, uuid.Nil) {
			return &directory.Error{Code: unauthenticated, Message: "you are signed in no more"}
		}
	case everywhere:
		allowed = c.Rights.May(n.section, n.access, uuid.Nil)
	case somewhere, inFolder:
		allowed = c.Rights.MaySomewhere(n.section, n.access)
	}
	if !allowed && (n.other == nil || n.other.mayBegin(c) != nil) {
		return forbidden(n.section, n.access)
	}
	return nil
}

// mayDo refuses what a request's input names where the caller lacks the right.
func (n need) mayDo(a *API, c *caller, in any) error {
	input, is := in.(placed)
	if !is {
		return nil
	}
	places, err := input.places(a, c)
	if err != nil {
		return err
	}
	return n.mayTouch(c, places)
}

// mayTouch refuses places where the caller lacks the right.
func (n need) mayTouch(c *caller, places []place) error {
	for _, p := range places {
		section, access := n.section, n.access
		if p.section != "" {
			section, access = p.section, p.access
		}
		if c.Rights.May(section, access, p.folder) {
			continue
		}
		seen := c.Rights.May(section, directory.Read, p.folder) || c.Rights.May(directory.SectionDirectory, directory.Read, p.folder)
		if p.unseen != nil && !seen {
			return p.unseen
		}
		return forbidden(section, access)
	}
	return nil
}

func forbidden(section directory.Section, access directory.Access) error {
	return &directory.Error{Code: directory.Forbidden, Message: "you do not have the right: " + string(section) + " " + string(access)}
}

func notFound(what string, id ID) error {
	return &directory.Error{Code: directory.NotFound, Message: "there is no " + what + " " + id.String()}
}
