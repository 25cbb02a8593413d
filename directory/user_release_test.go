package directory

import (
	"testing"
)

func TestReleasedUsersSwapExtensionsAndNumbers(t *testing.T) {
	d := open(t)
	one, other := number(t, d, "+33199000010"), number(t, d, "+33199000011")
	a, b := user(t, d, "A", "1001"), user(t, d, "B", "1002", "1003")
	give := func(u UserDetails, extensions []ExtensionDraft, numbers ...string) UserPatch {
		return UserPatch{Extensions: &extensions, Numbers: &numbers}
	}
	for u, n := range map[*UserDetails]ExternalNumber{&a: one, &b: other} {
		_, _, err := d.UpdateUser(t.Context(), u.ID, 0, UserPatch{Numbers: &[]string{n.E164}})
		wantCode(t, err, "")
	}
	_, err := d.Apply(t.Context(), "swap", func(e *Edit) error {
		wantCode(t, e.ReleaseUser(a.ID, []string{"1001"}, []string{one.E164}), "")
		wantCode(t, e.ReleaseUser(b.ID, []string{"1002"}, []string{other.E164}), "")
		_, _, err := e.UpdateUser(a.ID, 0, give(a, []ExtensionDraft{{Number: "1002"}}, other.E164))
		wantCode(t, err, MainExtensionRequired)
		_, _, err = e.UpdateUser(a.ID, 0, give(a, []ExtensionDraft{{Number: "1002", Main: true}}, other.E164))
		wantCode(t, err, "")
		_, _, err = e.UpdateUser(b.ID, 0, give(b, []ExtensionDraft{{Number: "1003", Main: true}, {Number: "1001"}}))
		wantCode(t, err, "")
		return nil
	})
	wantCode(t, err, "")
	for _, want := range []struct {
		before              UserDetails
		extensions, numbers string
	}{{a, "1002", other.E164}, {b, "1003 1001", ""}} {
		now, err := d.User(want.before.ID)
		wantCode(t, err, "")
		numbers := ""
		for _, n := range now.Numbers {
			numbers += n.E164
		}
		if numbersIn(now.Extensions) != want.extensions || numbers != want.numbers || now.Version <= want.before.Version {
			t.Errorf("%s has %s and %s in version %d", now.Contact.LastName, numbersIn(now.Extensions), numbers, now.Version)
		}
	}
	if problems, err := d.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestAReleasedUserMustSayWhatItHas(t *testing.T) {
	d := open(t)
	a := user(t, d, "A", "1001", "1002")
	_, err := d.Apply(t.Context(), "test", func(e *Edit) error { return e.ReleaseUser(a.ID, []string{"1002"}, nil) })
	wantCode(t, err, Internal)
	_, err = d.Apply(t.Context(), "test", func(e *Edit) error {
		wantCode(t, e.ReleaseUser(a.ContactID, nil, nil), NotFound)
		err := e.Together("given up", func() error {
			wantCode(t, e.ReleaseUser(a.ID, []string{"1002"}, nil), "")
			return &Error{Code: Invalid}
		})
		wantCode(t, err, Invalid) // and the release with it
		return nil
	})
	wantCode(t, err, "")
	if now, err := d.User(a.ID); err != nil || numbersIn(now.Extensions) != "1001 1002" || now.Extensions[1].Released {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestLicenceEffectOfATransaction(t *testing.T) {
	d, _ := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", Licence: Licence{Included: 1}})
	user(t, d, "A", "1001")
	_, err := d.Plan(t.Context(), func(e *Edit) error {
		if enabled, err := e.LicenceEffect(); enabled != 0 || err != nil {
			t.Errorf("%d, %v", enabled, err)
		}
		_, _, err := e.CreateUser(UserDraft{Contact: &ContactDraft{FirstName: "B", LastName: "B"}, Extensions: []ExtensionDraft{{Number: "1002"}}})
		wantCode(t, err, "")
		enabled, err := e.LicenceEffect()
		if wantCode(t, err, ChargesNotAccepted); enabled != 1 {
			t.Errorf("%d enabled", enabled)
		}
		e.AcceptCharges()
		_, err = e.LicenceEffect()
		wantCode(t, err, "")
		return nil
	})
	wantCode(t, err, "")
}
