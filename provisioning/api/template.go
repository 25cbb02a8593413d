package api

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/google/uuid"

	"annuaire/directory"
)

// TemplatePath names a template of users.
type TemplatePath struct {
	ID ID `path:"id"`
}

// GuardedTemplate names a template in the version that its sender has seen.
type GuardedTemplate struct {
	TemplatePath
	Guard
}

// TemplateOutput is a template.
type TemplateOutput struct {
	ETag string `header:"ETag"`
	Body directory.Template
}

func templateOutput(c *caller, t directory.Template, err error) (*TemplateOutput, error) {
	if err != nil {
		return nil, err
	}
	return &TemplateOutput{ETag: etag(t.Version), Body: seenTemplate(c, t)}, nil
}

// seenTemplate is a template without its roles for who may not read who has access.
func seenTemplate(c *caller, t directory.Template) directory.Template {
	if !c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) {
		t.Roles = nil
	}
	return t
}

// TemplateListOutput is every template.
type TemplateListOutput struct {
	Body struct {
		Templates []directory.Template `json:"templates" doc:"In the order of their names; with their roles for who may read who has access."`
	}
}

// templateList gives every template.
func (a *API) templateList(_ context.Context, c *caller, _ *Empty) (*TemplateListOutput, error) {
	templates, err := a.directory.Templates()
	if err != nil {
		return nil, err
	}
	out := &TemplateListOutput{}
	out.Body.Templates = make([]directory.Template, 0, len(templates))
	for _, t := range templates {
		out.Body.Templates = append(out.Body.Templates, seenTemplate(c, t))
	}
	return out, nil
}

// templateShow gives one template.
func (a *API) templateShow(_ context.Context, c *caller, in *TemplatePath) (*TemplateOutput, error) {
	t, err := a.directory.Template(in.ID.UUID)
	return templateOutput(c, t, err)
}

// TemplateCreateInput is what a new template says.
type TemplateCreateInput struct{ Body directory.TemplateDraft }

// templateCreate makes a template.
func (a *API) templateCreate(ctx context.Context, c *caller, in *TemplateCreateInput) (*TemplateOutput, error) {
	t, err := a.directory.CreateTemplate(ctx, in.Body)
	return templateOutput(c, t, err)
}

// TemplatePatch changes what a template says.
type TemplatePatch struct {
	Name          string                                      `json:"name,omitempty"`
	RingSeconds   int                                         `json:"ring_seconds,omitempty"`
	CallerPrivacy bool                                        `json:"caller_privacy,omitempty"`
	Features      map[directory.FeatureName]directory.Feature `json:"features,omitempty" doc:"Those that are named are set, the others stay; null: none."`
	Roles         []directory.RoleAssignment                  `json:"roles,omitempty" doc:"All of them; null: none."`
}

// TemplateChangeInput changes a template.
type TemplateChangeInput struct {
	GuardedTemplate
	RawBody []byte
	Body    TemplatePatch `contentType:"application/merge-patch+json"`
}

// templateChange changes what a template says; users that were made with it stay as they are.
func (a *API) templateChange(ctx context.Context, c *caller, in *TemplateChangeInput) (*TemplateOutput, error) {
	t, err := a.directory.Template(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	seen := in.seen()
	if seen == 0 {
		seen = t.Version // what is merged into is what is changed
	}
	now := TemplatePatch{t.Name, t.RingSeconds, t.CallerPrivacy, maps.Clone(t.Features), t.Roles}
	if err := json.Unmarshal(in.RawBody, &now); err != nil {
		return nil, err
	}
	eraseNulls(in.RawBody, &now)
	t, err = a.directory.UpdateTemplate(ctx, in.ID.UUID, seen, directory.TemplateDraft(now))
	return templateOutput(c, t, err)
}

// templateDelete deletes a template.
func (a *API) templateDelete(ctx context.Context, _ *caller, in *GuardedTemplate) (*Empty, error) {
	return nil, a.directory.DeleteTemplate(ctx, in.ID.UUID, in.seen())
}
