package directory

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLicenceCheck(t *testing.T) {
	for _, test := range []struct {
		name          string
		licence       Licence
		before, after int
		accepted      bool
		code          Code
		charges       Charges
	}{
		{name: "nothing agreed: any number", before: 1000, after: 1001},
		{name: "as many as are included", licence: Licence{Included: 10}, before: 9, after: 10},
		{
			name: "one more than are included", licence: Licence{Included: 10, UnitPriceCents: 490, ActivationPriceCents: 1005, Currency: "EUR"}, before: 10, after: 11,
			code: ChargesNotAccepted, charges: Charges{UsersAfter: 11, UnitPrice: "4.90", Currency: "EUR", ActivationPrice: "10.05"},
		},
		{name: "one more, accepted", licence: Licence{Included: 10}, before: 10, after: 11, accepted: true},
		{
			name: "one more, and nobody says what it costs", licence: Licence{Included: 10, Currency: "EUR"}, before: 10, after: 11,
			code: ChargesNotAccepted, charges: Charges{UsersAfter: 11},
		},
		{
			name: "the first, where a price is set and none are included", licence: Licence{UnitPriceCents: 5, Currency: "EUR"}, after: 1,
			code: ChargesNotAccepted, charges: Charges{UsersAfter: 1, UnitPrice: "0.05", Currency: "EUR"},
		},
		{name: "fewer than before, though more than are included", licence: Licence{Included: 1}, before: 5, after: 4},
		{name: "as many as before", licence: Licence{Included: 1}, before: 5, after: 5},
		{name: "as many as the limit", licence: Licence{Limit: 3}, before: 2, after: 3},
		{name: "one more than the limit", licence: Licence{Limit: 3}, before: 3, after: 4, code: LicenceLimitReached},
		{name: "the limit can not be accepted away", licence: Licence{Limit: 3, Included: 1}, before: 3, after: 4, accepted: true, code: LicenceLimitReached},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.licence.check(test.before, test.after, test.accepted)
			wantCode(t, err, test.code)
			if test.code == ChargesNotAccepted {
				if diff := cmp.Diff(test.charges, err.(*Error).Detail); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestEnabledUsersAreCounted(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	config := Config{Name: "Acme", Licence: Licence{Limit: 4, Included: 2}}
	d, clock := openAt(t, path, config)
	a, _ := user(t, d, "A", "1001"), user(t, d, "B", "1002")
	draft := UserDraft{Contact: &ContactDraft{FirstName: "C", LastName: "C"}, Extensions: []ExtensionDraft{{Number: "1003"}}}
	_, _, err := d.CreateUser(ctx, draft)
	wantCode(t, err, ChargesNotAccepted)
	if use := d.LicenceUse(); use.Enabled != 2 || use.Next != string(ChargesNotAccepted) || use.Charges.UsersAfter != 3 {
		t.Errorf("use %+v", use)
	}
	draft.AcceptCharges = true
	c, _, err := d.CreateUser(ctx, draft)
	wantCode(t, err, "")

	// What a disabled or a deleted user leaves is free at once, and taking it again asks again.
	_, _, err = d.UpdateUser(ctx, c.ID, 0, UserPatch{Enabled: pointer(false)})
	wantCode(t, err, "")
	_, _, err = d.UpdateUser(ctx, c.ID, 0, UserPatch{Enabled: pointer(true)})
	wantCode(t, err, ChargesNotAccepted)
	_, _, err = d.UpdateUser(ctx, c.ID, 0, UserPatch{Enabled: pointer(true), AcceptCharges: true})
	wantCode(t, err, "")
	wantCode(t, d.DeleteUser(ctx, a.ID, 0, UserDeletion{}), "")
	_, _, err = d.BringBackUser(ctx, a.ID, false)
	wantCode(t, err, ChargesNotAccepted)
	_, _, err = d.BringBackUser(ctx, a.ID, true)
	wantCode(t, err, "")
	wantSound(t, d)

	d = reopen(t, d, path, clock, config)
	if use := d.LicenceUse(); use.Enabled != 3 {
		t.Errorf("after reopening %+v", use)
	}
	s, err := d.Statement("2026-11", Price{MonthlyCents: 300, Currency: "EUR"})
	if wantCode(t, err, ""); len(s.Days) != 1 || s.Days[0].Most != 3 || s.Days[0].Last != 3 {
		t.Errorf("the day counts %+v", s.Days)
	}
	wantSound(t, d)
}

func TestATransactionAsksOnceForAllItsUsers(t *testing.T) {
	ctx := context.Background()
	d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme", Licence: Licence{Limit: 4, Included: 1}})
	many := func(numbers ...string) func(*Edit) error {
		return func(e *Edit) error {
			for _, number := range numbers {
				_, _, err := e.CreateUser(UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, Extensions: []ExtensionDraft{{Number: number}}})
				if err != nil {
					return err
				}
			}
			return nil
		}
	}
	accepting := func(fn func(*Edit) error) func(*Edit) error {
		return func(e *Edit) error { e.AcceptCharges(); return fn(e) }
	}
	_, err := d.Plan(ctx, many("1001", "1002", "1003"))
	wantCode(t, err, ChargesNotAccepted)
	if got := err.(*Error).Detail.(Charges); got.UsersAfter != 3 {
		t.Errorf("charges %+v", got)
	}
	_, err = d.Apply(ctx, "import", many("1001", "1002", "1003"))
	wantCode(t, err, ChargesNotAccepted)
	_, err = d.Apply(ctx, "import", accepting(many("1001", "1002", "1003", "1004", "1005")))
	wantCode(t, err, LicenceLimitReached)
	_, err = d.Apply(ctx, "import", accepting(func(e *Edit) error {
		if err := many("1001", "1002", "1003", "1004")(e); err != nil {
			return err
		}
		if CodeOf(many("1004")(e)) != ExtensionTaken { // taken back, and not counted
			t.Error("an extension was given twice")
		}
		return nil
	}))
	wantCode(t, err, "")
	if use := d.LicenceUse(); use.Enabled != 4 || use.Next != string(LicenceLimitReached) {
		t.Errorf("use %+v", use)
	}
	wantSound(t, d)
}

func TestARefusalSaysHowManyMoreUsersThatIsWhetherOneOrMany(t *testing.T) {
	for _, test := range []struct {
		licence       Licence
		before, after int
		want          string
	}{
		{Licence{Included: 1}, 1, 2, "enabled users would be 2, 1 more than agreed on: accept the charges"},
		{Licence{Included: 1}, 3, 5, "enabled users would be 5, 2 more than agreed on: accept the charges"},
		{Licence{Limit: 1}, 1, 2, "enabled users would be 2; the licence allows 1"},
	} {
		if err := test.licence.check(test.before, test.after, false); err.(*Error).Message != test.want {
			t.Errorf("%v, not %s", err, test.want)
		}
	}
}
