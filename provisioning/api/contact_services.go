package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ServicesOutput are a contact's lines and what follows from them.
type ServicesOutput struct{ Body ServicesSection }

// ServicesSection is the part of a contact's record about its lines.
type ServicesSection struct {
	Lines   []directory.Line        `json:"lines" doc:"The default one first, then the one the contact has had longest."`
	Bundles []directory.BundleState `json:"bundles" doc:"Which offers apply, and which lines are missing where one does not."`
	Access  directory.AppAccess     `json:"access" doc:"Whether the contact can use the applications, and what is missing."`
}

// OwnerPath names a contact that has lines, devices and the like. Who does not see the contact does not see what it has.
type OwnerPath struct {
	ID ID `path:"id"`
}

func (in *OwnerPath) places(a *API, c *caller) ([]place, error) {
	p, err := a.placeOfContact(c, in.ID)
	return []place{p}, err
}

// contactServices gives a contact's lines.
func (a *API) contactServices(_ context.Context, _ *caller, in *OwnerPath) (*ServicesOutput, error) {
	section, err := a.servicesOf(in.ID)
	if err != nil {
		return nil, err
	}
	return &ServicesOutput{*section}, nil
}

func (a *API) servicesOf(contact ID) (*ServicesSection, error) {
	var (
		section ServicesSection
		err     error
	)
	if section.Lines, err = a.directory.LinesOf(contact.UUID); err != nil {
		return nil, err
	}
	if section.Bundles, err = a.directory.BundlesOf(contact.UUID); err != nil {
		return nil, err
	}
	section.Access, err = a.directory.AppAccess(contact.UUID)
	return &section, err
}

// ServicePath names a line of a contact.
type ServicePath struct {
	OwnerPath
	LineID ID `path:"line_id"`
}

// AssociateInput makes a line a contact's.
type AssociateInput struct {
	ServicePath
	Reassign bool `query:"reassign" doc:"Takes the line from the contact that has it; without it, that is service_already_associated."`
}

func (in *AssociateInput) places(a *API, c *caller) ([]place, error) {
	to, err := in.OwnerPath.places(a, c)
	if err != nil {
		return nil, err
	}
	l, err := a.directory.Line(in.LineID.UUID)
	if err != nil || l.ContactID == in.ID.UUID {
		return to, err
	}
	access := directory.Write
	if !in.Reassign && l.ContactID != uuid.Nil {
		access = directory.Read // enough to be told that somebody has it
	}
	from, err := a.placesOfLine(c, in.LineID, access)
	return append(to, from...), err
}

// serviceAssociate makes a line a contact's; repeated, it changes nothing.
func (a *API) serviceAssociate(ctx context.Context, c *caller, in *AssociateInput) (*LineOutput, error) {
	l, err := a.directory.AssociateLine(ctx, in.ID.UUID, in.LineID.UUID, in.Reassign)
	return a.lineOutput(c, l, err)
}

// serviceDissociate makes a contact's line nobody's. The line itself stays.
func (a *API) serviceDissociate(ctx context.Context, c *caller, in *ServicePath) (*LineOutput, error) {
	l, err := a.directory.DissociateLine(ctx, in.ID.UUID, in.LineID.UUID)
	return a.lineOutput(c, l, err)
}

// serviceDefault makes a contact's line the one that stands for it.
func (a *API) serviceDefault(ctx context.Context, c *caller, in *ServicePath) (*LineOutput, error) {
	l, err := a.directory.MakeDefaultLine(ctx, in.ID.UUID, in.LineID.UUID)
	return a.lineOutput(c, l, err)
}
