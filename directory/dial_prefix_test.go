package directory

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestANumberThatBeginsWithAnotherIsWarnedOfOrRefused(t *testing.T) {
	for name, test := range map[string]struct {
		number, says string // "": nothing
	}{
		"one digit more":          {"130", "begins with 13, which is held by"},
		"two digits more":         {"1399", "begins with 13, which is held by"},
		"what another one has in": {"45", "is what 450 begins with, which is held by"},
		"as many digits":          {"14", ""},
		"another beginning":       {"213", ""},
	} {
		for _, rule := range []DialPrefixRule{AllowDialPrefix, WarnDialPrefix, RefuseDialPrefix} {
			t.Run(fmt.Sprintf("%s, %q", name, rule), func(t *testing.T) {
				d, _ := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", DialPrefixConflict: rule})
				u := user(t, d, "Adam", "13", "450")
				warned, refused := false, Code("")
				switch {
				case test.says == "":
				case rule == WarnDialPrefix:
					warned = true
				case rule == RefuseDialPrefix:
					refused = DialPrefixConflict
				}
				told := func(warnings []Warning, err error) {
					t.Helper()
					wantCode(t, err, refused)
					if err != nil && !strings.Contains(err.Error(), test.says) {
						t.Errorf("%v", err)
					}
					if got := slices.ContainsFunc(warnings, func(w Warning) bool { return w.Code == DialPrefixConflict && strings.Contains(w.Message, test.says) }); got != warned {
						t.Errorf("warned of %+v", warnings)
					}
				}
				before := d.Revision()
				_, warnings, err := d.AddExtension(t.Context(), u.ID, ExtensionDraft{Number: test.number})
				told(warnings, err)
				if d.Revision() > before {
					_, err = d.Undo(t.Context(), d.Revision())
					wantCode(t, err, "")
				}
				_, warnings, err = d.CreateContact(t.Context(), ContactDraft{FirstName: "Paul", LastName: "Neuf", Numbers: []Number{work("0123456789", test.number)}})
				told(warnings, err)
				if err == nil {
					_, err = d.Undo(t.Context(), d.Revision())
					wantCode(t, err, "")
				}
				_, err = d.CreateGroup(t.Context(), GroupDraft{Name: "Accueil", Number: test.number})
				wantCode(t, err, refused)
				if err == nil {
					_, err = d.Undo(t.Context(), d.Revision())
					wantCode(t, err, "")
				}
				_, err = d.AddMailbox(t.Context(), u.ID, MailboxDraft{Number: test.number})
				wantCode(t, err, refused)
				h, err := d.Health(t.Context(), HealthView{})
				if wantCode(t, err, ""); (len(h.DialPrefixes) > 0) != warned {
					t.Errorf("health lists %+v", h.DialPrefixes)
				}
			})
		}
	}
}

func TestNumbersThatOthersBeginWithAreListed(t *testing.T) {
	d, _ := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme", DialPrefixConflict: WarnDialPrefix})
	user(t, d, "Adam", "12", "120", "1200", "13", "45")
	list, err := d.DialPrefixes(t.Context(), nil)
	if wantCode(t, err, ""); fmt.Sprint(list) != "[{12 [120 1200]} {120 [1200]}]" {
		t.Errorf("%v", list)
	}
	nobodys := Rights{tree: d.Snapshot().Tree}
	list, err = d.DialPrefixes(t.Context(), func(Section) Sight { return nobodys.Sight(AdministratorRole()) })
	if wantCode(t, err, ""); len(list) > 0 {
		t.Errorf("who sees nothing is told %v", list)
	}
}
