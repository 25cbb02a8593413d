package directory

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestSetFeature(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	number(t, d, "0123456789")
	extensionOnly := user(t, d, "Inside", "1001")
	numberOnly, _, err := d.CreateUser(ctx, UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "Outside"}, Numbers: []string{"0123456789"}})
	wantCode(t, err, "")
	for _, test := range []struct {
		name     string
		user     UserDetails
		feature  FeatureName
		settings FeatureSettings
		code     Code
		says     string
	}{
		{"with nothing to set", extensionOnly, FeatureDoNotDisturb, FeatureSettings{}, "", ""},
		{"without the extension it needs", numberOnly, FeatureDoNotDisturb, FeatureSettings{}, FeaturePrecondition, "extension"},
		{"without the number it needs", extensionOnly, FeatureFax, FeatureSettings{}, FeaturePrecondition, "number"},
		{"without the address it needs", numberOnly, FeatureFax, FeatureSettings{ToEmail: true}, FeaturePrecondition, "e-mail"},
		{"with the number it needs", numberOnly, FeatureFax, FeatureSettings{}, "", ""},
		{"that needs nothing", numberOnly, FeatureMusicOnHold, FeatureSettings{Source: "jazz"}, "", ""},
		{"showing an extension of another", extensionOnly, FeatureCallerID, FeatureSettings{Internal: "1002"}, FeaturePrecondition, "1002"},
		{"showing the own extension", extensionOnly, FeatureCallerID, FeatureSettings{Internal: "1001"}, "", ""},
		{"showing a number of another", extensionOnly, FeatureCallerID, FeatureSettings{External: "0123456789"}, FeaturePrecondition, "external number"},
		{"forwarding to a number", extensionOnly, FeatureCallForward, FeatureSettings{Busy: "06 11 22 33 44", NoAnswer: "sip:a@b"}, "", ""},
		{"forwarding to no number", extensionOnly, FeatureCallForward, FeatureSettings{Always: "home"}, Invalid, "always"},
		{"with another feature's setting", extensionOnly, FeatureCallForward, FeatureSettings{Source: "jazz"}, Invalid, "no setting of call_forward"},
		{"recording in a direction that there is", extensionOnly, FeatureCallRecording, FeatureSettings{Direction: "both"}, "", ""},
		{"recording in another", extensionOnly, FeatureCallRecording, FeatureSettings{Direction: "up"}, Invalid, "direction"},
		{"ringing long enough", extensionOnly, FeatureFindMeFollowMe, FeatureSettings{Numbers: []string{"1001"}, RingSeconds: 5}, "", ""},
		{"ringing too short", extensionOnly, FeatureFindMeFollowMe, FeatureSettings{RingSeconds: 4}, Invalid, "5 to 120"},
		{"that there is not", extensionOnly, "teleport", FeatureSettings{}, Invalid, "teleport"},
	} {
		t.Run(test.name, func(t *testing.T) {
			feature := Feature{Enabled: true, Settings: test.settings}
			got, err := d.SetFeature(ctx, test.user.ID, 0, test.feature, feature)
			wantCode(t, err, test.code)
			switch {
			case err != nil && !strings.Contains(err.Error(), test.says):
				t.Errorf("%v does not say %q", err, test.says)
			case err == nil && cmp.Diff(feature, got.Features[test.feature]) != "":
				t.Errorf("got %+v", got.Features)
			case test.code == FeaturePrecondition && err.(*Error).Detail.(FeatureNeed).Feature != test.feature:
				t.Errorf("detail %+v", err.(*Error).Detail)
			}
		})
	}
	wantSound(t, d)
}

func TestTurningAFeatureOffKeepsItsSettings(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001")
	settings := FeatureSettings{Always: "1002"}
	on, err := d.SetFeature(ctx, u.ID, u.Version, FeatureCallForward, Feature{Enabled: true, Settings: settings})
	wantCode(t, err, "")
	_, err = d.SetFeature(ctx, u.ID, u.Version, FeatureCallForward, Feature{})
	wantCode(t, err, StaleRecord)
	off, err := d.SetFeature(ctx, u.ID, on.Version, FeatureCallForward, Feature{Settings: settings})
	if wantCode(t, err, ""); off.Features[FeatureCallForward].Settings.Always != "1002" || off.Features[FeatureCallForward].Enabled {
		t.Errorf("got %+v", off.Features)
	}
}

func TestVoicemailIsTheUsersMailbox(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001")
	got, err := d.SetFeature(ctx, u.ID, 0, FeatureVoicemail, Feature{})
	if wantCode(t, err, ""); len(got.Mailboxes) != 0 {
		t.Errorf("turning it off made %+v", got.Mailboxes)
	}
	got, err = d.SetFeature(ctx, u.ID, 0, FeatureVoicemail, Feature{Enabled: true, Settings: FeatureSettings{ToEmail: true}})
	if wantCode(t, err, ""); len(got.Mailboxes) != 1 || !got.Mailboxes[0].ToEmail || len(got.Features) != 0 {
		t.Errorf("got %+v", got)
	}
	got, err = d.SetFeature(ctx, u.ID, 0, FeatureVoicemail, Feature{})
	if wantCode(t, err, ""); len(got.Mailboxes) != 1 || got.Mailboxes[0].Enabled {
		t.Errorf("got %+v", got.Mailboxes)
	}
	wantSound(t, d)
}

