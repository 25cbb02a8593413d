package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ExternalNumberListInput says which of the directory's own numbers are wanted.
type ExternalNumberListInput struct {
	Paging
	Spare bool `query:"spare" doc:"Only those that are nobody's."`
}

// ExternalNumberListOutput is a page of the directory's own numbers.
type ExternalNumberListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Numbers []directory.OwnedNumber `json:"numbers" doc:"In their order: those that are spare, and those of users in sight."`
		Next    string                  `json:"next,omitempty"`
		Total   int                     `json:"total"`
	}
}

// externalNumberList gives the directory's own numbers, as far as whose they are is in sight.
func (a *API) externalNumberList(ctx context.Context, c *caller, in *ExternalNumberListInput) (*ExternalNumberListOutput, error) {
	sight := c.sight().Within(c.Rights, directory.SectionUsers)
	numbers, err := a.directory.ExternalNumbers(ctx, directory.ExternalNumberFilter{Spare: in.Spare, Sight: &sight})
	if err != nil {
		return nil, err
	}
	var out ExternalNumberListOutput
	out.Body.Total = len(numbers)
	out.Body.Numbers, out.Body.Next, err = cut(&in.Paging, numbers)
	out.Link = in.link(out.Body.Next)
	return &out, err
}

// ExternalNumberPath names one of the directory's own numbers.
type ExternalNumberPath struct {
	ID ID `path:"id"`
}

// places of a number that is a user's is where the user is; one that is spare is for whoever reads users somewhere.
func (in *ExternalNumberPath) places(a *API, c *caller) ([]place, error) {
	n, err := a.directory.ExternalNumber(in.ID.UUID)
	if err != nil || n.UserID == uuid.Nil {
		return nil, err
	}
	p, err := a.placeOfUser(c, ID{n.UserID})
	if directory.CodeOf(err) == directory.NotFound {
		return nil, notFound("external number", in.ID)
	}
	p.unseen = notFound("external number", in.ID)
	return []place{p}, err
}

// GuardedExternalNumber names one of the directory's own numbers in the version that its sender has seen.
type GuardedExternalNumber struct {
	ID ID `path:"id"`
	Guard
}

// ExternalNumberOutput is one of the directory's own numbers.
type ExternalNumberOutput struct {
	ETag string `header:"ETag"`
	Body directory.OwnedNumber
}

func (a *API) externalNumberOutput(id uuid.UUID) (*ExternalNumberOutput, error) {
	n, err := a.directory.ExternalNumber(id)
	if err != nil {
		return nil, err
	}
	return &ExternalNumberOutput{ETag: etag(n.Version), Body: n}, nil
}

// externalNumberShow gives one number.
func (a *API) externalNumberShow(_ context.Context, _ *caller, in *ExternalNumberPath) (*ExternalNumberOutput, error) {
	return a.externalNumberOutput(in.ID.UUID)
}

// ExternalNumberAddInput is a number that becomes one of the directory's own.
type ExternalNumberAddInput struct {
	Body struct {
		Number string `json:"number" doc:"However written."`
		Label  string `json:"label,omitempty"`
	}
}

// externalNumberAdd makes an outside number one of the directory's own, spare.
func (a *API) externalNumberAdd(ctx context.Context, _ *caller, in *ExternalNumberAddInput) (*ExternalNumberOutput, error) {
	n, err := a.directory.AddExternalNumber(ctx, in.Body.Number, in.Body.Label)
	if err != nil {
		return nil, err
	}
	return &ExternalNumberOutput{ETag: etag(n.Version), Body: directory.OwnedNumber{ExternalNumber: n}}, nil
}

// ExternalNumberLabelInput changes what is noted about a number.
type ExternalNumberLabelInput struct {
	GuardedExternalNumber
	Body struct {
		Label string `json:"label"`
	} `contentType:"application/merge-patch+json"`
}

// externalNumberLabel changes what is noted about a number. Whose it is, is changed with the user.
func (a *API) externalNumberLabel(ctx context.Context, _ *caller, in *ExternalNumberLabelInput) (*ExternalNumberOutput, error) {
	if _, err := a.directory.LabelExternalNumber(ctx, in.ID.UUID, in.seen(), in.Body.Label); err != nil {
		return nil, err
	}
	return a.externalNumberOutput(in.ID.UUID)
}

// externalNumberRemove gives a spare number up.
func (a *API) externalNumberRemove(ctx context.Context, _ *caller, in *GuardedExternalNumber) (*Empty, error) {
	return nil, a.directory.RemoveExternalNumber(ctx, in.ID.UUID, in.seen())
}
