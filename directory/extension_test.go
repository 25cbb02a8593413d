package directory

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestMainExtension(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001", "1002", "1003")
	first, second := u.Extensions[0], u.Extensions[1]

	_, _, err := d.RemoveExtension(ctx, first.ID, 0, uuid.Nil)
	wantCode(t, err, MainExtensionRequired)
	_, _, err = d.RemoveExtension(ctx, first.ID, 0, first.ID)
	wantCode(t, err, MainExtensionRequired)
	_, _, err = d.UpdateExtension(ctx, first.ID, 0, ExtensionPatch{Main: pointer(false)})
	wantCode(t, err, MainExtensionRequired)
	_, _, err = d.RemoveExtension(ctx, first.ID, first.Version+1, second.ID)
	wantCode(t, err, StaleRecord)

	got, _, err := d.RemoveExtension(ctx, first.ID, first.Version, second.ID)
	if wantCode(t, err, ""); numbersIn(got.Extensions) != "1002 1003" || !got.Extensions[0].Main {
		t.Errorf("extensions %+v", got.Extensions)
	}
	user(t, d, "Petit", "1001") // free at once
	got, _, err = d.UpdateExtension(ctx, got.Extensions[1].ID, 0, ExtensionPatch{Main: pointer(true), Label: pointer("desk")})
	if wantCode(t, err, ""); numbersIn(got.Extensions) != "1003 1002" || got.Extensions[0].Label != "desk" || got.Extensions[1].Main {
		t.Errorf("extensions %+v", got.Extensions)
	}
	got, _, err = d.AddExtension(ctx, u.ID, ExtensionDraft{Number: "1004", Main: true})
	if wantCode(t, err, ""); numbersIn(got.Extensions) != "1004 1002 1003" {
		t.Errorf("extensions %+v", got.Extensions)
	}
	if got := shows(t, d, u.ContactID); got != "1004 1002 1003" {
		t.Errorf("phones see %q", got)
	}
	_, _, err = d.AddExtension(ctx, u.ID, ExtensionDraft{Number: "1001"})
	wantCode(t, err, ExtensionTaken)
	_, _, err = d.AddExtension(ctx, uuid.UUID{1}, ExtensionDraft{Number: "1009"})
	wantCode(t, err, NotFound)
	for _, x := range []Extension{got.Extensions[1], got.Extensions[2]} {
		_, _, err = d.RemoveExtension(ctx, x.ID, 0, uuid.Nil)
		wantCode(t, err, "")
	}
	_, _, err = d.RemoveExtension(ctx, got.Extensions[0].ID, 0, uuid.Nil)
	wantCode(t, err, Required)
	wantSound(t, d)
}

func TestExtensionsSwapTheirNumbersInOneCommand(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001", "1002")
	got, _, err := d.UpdateUser(ctx, u.ID, 0, UserPatch{Extensions: &[]ExtensionDraft{{Number: "1002", Main: true}, {Number: "1001"}}})
	if wantCode(t, err, ""); numbersIn(got.Extensions) != "1002 1001" {
		t.Errorf("extensions %+v", got.Extensions)
	}
	wantSound(t, d)
}

func TestChangingTheMainExtensionCarriesTheMailboxAlong(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name        string
		leaveBehind bool
		answersAt   string
		shown       string
		on          bool
	}{
		{"by default", false, "1009", "1009", true},
		{"unless it is left behind", true, "1001", "1001", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			u := user(t, d, "Durand", "1001")
			_, err := d.AddMailbox(ctx, u.ID, MailboxDraft{})
			wantCode(t, err, "")
			_, err = d.SetFeature(ctx, u.ID, 0, FeatureCallerID, Feature{Enabled: true, Settings: FeatureSettings{Internal: "1001"}})
			wantCode(t, err, "")
			got, warnings, err := d.UpdateExtension(ctx, u.Extensions[0].ID, 0, ExtensionPatch{Number: pointer("1009"), LeaveBehind: test.leaveBehind})
			wantCode(t, err, "")
			if got.Mailboxes[0].AnswersAt != test.answersAt {
				t.Errorf("the mailbox answers at %q", got.Mailboxes[0].AnswersAt)
			}
			if f := got.Features[FeatureCallerID]; f.Enabled != test.on || f.Settings.Internal != test.shown || (len(warnings) == 0) != test.on {
				t.Errorf("caller identification %+v, warnings %v", f, warnings)
			}
			wantSound(t, d)
		})
	}
}