func TestLosingWhatAFeatureNeedsTurnsItOffAndSaysSo(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	number(t, d, "0123456789")
	u := user(t, d, "Durand", "1001")
	_, _, err := d.UpdateUser(ctx, u.ID, 0, UserPatch{Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	for name, settings := range map[FeatureName]FeatureSettings{
		FeatureCallerID: {External: "01 23 45 67 89"}, FeatureFax: {ToEmail: true}, FeatureVoicemail: {ToEmail: true}, FeatureHotdesk: {},
	} {
		_, err := d.SetFeature(ctx, u.ID, 0, name, Feature{Enabled: true, Settings: settings})
		wantCode(t, err, "")
	}
	_, warnings, err := d.UpdateContact(ctx, u.ContactID, 0, ContactPatch{Email: pointer("")})
	wantCode(t, err, "")
	wantWarned(t, warnings, "features.fax", "features.voicemail")
	_, warnings, err = d.UpdateUser(ctx, u.ID, 0, UserPatch{Numbers: &[]string{}})
	wantCode(t, err, "")
	wantWarned(t, warnings, "features.caller_id")
	_, _, err = d.UpdateUser(ctx, u.ID, 0, UserPatch{Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	got, warnings, err := d.RemoveExtension(ctx, u.Extensions[0].ID, 0, uuid.Nil)
	wantCode(t, err, "")
	wantWarned(t, warnings, "features.hotdesk", "features.voicemail")
	if got.Mailboxes[0].Enabled || got.Features[FeatureCallerID].Settings.External != "+33123456789" {
		t.Errorf("got %+v", got)
	}
	wantSound(t, d)
}

func wantWarned(t *testing.T, warnings []Warning, fields ...string) {
	t.Helper()
	var got []string
	for _, w := range warnings {
		if w.Code != FeatureTurnedOff {
			t.Errorf("warning %+v", w)
		}
		got = append(got, w.Field)
	}
	if diff := cmp.Diff(fields, got); diff != "" {
		t.Error(diff)
	}
}

func TestTemplates(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	role := RoleAssignment{RoleID: BuiltInRoles()[1].ID}
	sales, err := d.CreateTemplate(ctx, TemplateDraft{
		Name: "Commercial", RingSeconds: 40, CallerPrivacy: true, Roles: []RoleAssignment{role},
		Features: map[FeatureName]Feature{FeatureVoicemail: {Enabled: true, Settings: FeatureSettings{ToEmail: true}}, FeatureFax: {Enabled: true}, FeatureHotdesk: {Enabled: true}},
	})
	wantCode(t, err, "")
	for _, test := range []struct {
		name  string
		draft TemplateDraft
		code  Code
	}{
		{"without a name", TemplateDraft{}, Required},
		{"with the name of another", TemplateDraft{Name: "commercial"}, TemplateNameTaken},
		{"ringing too long", TemplateDraft{Name: "x", RingSeconds: 121}, Invalid},
		{"with a role that does not exist", TemplateDraft{Name: "x", Roles: []RoleAssignment{{RoleID: uuid.UUID{1}}}}, RoleUnknown},
		{"with a feature that does not exist", TemplateDraft{Name: "x", Features: map[FeatureName]Feature{"x": {}}}, Invalid},
	} {
		_, err := d.CreateTemplate(ctx, test.draft)
		if CodeOf(err) != test.code {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	draft := UserDraft{Contact: &ContactDraft{FirstName: "A", LastName: "B", Email: "ab@example.com"}, Extensions: []ExtensionDraft{{Number: "1001"}}, TemplateID: sales.ID}
	u, warnings, err := d.CreateUser(ctx, draft)
	wantCode(t, err, "")
	wantWarned(t, warnings, "features.fax")
	if u.RingSeconds != 40 || !u.CallerPrivacy || len(u.Mailboxes) != 1 || !u.Mailboxes[0].ToEmail || !u.Features[FeatureHotdesk].Enabled {
		t.Errorf("got %+v", u)
	}
	if l, err := d.LoginByName("ab@example.com"); err != nil || len(l.Roles) != 1 {
		t.Errorf("login %+v, %v", l, err)
	}
	draft.Contact, draft.Extensions = &ContactDraft{FirstName: "C", LastName: "D"}, []ExtensionDraft{{Number: "1002"}}
	_, _, err = d.CreateUser(ctx, draft)
	wantCode(t, err, EmailRequiredForAccess)

	renamed, err := d.UpdateTemplate(ctx, sales.ID, sales.Version, TemplateDraft{Name: "Ventes"})
	if wantCode(t, err, ""); renamed.Version != 2 || len(renamed.Features)+len(renamed.Roles) != 0 {
		t.Errorf("got %+v", renamed)
	}
	_, err = d.UpdateTemplate(ctx, sales.ID, sales.Version, TemplateDraft{Name: "x"})
	wantCode(t, err, StaleRecord)
	if again, err := d.User(u.ID); err != nil || again.Version != u.Version {
		t.Errorf("the user has changed with the template: %+v, %v", again, err)
	}
	if list, err := d.Templates(); err != nil || len(list) != 1 || list[0].Name != "Ventes" {
		t.Errorf("templates %+v, %v", list, err)
	}
	wantCode(t, d.DeleteTemplate(ctx, sales.ID, 0), "")
	_, err = d.Template(sales.ID)
	wantCode(t, err, NotFound)
	wantSound(t, d)
}
