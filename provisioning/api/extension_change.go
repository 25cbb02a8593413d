package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ExtensionsOutput is the extensions of a user.
type ExtensionsOutput struct {
	ETag string `header:"ETag" doc:"The user's: it changes with what the user has."`
	Body struct {
		Extensions []directory.Extension `json:"extensions" doc:"The main one first."`
	}
}

// extensionsShow gives a user's extensions.
func (a *API) extensionsShow(_ context.Context, _ *caller, in *UserPath) (*ExtensionsOutput, error) {
	u, err := a.directory.User(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	out := &ExtensionsOutput{ETag: etag(u.Version)}
	out.Body.Extensions = append([]directory.Extension{}, u.Extensions...)
	return out, nil
}

// ExtensionAddInput is one more extension of a user.
type ExtensionAddInput struct {
	GuardedUser
	Body directory.ExtensionDraft
}

// extensionAdd gives a user one more extension.
func (a *API) extensionAdd(ctx context.Context, c *caller, in *ExtensionAddInput) (*UserOutput, error) {
	return a.changeUser(ctx, c, "extension.add", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		if _, err := e.UserRow(in.ID.UUID, in.seen()); err != nil {
			return directory.UserDetails{}, nil, err
		}
		return e.AddExtension(in.ID.UUID, in.Body)
	})
}

// ExtensionPath names an extension of a user, in the version of the user that its sender has seen.
type ExtensionPath struct {
	GuardedUser
	ExtensionID ID `path:"extension_id"`
}

// own refuses an extension that is not the user's.
func (in *ExtensionPath) own(e *directory.Edit) error {
	row, err := e.UserRow(in.ID.UUID, in.seen())
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(row.Extensions, func(x directory.Extension) bool { return x.ID == in.ExtensionID.UUID }) {
		return notFound("extension of the user", in.ExtensionID)
	}
	return nil
}

// ExtensionChangeInput changes an extension of a user.
type ExtensionChangeInput struct {
	ExtensionPath
	RawBody []byte
	Body    directory.ExtensionPatch `contentType:"application/merge-patch+json"`
}

// extensionChange changes an extension; the user's mailbox and caller identification come along unless they are left behind.
func (a *API) extensionChange(ctx context.Context, c *caller, in *ExtensionChangeInput) (*UserOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	return a.changeUser(ctx, c, "extension.update", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		if err := in.own(e); err != nil {
			return directory.UserDetails{}, nil, err
		}
		return e.UpdateExtension(in.ExtensionID.UUID, 0, in.Body)
	})
}

// ExtensionRemoveInput names an extension and which of the others takes its place.
type ExtensionRemoveInput struct {
	ExtensionPath
	NewMain ID `query:"new_main" doc:"The id of the extension that is the main one afterwards; needed where the main one is removed and others remain."`
}

// extensionRemove takes an extension from its user; the number is free at once.
func (a *API) extensionRemove(ctx context.Context, c *caller, in *ExtensionRemoveInput) (*UserOutput, error) {
	return a.changeUser(ctx, c, "extension.remove", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		if err := in.own(e); err != nil {
			return directory.UserDetails{}, nil, err
		}
		newMain := in.NewMain.UUID
		if newMain == in.ExtensionID.UUID {
			newMain = uuid.Max // no other one
		}
		return e.RemoveExtension(in.ExtensionID.UUID, 0, newMain)
	})
}
