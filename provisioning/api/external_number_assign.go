package api

import (
	"context"
	"slices"

	"annuaire/directory"
)

// UserNumberInput names a user and one of the directory's own numbers.
type UserNumberInput struct {
	GuardedUser
	NumberID ID `path:"number_id"`
}

func (in *UserNumberInput) places(a *API, c *caller) ([]place, error) {
	of, err := in.UserPath.places(a, c)
	if err != nil {
		return nil, err
	}
	number := ExternalNumberPath{ID: in.NumberID}
	held, err := number.places(a, c)
	return append(of, held...), err
}

// numbersWith gives the external numbers of the user, as E.164, with or without the one that is named.
func (in *UserNumberInput) numbersWith(e *directory.Edit, named directory.OwnedNumber, with bool) (*[]string, error) {
	row, err := e.UserRow(in.ID.UUID, in.seen())
	if err != nil {
		return nil, err
	}
	list := []string{}
	for _, n := range row.Numbers {
		list = append(list, n.E164)
	}
	at := slices.Index(list, named.E164)
	switch {
	case with && at < 0:
		list = append(list, named.E164)
	case !with && at < 0:
		return nil, notFound("external number of the user", in.NumberID)
	case !with:
		list = slices.Delete(list, at, at+1)
	}
	return &list, nil
}

// userNumberAssign gives a user one of the directory's spare numbers.
func (a *API) userNumberAssign(ctx context.Context, c *caller, in *UserNumberInput) (*UserOutput, error) {
	return a.changeNumbers(ctx, c, in, "external_number.assign", true)
}

// userNumberTake takes a number from its user: it is spare.
func (a *API) userNumberTake(ctx context.Context, c *caller, in *UserNumberInput) (*UserOutput, error) {
	return a.changeNumbers(ctx, c, in, "external_number.take", false)
}

func (a *API) changeNumbers(ctx context.Context, c *caller, in *UserNumberInput, action string, with bool) (*UserOutput, error) {
	named, err := a.directory.ExternalNumber(in.NumberID.UUID)
	if err != nil {
		return nil, err
	}
	return a.changeUser(ctx, c, action, func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		numbers, err := in.numbersWith(e, named, with)
		if err != nil {
			return directory.UserDetails{}, nil, err
		}
		return e.UpdateUser(in.ID.UUID, 0, directory.UserPatch{Numbers: numbers})
	})
}
