package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// NamedFeature is how one of a user's features is set.
type NamedFeature struct {
	Name directory.FeatureName `json:"name"`
	directory.Feature
}

// FeaturesOutput is how a user's features are set.
type FeaturesOutput struct {
	ETag string `header:"ETag" doc:"The user's: it changes with its features."`
	Body struct {
		Features []NamedFeature `json:"features" doc:"All there are, in the order they are shown in; off, where one was never set."`
	}
}

// featuresShow gives all features of a user.
func (a *API) featuresShow(_ context.Context, c *caller, in *UserPath) (*FeaturesOutput, error) {
	u, err := a.directory.User(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	out := &FeaturesOutput{ETag: etag(u.Version)}
	for _, name := range directory.FeatureNames() {
		feature := u.Feature(name)
		if name == directory.FeatureCallGroups {
			feature.Settings.Groups = a.seenGroups(c, feature.Settings.Groups)
		}
		out.Body.Features = append(out.Body.Features, NamedFeature{name, feature})
	}
	return out, nil
}

// seenGroups leaves the call groups that the caller may read.
func (a *API) seenGroups(c *caller, groups []uuid.UUID) []uuid.UUID {
	return slices.DeleteFunc(slices.Clone(groups), func(id uuid.UUID) bool {
		g, err := a.directory.Group(id)
		return err != nil || !c.Rights.May(directory.SectionGroups, directory.Read, g.FolderID)
	})
}

// FeatureSetInput turns a feature of a user on or off.
type FeatureSetInput struct {
	GuardedUser
	Name directory.FeatureName `path:"name"`
	Body struct {
		Enabled  bool                       `json:"enabled"`
		Settings *directory.FeatureSettings `json:"settings,omitempty" doc:"All of them; without it, they stay as they are."`
	}
}

// featureSet turns a feature on or off; what it is set to stays, unless other settings are sent.
func (a *API) featureSet(ctx context.Context, c *caller, in *FeatureSetInput) (*UserOutput, error) {
	if !slices.Contains(directory.FeatureNames(), in.Name) {
		return nil, &directory.Error{Code: directory.NotFound, Message: "there is no feature " + string(in.Name)}
	}
	return a.changeUser(ctx, c, "user.feature", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		row, err := e.UserRow(in.ID.UUID, in.seen())
		if err != nil {
			return directory.UserDetails{}, nil, err
		}
		feature := row.Feature(in.Name)
		if feature.Enabled = in.Body.Enabled; in.Body.Settings != nil {
			feature.Settings = *in.Body.Settings
		}
		details, err := e.SetFeature(in.ID.UUID, 0, in.Name, feature)
		return details, nil, err
	})
}