func TestNextExtension(t *testing.T) {
	for _, test := range []struct {
		name   string
		config Config
		held   []string
		want   string
		free   []ExtensionRange
	}{
		{"from 1000 on", Config{MaxShortDigits: 4}, nil, "1000", []ExtensionRange{{"1000", "3113"}, {"3115", "3918"}}},
		{"after those that are held", Config{}, []string{"1000", "1001", "1003"}, "1002", []ExtensionRange{{"1002", "1002"}, {"1004", "3113"}}},
		{"from the configured minimum on", Config{FirstExtension: "4000"}, []string{"1000", "4000"}, "4001", []ExtensionRange{{"4001", "9999"}, {"10000", "99999"}}},
		{"fewer digits", Config{MaxShortDigits: 3}, nil, "100", []ExtensionRange{{"100", "109"}, {"111", "111"}}},
		{"emergency numbers are passed over", Config{FirstExtension: "112"}, nil, "113", []ExtensionRange{{"113", "113"}, {"116", "118"}}},
		{"reserved numbers are passed over", Config{Reserved: []string{"1000"}}, nil, "1001", []ExtensionRange{{"1001", "3113"}, {"3115", "3918"}}},
		{
			"the second range, once the first is full", Config{ExtensionRanges: []ExtensionRange{{"1201", "1202"}, {"500", "501"}, {"1300", "1301"}}}, []string{"1201", "1202"}, "1300",
			[]ExtensionRange{{"1300", "1301"}},
		},
		{"nothing left", Config{ExtensionRanges: []ExtensionRange{{"1201", "1202"}}}, []string{"1201", "1202"}, "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.config.Name = "Acme"
			d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), test.config)
			if len(test.held) > 0 {
				user(t, d, "Durand", test.held...)
			}
			next, err := d.NextExtension()
			if next != test.want || (test.want == "") != (CodeOf(err) == NoFreeExtension) {
				t.Errorf("%q, %v; want %q", next, err, test.want)
			}
			free, err := d.FreeExtensions(2)
			if wantCode(t, err, ""); cmp.Diff(test.free, free) != "" {
				t.Error(cmp.Diff(test.free, free))
			}
		})
	}
}

func TestRefusedExtensionRanges(t *testing.T) {
	for _, test := range []struct {
		name   string
		config Config
	}{
		{"a first extension with a letter", Config{FirstExtension: "10a"}},
		{"a first extension with too many digits", Config{FirstExtension: "1000000"}},
		{"a range the wrong way round", Config{ExtensionRanges: []ExtensionRange{{"20", "10"}}}},
		{"a range of two lengths", Config{ExtensionRanges: []ExtensionRange{{"99", "100"}}}},
		{"a range of too many digits", Config{ExtensionRanges: []ExtensionRange{{"1000000", "1000001"}}}},
		{"a range of letters", Config{ExtensionRanges: []ExtensionRange{{"ab", "cd"}}}},
		{"PINs of three digits", Config{PINDigits: 3}},
		{"PINs of eleven digits", Config{PINDigits: 11}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := test.config.withDefaults().rules()
			wantCode(t, err, Invalid)
		})
	}
}

func TestOneOfManyWinsAnExtension(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	const racers = 8
	var (
		wait   sync.WaitGroup
		errs   [racers]error
		winner string
	)
	for i := range racers {
		wait.Go(func() {
			_, _, errs[i] = d.CreateUser(ctx, UserDraft{
				Contact: &ContactDraft{FirstName: "Racer", LastName: fmt.Sprint("No", i)}, Extensions: []ExtensionDraft{{Number: "1001"}},
			})
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err == nil {
			if winner != "" {
				t.Error("two have won")
			}
			winner = fmt.Sprint("Racer No", i)
		}
	}
	for _, err := range errs {
		if err == nil {
			continue
		}
		wantCode(t, err, ExtensionTaken)
		if e, _ := errors.AsType[*Error](err); !strings.Contains(e.Error(), winner+" (Acme)") {
			t.Errorf("%v does not name %s", err, winner)
		}
	}
	wantSound(t, d)
}

func TestDiallingSpace(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	a := user(t, d, "Durand", "1001", "99")
	contact(t, d, ContactDraft{Numbers: []Number{work("1", "300")}})
	m, err := d.AddMailbox(ctx, a.ID, MailboxDraft{Number: "8001"})
	wantCode(t, err, "")
	gone := user(t, d, "Petit", "1002")
	wantCode(t, d.DeleteUser(ctx, gone.ID, 0, UserDeletion{}), "")
	list := func(table, after string, limit int) string {
		page, err := d.DiallingSpace(ctx, DialledFilter{Table: table}, after, limit)
		wantCode(t, err, "")
		var lines []string
		for _, n := range page.Numbers {
			lines = append(lines, fmt.Sprintf("%s %s %s %v", n.Number, n.Table, n.Name, n.InBin))
		}
		return strings.Join(append(lines, fmt.Sprintf("%s/%d", page.Next, page.Total)), "\n")
	}
	all := "99 extensions Jean Durand false\n300 contacts Jean Martin false\n1001 extensions Jean Durand false\n1002 extensions Jean Petit true\n8001 mailboxes Jean Durand false\n/5"
	if got := list("", "", 0); got != all {
		t.Errorf("got\n%s", got)
	}
	if got := list("", "99", 2); got != "300 contacts Jean Martin false\n1001 extensions Jean Durand false\n1001/5" {
		t.Errorf("got\n%s", got)
	}
	if got := list("mailboxes", "", 0); got != "8001 mailboxes Jean Durand false\n/1" {
		t.Errorf("got\n%s", got)
	}
	if got := list("", "9999", 0); got != "/5" {
		t.Errorf("got\n%s", got)
	}
	_, err = d.DiallingSpace(ctx, DialledFilter{}, "", 1001)
	wantCode(t, err, Invalid)
	wantCode(t, d.DeleteMailbox(ctx, m.ID, 0), "")
	if got := list("mailboxes", "", 0); got != "8001 mailboxes Jean Durand true\n/1" {
		t.Errorf("got\n%s", got)
	}
}
