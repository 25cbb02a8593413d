package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// ExtensionDraft is what an extension is made of. Without one marked as main, the first of a user's first extensions is it.
type ExtensionDraft struct {
	Number string `json:"number"`
	Label  string `json:"label,omitempty"`
	Main   bool   `json:"main,omitempty"`
}

// ExtensionPatch changes the fields that are not nil.
type ExtensionPatch struct {
	Number *string `json:"number,omitempty"`
	Label  *string `json:"label,omitempty"`
	// Main can be set, not erased: another extension's becoming the main one does that.
	Main *bool `json:"main,omitempty"`
	// LeaveBehind has the mailbox that answers at the extension keep the old number as its own when Number changes. Else the mailbox,
	// and a caller identification that shows the extension, come along.
	LeaveBehind bool `json:"leave_behind,omitempty"`
}

// AddExtension gives a user one more extension. It returns not_found, invalid, required, extension_reserved and extension_taken.
func (d *Directory) AddExtension(ctx context.Context, user uuid.UUID, draft ExtensionDraft) (UserDetails, []Warning, error) {
	return d.changeDetails(ctx, "extension.add", func(e *Edit) (UserDetails, []Warning, error) { return e.AddExtension(user, draft) })
}

// AddExtension is Directory.AddExtension within the transaction.
func (e *Edit) AddExtension(user uuid.UUID, draft ExtensionDraft) (UserDetails, []Warning, error) {
	return e.rearrange("add extension", user, func(list []Extension) ([]Extension, error) {
		if draft.Main {
			unmark(list)
		}
		return append(list, Extension{Number: draft.Number, Label: draft.Label, Main: draft.Main}), nil
	})
}

// UpdateExtension changes an extension. Version is the one the caller has seen of it, 0 for any. It returns not_found, stale_record with the
// current Extension as detail, invalid, required, extension_reserved, extension_taken and main_extension_required.
func (d *Directory) UpdateExtension(ctx context.Context, id uuid.UUID, version uint64, patch ExtensionPatch) (UserDetails, []Warning, error) {
	return d.changeDetails(ctx, "extension.update", func(e *Edit) (UserDetails, []Warning, error) { return e.UpdateExtension(id, version, patch) })
}

// UpdateExtension is Directory.UpdateExtension within the transaction.
func (e *Edit) UpdateExtension(id uuid.UUID, version uint64, patch ExtensionPatch) (UserDetails, []Warning, error) {
	var (
		details  UserDetails
		warnings []Warning
	)
	err := e.do("update extension", func() error {
		x, err := e.extensionToChange(id, version)
		if err != nil {
			return err
		}
		renumber := patch.Number != nil && trim(*patch.Number) != x.Number
		if renumber && !patch.LeaveBehind {
			if err := e.carryCallerID(x, trim(*patch.Number)); err != nil {
				return err
			}
		}
		details, warnings, err = e.rearrange("update extension", x.UserID, func(list []Extension) ([]Extension, error) {
			if patch.Main != nil && *patch.Main {
				unmark(list)
			}
			at := slices.IndexFunc(list, func(other Extension) bool { return other.ID == id })
			set(&list[at].Number, patch.Number)
			set(&list[at].Label, patch.Label)
			set(&list[at].Main, patch.Main)
			return list, nil
		})
		if err == nil && renumber && patch.LeaveBehind && x.Main {
			if err = e.leaveMailboxBehind(x); err == nil {
				details, err = e.details(details.User)
			}
		}
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, warnings, nil
}

// RemoveExtension takes an extension from its user; its number is free at once. Where it is the main one and there are others, newMain
// names the one that becomes it. Version is the one the caller has seen of it, 0 for any. It returns not_found, stale_record,
// main_extension_required, and required for the last extension of a user without an external number.
func (d *Directory) RemoveExtension(ctx context.Context, id uuid.UUID, version uint64, newMain uuid.UUID) (UserDetails, []Warning, error) {
	return d.changeDetails(ctx, "extension.remove", func(e *Edit) (UserDetails, []Warning, error) { return e.RemoveExtension(id, version, newMain) })
}

// RemoveExtension is Directory.RemoveExtension within the transaction.
func (e *Edit) RemoveExtension(id uuid.UUID, version uint64, newMain uuid.UUID) (UserDetails, []Warning, error) {
	x, err := e.extensionToChange(id, version)
	if err != nil {
		return UserDetails{}, nil, asError("remove extension", err)
	}
	return e.rearrange("remove extension", x.UserID, func(list []Extension) ([]Extension, error) {
		list = slices.DeleteFunc(list, func(other Extension) bool { return other.ID == id })
		if newMain == uuid.Nil {
			return list, nil
		}
		at := slices.IndexFunc(list, func(other Extension) bool { return other.ID == newMain })
		if at < 0 {
			return nil, &Error{Code: MainExtensionRequired, Message: "the new main extension must be another one of the user's"}
		}
		unmark(list)
		list[at].Main = true
		return list, nil
	})
}

func unmark(list []Extension) {
	for i := range list {
		list[i].Main = false
	}
}

// extensionToChange finds an extension of a user that is not in the bin, for a caller that has seen version; 0 stands for
// whichever is current.
func (e *Edit) extensionToChange(id uuid.UUID, version uint64) (Extension, error) {
	x, found, err := e.d.tables.extensions.Get(e.tx, recordKey(id))
	if err != nil {
		return Extension{}, err
	}
	if !found {
		return Extension{}, &Error{Code: NotFound, Message: "there is no extension " + id.String()}
	}
	if _, err := e.d.tables.livingUser(e.tx, x.UserID); err != nil {
		return Extension{}, err
	}
	if version != 0 && version != x.Version {
		return Extension{}, stale("the extension "+x.Number, version, x.Version, *x)
	}
	return *x, nil
}

// rearrange has change make a user's extensions anew, as one command.
func (e *Edit) rearrange(what string, user uuid.UUID, change func([]Extension) ([]Extension, error)) (UserDetails, []Warning, error) {
	return e.changeWhole(what, user, 0, func(u *User, f *faults) (touched bool, err error) {
		before, err := e.d.tables.extensionsOf(e.tx, u.ID)
		if err != nil {
			return false, err
		}
		want, err := change(slices.Clone(before))
		if err != nil {
			return false, err
		}
		after, err := e.arrange(f, u.ID, before, want)
		for i, fault := range *f { // the request is about one extension, not about a list
			if _, field, of := strings.Cut(fault.Field, "]."); of {
				(*f)[i].Field = field
			}
		}
		return !slices.Equal(before, after), err
	})
}
