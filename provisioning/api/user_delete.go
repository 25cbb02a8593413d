package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// UserDeletion says what becomes of what a user has that is deleted.
type UserDeletion struct {
	Devices string                `query:"devices" enum:"delete" doc:"delete: its devices go to the bin. Without it, those that are on no line become spare, and what they sign in with is revoked."`
	Mailbox directory.MailboxFate `query:"mailbox" enum:"keep,delete" doc:"keep: its mailboxes are handed over to the user or call group to, without their PINs; delete: they go to the bin. Without it, they are kept as long as the user is in the bin."`
	To      ID                    `query:"to" doc:"With mailbox=keep: the user, or the call group, that has the mailboxes from now on."`
	Contact string                `query:"contact" enum:"delete" doc:"delete: its contact goes to the bin too. Without it, the contact stays, without its login."`
	Release bool                  `query:"release_extension" doc:"Frees its extensions at once. Without it, they stay reserved as long as the user is in the bin."`
}

func (in UserDeletion) choices() directory.UserDeletion {
	return directory.UserDeletion{
		Mailbox: in.Mailbox, To: in.To.UUID, TrashDevices: in.Devices != "", Contact: in.Contact != "", ReleaseExtensions: in.Release,
	}
}

// UserDeleteInput names a user and says what becomes of what it has.
type UserDeleteInput struct {
	GuardedUser
	UserDeletion
}

func (in *UserDeleteInput) places(a *API, c *caller) ([]place, error) {
	return in.UserDeletion.places(a, c, in.ID)
}

// places are those of the user and of everything else that the choices touch.
func (in UserDeletion) places(a *API, c *caller, user ID) ([]place, error) {
	of, err := a.placeOfUser(c, user)
	if err != nil {
		return nil, err
	}
	places := []place{of}
	for section, chosen := range map[directory.Section]bool{directory.SectionDirectory: in.Contact != "", directory.SectionDevices: in.Devices != ""} {
		if chosen {
			places = append(places, place{folder: of.folder, section: section, access: directory.Write, unseen: of.unseen})
		}
	}
	if in.Mailbox == directory.HandMailboxOver {
		if in.To.UUID == uuid.Nil {
			return nil, &directory.Error{Code: directory.Required, Message: "the mailbox can not be handed over", Fields: []directory.FieldError{
				{Field: "to", Code: directory.Required, Message: "is missing: the user, or the call group, that has the mailboxes from now on"},
			}}
		}
		heir, err := a.placeOfHeir(c, in.To)
		if err != nil {
			return nil, err
		}
		places = append(places, heir)
	}
	return places, nil
}

// placeOfHeir is where the user, or the call group, is that is to have somebody's mailboxes: who hands them over needs the right to write it.
func (a *API) placeOfHeir(c *caller, id ID) (place, error) {
	g, err := a.directory.Group(id.UUID)
	if directory.CodeOf(err) == directory.NotFound {
		return a.placeOfUser(c, id)
	}
	if err == nil && !c.sight().Group(g) {
		err = notFound("user", id)
	}
	return place{folder: g.FolderID, section: directory.SectionGroups, unseen: notFound("user", id)}, err
}

// userDelete puts a user in the bin.
func (a *API) userDelete(ctx context.Context, _ *caller, in *UserDeleteInput) (*Empty, error) {
	return nil, a.directory.DeleteUser(ctx, in.ID.UUID, in.seen(), in.choices())
}

// UserConsequencesInput names a user and says what would become of what it has.
type UserConsequencesInput struct {
	UserPath
	UserDeletion
}

func (in *UserConsequencesInput) places(a *API, c *caller) ([]place, error) {
	return in.UserDeletion.places(a, c, in.ID)
}

// UserConsequencesOutput is what a deletion would come to.
type UserConsequencesOutput struct {
	Body directory.UserConsequences
}

// userConsequences says what deleting a user would come to, and does nothing.
func (a *API) userConsequences(ctx context.Context, _ *caller, in *UserConsequencesInput) (*UserConsequencesOutput, error) {
	told, err := a.directory.DeletionOfUser(ctx, in.ID.UUID, in.choices())
	if err != nil {
		return nil, err
	}
	return &UserConsequencesOutput{told}, nil
}
