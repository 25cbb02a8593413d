package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"annuaire/ldapserver/ber"
)

func TestPasswordModifyIsRead(t *testing.T) {
	const who, old, password = "uid=a", "old", "new"
	for name, test := range map[string]struct {
		req  *ExtendedRequest
		want PasswordModify
	}{
		"no value":                    {&ExtendedRequest{}, PasswordModify{}},
		"no parts":                    {passwordModify(), PasswordModify{}},
		"all parts":                   {passwordModify(part(0, who), part(1, old), part(2, password)), PasswordModify{new(who), new(old), new(password)}},
		"a password alone":            {passwordModify(part(2, password)), PasswordModify{New: new(password)}},
		"an empty password":           {passwordModify(part(1, ""), part(2, "")), PasswordModify{Old: new(""), New: new("")}},
		"a part of the years to come": {passwordModify(part(0, who), part(2, password), part(7, "x")), PasswordModify{Identity: new(who), New: new(password)}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := DecodePasswordModify(test.req)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestPasswordModifyThatCanNotBeRead(t *testing.T) {
	const secret = "hunter2"
	for name, value := range map[string]string{
		"nothing":              "",
		"no sequence":          secret,
		"bytes behind it":      element(ber.Sequence, part(2, secret)) + secret,
		"a password cut short": element(ber.Sequence, part(2, secret)[:4]),
		"a constructed one":    element(ber.Sequence, element(ber.Context|ber.Constructed|2, secret)+secret),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := DecodePasswordModify(&ExtendedRequest{HasValue: true, Value: []byte(value)})
			if err == nil || strings.Contains(err.Error(), secret) {
				t.Errorf("read as %v, %v", got, err)
			}
		})
	}
}

func TestAPasswordThatIsMadeIsWritten(t *testing.T) {
	want := element(ber.Sequence, part(0, "s3cret"))
	if got := string(AppendGenPassword(nil, "s3cret")); got != want {
		t.Errorf("written as %x, want %x", got, want)
	}
}

// FuzzPasswordModify reads anything without panicking; what is read, written again, is read the same.
func FuzzPasswordModify(f *testing.F) {
	f.Add([]byte(element(ber.Sequence, part(0, "a"), part(1, "b"), part(2, "c"))))
	f.Add([]byte{0x30, 0x80})
	f.Fuzz(func(t *testing.T, value []byte) {
		got, err := DecodePasswordModify(&ExtendedRequest{HasValue: true, Value: value})
		if err != nil {
			return
		}
		var parts []string
		for i, text := range []*string{got.Identity, got.Old, got.New} {
			if text != nil {
				parts = append(parts, part(i, *text))
			}
		}
		again, err := DecodePasswordModify(passwordModify(parts...))
		if diff := cmp.Diff(got, again); err != nil || diff != "" {
			t.Errorf("%v, -read +read again:\n%s", err, diff)
		}
	})
}

func part(number int, text string) string { return element(ber.Context+ber.Tag(number), text) }

func passwordModify(parts ...string) *ExtendedRequest {
	return &ExtendedRequest{HasValue: true, Value: []byte(element(ber.Sequence, parts...))}
}
