package api

import (
	"context"

	"annuaire/directory"
)

// LineListInput says which lines are wanted.
type LineListInput struct {
	Paging
	Kind       directory.LineKind `query:"kind" enum:"landline,mobile,fax,voip"`
	Associated string             `query:"associated" enum:"true,false" doc:"false: only those that are nobody's."`
	Contact    ID                 `query:"contact_id" doc:"Only this contact's."`
	Text       string             `query:"q" doc:"A part of the label or of the number as typed; or the number, however written."`
}

// LineListOutput is a page of lines, in the order they were made.
type LineListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Lines []LineView `json:"lines"`
		Next  string     `json:"next,omitempty"`
		Total int        `json:"total"`
	}
}

// lineList gives the lines of contacts in sight where the caller may read lines; those that are nobody's, where it may everywhere.
func (a *API) lineList(ctx context.Context, c *caller, in *LineListInput) (*LineListOutput, error) {
	filter := directory.LineFilter{Kind: in.Kind, ContactID: in.Contact.UUID, Text: in.Text, Readable: c.reader(directory.SectionLines)}
	if in.Associated != "" {
		associated := in.Associated == "true"
		filter.Associated = &associated
	}
	lines, err := a.directory.Lines(ctx, filter)
	if err != nil {
		return nil, err
	}
	var out LineListOutput
	out.Body.Total = len(lines)
	page, next, err := cut(&in.Paging, lines)
	if err != nil {
		return nil, err
	}
	out.Body.Next, out.Link = next, in.link(next)
	out.Body.Lines, err = a.lineViews(c, page)
	return &out, err
}

// lineViews shows lines, and whose they are as far as that is in sight.
func (a *API) lineViews(c *caller, lines []directory.Line) ([]LineView, error) {
	views := []LineView{}
	for _, l := range lines {
		view, err := a.lineView(c, l)
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

// lineShow gives one line.
func (a *API) lineShow(_ context.Context, c *caller, in *LinePath) (*LineOutput, error) {
	l, err := a.directory.Line(in.ID.UUID)
	return a.lineOutput(c, l, err)
}
