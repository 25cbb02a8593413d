package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"
)

// UserPatch changes the fields that are not nil. A user's name and e-mail address are its contact's.
type UserPatch struct {
	Enabled       *bool `json:"enabled,omitempty"` // enabling asks for a licence
	RingSeconds   *int  `json:"ring_seconds,omitempty"`
	CallerPrivacy *bool `json:"caller_privacy,omitempty"`
	// Extensions are all of them, by their numbers; those that are not listed are free at once.
	Extensions *[]ExtensionDraft `json:"extensions,omitempty"`
	// Numbers are all its external numbers, however written; those that are not listed become spare.
	Numbers       *[]string `json:"numbers,omitempty"`
	AcceptCharges bool      `json:"accept_charges,omitempty"`
}

// UpdateUser changes a user. Version is the one the caller has seen, 0 for any. The warnings name the features that were turned
// off because what they need is gone. It returns not_found, stale_record with the current User as detail, invalid, required,
// extension_reserved, extension_taken, main_extension_required, number_not_owned, number_taken, charges_not_accepted with Charges
// as detail, and licence_limit_reached.
func (d *Directory) UpdateUser(ctx context.Context, id uuid.UUID, version uint64, patch UserPatch) (UserDetails, []Warning, error) {
	return d.changeDetails(ctx, "user.update", func(e *Edit) (UserDetails, []Warning, error) {
		if patch.AcceptCharges {
			e.AcceptCharges()
		}
		return e.UpdateUser(id, version, patch)
	})
}

// UpdateUser is Directory.UpdateUser within the transaction, whose charges are accepted by AcceptCharges.
func (e *Edit) UpdateUser(id uuid.UUID, version uint64, patch UserPatch) (UserDetails, []Warning, error) {
	return e.changeWhole("update user", id, version, func(u *User, f *faults) (bool, error) {
		set(&u.Enabled, patch.Enabled)
		set(&u.RingSeconds, patch.RingSeconds)
		set(&u.CallerPrivacy, patch.CallerPrivacy)
		f.ringSeconds("ring_seconds", u.RingSeconds)
		touched := false
		if patch.Extensions != nil {
			changed, err := e.setExtensions(f, *u, *patch.Extensions)
			if err != nil {
				return false, err
			}
			touched = changed
		}
		if patch.Numbers != nil {
			changed, err := e.setNumbers(f, *u, *patch.Numbers)
			if err != nil {
				return false, err
			}
			touched = touched || changed
		}
		if patch.Extensions != nil && patch.Numbers != nil {
			touched = e.tookUp(u.ID) || touched
		}
		return touched, nil
	})
}

// changeWhole changes a user and what it has as one command: it turns off the features that change has left without what they
// need, and counts the user's version up where change has touched something.
func (e *Edit) changeWhole(what string, id uuid.UUID, version uint64, change func(*User, *faults) (touched bool, err error)) (UserDetails, []Warning, error) {
	var (
		details  UserDetails
		warnings []Warning
	)
	err := e.do(what, func() error {
		before, err := e.userToChange(id, version)
		if err != nil {
			return err
		}
		var f faults
		u := before
		touched, err := change(&u, &f)
		if err != nil {
			return err
		}
		if err := f.err("the user can not be changed"); err != nil {
			return err
		}
		if details, err = e.details(u); err != nil {
			return err
		}
		if len(details.Extensions)+len(details.Numbers) == 0 && touched {
			f.add("extensions", Required, "", "are missing: a user needs an extension or an external number")
			return f.err("the user can not be changed")
		}
		lost, err := e.reconsider(&u, details)
		if err != nil {
			return err
		}
		warnings = append(e.takeWarned(), lost...)
		if err := e.changeUser(&u, before); err != nil {
			return err
		}
		if touched {
			if err := e.countUser(id); err != nil {
				return err
			}
		}
		details, err = e.User(id) // what is the user's may have counted it up
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, warnings, nil
}

// setExtensions gives a user the extensions in drafts. Those it has under the same number keep their identity.
func (e *Edit) setExtensions(f *faults, u User, drafts []ExtensionDraft) (changed bool, err error) {
	before, err := e.d.tables.extensionsOf(e.tx, u.ID)
	if err != nil {
		return false, err
	}
	want := make([]Extension, len(drafts))
	marked := slices.ContainsFunc(drafts, func(x ExtensionDraft) bool { return x.Main })
	for i, x := range drafts {
		want[i] = Extension{Number: x.Number, Label: x.Label, Main: x.Main}
		at := slices.IndexFunc(before, func(old Extension) bool { return old.Number == trim(x.Number) })
		if at < 0 || holdsExtension(want[:i], before[at].Number) {
			continue
		}
		want[i].ID, want[i].Number = before[at].ID, before[at].Number
		if !marked {
			want[i].Main = before[at].Main
		}
	}
	after, err := e.arrange(f, u.ID, before, want)
	return !slices.Equal(before, after), err
}

// setNumbers gives a user the external numbers in want.
func (e *Edit) setNumbers(f *faults, u User, want []string) (changed bool, err error) {
	before, err := e.d.tables.numbersOf(e.tx, u.ID)
	if err != nil {
		return false, err
	}
	if err := e.assign(f, u.ID, want); err != nil {
		return false, err
	}
	after, err := e.d.tables.numbersOf(e.tx, u.ID)
	return !slices.Equal(before, after), err
}
