package directory

import (
	"context"
	"errors"
	"testing"
)

func TestPhoneOptionsAreChecked(t *testing.T) {
	for _, test := range []struct {
		name    string
		options PhoneOptions
		want    PhoneOptions
		field   string
	}{
		{"none", PhoneOptions{}, PhoneOptions{}, ""},
		{"the defaults by name", PhoneOptions{DialFormat: "as_typed", Truncation: "size_limit_exceeded", SearchBase: "strict"}, PhoneOptions{}, ""},
		{"all", PhoneOptions{DialNational, " 0 ", true, TruncationSuccess, BaseAny}, PhoneOptions{DialNational, "0", true, TruncationSuccess, BaseAny}, ""},
		{"an unknown format", PhoneOptions{DialFormat: "e164"}, PhoneOptions{}, "dial_format"},
		{"an unknown truncation", PhoneOptions{Truncation: "ok"}, PhoneOptions{}, "truncation"},
		{"an unknown base", PhoneOptions{SearchBase: "none"}, PhoneOptions{}, "search_base"},
		{"an outside line of letters", PhoneOptions{DialFormat: DialNational, OutsideLine: "L0"}, PhoneOptions{}, "outside_line"},
		{"an outside line of five digits", PhoneOptions{DialFormat: DialNational, OutsideLine: "12345"}, PhoneOptions{}, "outside_line"},
		{"an outside line before numbers as typed", PhoneOptions{OutsideLine: "0"}, PhoneOptions{}, "outside_line"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.options.Checked()
			if test.field != "" {
				wantWrong(t, err, test.field)
				return
			}
			wantCode(t, err, "")
			if got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

func TestAnAccountKeepsItsPhoneOptions(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	options := PhoneOptions{DialFormat: DialNational, OutsideLine: "0", Truncation: TruncationSuccess}
	made, secret, err := d.AddAccount(ctx, AccountDraft{Name: "snom", PhoneOptions: options})
	wantCode(t, err, "")
	if made.PhoneOptions != options {
		t.Errorf("made with %+v", made.PhoneOptions)
	}
	changed, err := d.UpdateAccount(ctx, "snom", made.Version, AccountPatch{PhoneOptionsPatch: PhoneOptionsPatch{
		LenientEquality: new(true), Truncation: new(TruncationExceeded),
	}})
	wantCode(t, err, "")
	options.LenientEquality, options.Truncation = true, TruncationExceeded
	if changed.PhoneOptions != options || changed.Version != made.Version+1 {
		t.Errorf("changed to %+v, version %d", changed.PhoneOptions, changed.Version)
	}
	if got, err := d.Authenticate(ctx, "snom", secret); err != nil || got.PhoneOptions != options {
		t.Errorf("binds with %+v, %v", got.PhoneOptions, err)
	}
	_, err = d.UpdateAccount(ctx, "snom", 0, AccountPatch{PhoneOptionsPatch: PhoneOptionsPatch{DialFormat: new(DialAsTyped)}})
	wantWrong(t, err, "outside_line")
	_, _, err = d.AddAccount(ctx, AccountDraft{Name: "x", PhoneOptions: PhoneOptions{SearchBase: "everywhere"}})
	wantWrong(t, err, "search_base")
	wantSound(t, d)
}

// wantWrong checks that an error is invalid because of one field.
func wantWrong(t *testing.T, err error, field string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != Invalid || len(e.Fields) != 1 || e.Fields[0].Field != field {
		t.Errorf("error %v, want one about %s", err, field)
	}
}
