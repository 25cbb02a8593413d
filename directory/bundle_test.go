package directory

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestBundles(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	pack, err := d.CreateBundle(ctx, BundleDraft{Name: "Convergence", Requires: []LineKind{MobileLine, Landline, MobileLine}})
	wantCode(t, err, "")
	wantText(t, fmt.Sprint(pack.Requires), "[landline mobile]")
	for _, test := range []struct {
		name  string
		draft BundleDraft
		want  Code
	}{
		{"without name", BundleDraft{Requires: []LineKind{FaxLine}}, Required},
		{"without kinds", BundleDraft{Name: "a"}, Required},
		{"with a kind there is not", BundleDraft{Name: "a", Requires: []LineKind{"telex"}}, Invalid},
		{"with another's name in other letters", BundleDraft{Name: "CONVERGENCE", Requires: []LineKind{FaxLine}}, BundleNameTaken},
		{"with a name of 128 characters", BundleDraft{Name: strings.Repeat("é", 128), Requires: []LineKind{FaxLine}}, ""},
		{"with a name of 129 characters", BundleDraft{Name: strings.Repeat("é", 129), Requires: []LineKind{FaxLine}}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.CreateBundle(ctx, test.draft)
			wantCode(t, err, test.want)
		})
	}
	same, err := d.UpdateBundle(ctx, pack.ID, pack.Version, BundlePatch{Requires: &[]LineKind{MobileLine, Landline}})
	if wantCode(t, err, ""); same.Version != pack.Version {
		t.Errorf("an update that changes nothing: %+v", same)
	}
	_, err = d.UpdateBundle(ctx, pack.ID, 7, BundlePatch{Name: pointer("x")})
	wantCode(t, err, StaleRecord)
	_, err = d.UpdateBundle(ctx, uuid.UUID{1}, 0, BundlePatch{Name: pointer("x")})
	wantCode(t, err, NotFound)
	_, err = d.UpdateBundle(ctx, pack.ID, 0, BundlePatch{Requires: &[]LineKind{}})
	wantCode(t, err, Required)
	renamed, err := d.UpdateBundle(ctx, pack.ID, 0, BundlePatch{Name: pointer("Pack")})
	if wantCode(t, err, ""); renamed.Name != "Pack" || len(renamed.Requires) != 2 || renamed.Version != pack.Version+1 {
		t.Errorf("renamed %+v", renamed)
	}
	if read, err := d.Bundle(pack.ID); err != nil || read.Name != "Pack" {
		t.Errorf("read %+v, %v", read, err)
	}
	wantSound(t, d)
	wantCode(t, d.DeleteBundle(ctx, pack.ID, pack.Version), StaleRecord)
	wantCode(t, d.DeleteBundle(ctx, pack.ID, 0), "")
	wantCode(t, d.DeleteBundle(ctx, pack.ID, 0), NotFound)
	_, err = d.Bundle(pack.ID)
	wantCode(t, err, NotFound)
	if all, err := d.Bundles(); err != nil || len(all) != 1 {
		t.Errorf("bundles %+v, %v", all, err)
	}
}

func TestABundleAppliesToWhoeverHasAllItsLines(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name  string
		kinds []LineKind
		want  string
		short bool
	}{
		{"no line", nil, "false [landline mobile]", false},
		{"a landline", []LineKind{Landline}, "false [mobile]", true},
		{"a mobile line", []LineKind{MobileLine}, "false [landline]", true},
		{"a fax", []LineKind{FaxLine}, "false [landline mobile]", false},
		{"both", []LineKind{MobileLine, Landline}, "true []", false},
		{"more than both", []LineKind{MobileLine, FaxLine, Landline, Landline}, "true []", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			pack, err := d.CreateBundle(ctx, BundleDraft{Name: "Convergence", Requires: []LineKind{Landline, MobileLine}})
			wantCode(t, err, "")
			_, err = d.CreateBundle(ctx, BundleDraft{Name: "Fax only", Requires: []LineKind{FaxLine}})
			wantCode(t, err, "")
			c := contact(t, d, ContactDraft{})
			contact(t, d, ContactDraft{Kind: ExternalContact, Company: "Dupont"})
			for i, kind := range test.kinds {
				line(t, d, kind, fmt.Sprintf("012345678%d", i), c.ID)
			}
			states, err := d.BundlesOf(c.ID)
			wantCode(t, err, "")
			wantText(t, fmt.Sprint(states[0].Eligible, states[0].Missing), test.want)
			health, err := d.Health(ctx, HealthView{})
			wantCode(t, err, "")
			if (len(health.WithoutLine) == 1) != (len(test.kinds) == 0) {
				t.Errorf("without line: %+v", health.WithoutLine)
			}
			if got := len(health.OneLineShort) == 1; got != test.short {
				t.Errorf("one line short: %+v", health.OneLineShort)
			}
			if test.short && (health.OneLineShort[0].ID != c.ID || health.OneLineShort[0].BundleID != pack.ID || health.OneLineShort[0].Missing != states[0].Missing[0]) {
				t.Errorf("one line short: %+v", health.OneLineShort)
			}
		})
	}
	d := open(t)
	_, err := d.BundlesOf(uuid.UUID{1})
	wantCode(t, err, NotFound)
}
