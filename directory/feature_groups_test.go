package directory

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestTheFeatureCallGroupsIsThePlaceInTheGroups(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001")
	boss := contact(t, d, ContactDraft{FirstName: "Boss"})
	sales := group(t, d, GroupDraft{Name: "Sales", Number: "600", Members: []uuid.UUID{boss.ID}})
	support := group(t, d, GroupDraft{Name: "Support", Number: "601"})
	set := func(want Code, on bool, groups ...uuid.UUID) UserDetails {
		t.Helper()
		details, err := d.SetFeature(ctx, u.ID, 0, FeatureCallGroups, Feature{Enabled: on, Settings: FeatureSettings{Groups: groups}})
		wantCode(t, err, want)
		wantSound(t, d)
		return details
	}
	in := func() string {
		return members(d, sales.ID) + " | " + members(d, support.ID)
	}
	names := func(has UserDetails) string {
		var list []string
		for _, g := range has.CallGroups {
			list = append(list, g.Name)
		}
		return strings.Join(list, " ")
	}
	set(Required, true)
	set(GroupUnknown, true, uuid.UUID{1})
	set(Invalid, true, sales.ID, sales.ID)
	wantText(t, in(), "Boss | ")
	on := set("", true, sales.ID, support.ID)
	wantText(t, in(), "Boss Jean | Jean")
	wantText(t, names(on), "Sales Support")
	set("", true, support.ID)
	wantText(t, in(), "Boss | Jean")

	off := set("", false)
	wantText(t, in(), "Boss | ")
	if f := off.Feature(FeatureCallGroups); f.Enabled || len(f.Settings.Groups) != 1 || f.Settings.Groups[0] != support.ID {
		t.Errorf("turned off it is %+v", f)
	}
	set("", true)
	wantText(t, in(), "Boss | Jean")

	_, err := d.UpdateGroup(ctx, sales.ID, 0, GroupPatch{Members: &[]uuid.UUID{u.ContactID}})
	wantCode(t, err, "")
	now, err := d.User(u.ID)
	wantCode(t, err, "")
	wantText(t, names(now), "Sales Support")
	wantCode(t, d.DeleteGroup(ctx, support.ID, 0), "")
	now, err = d.User(u.ID)
	if f := now.Feature(FeatureCallGroups); err != nil || !f.Enabled || len(f.Settings.Groups) != 1 {
		t.Errorf("after a group is gone it is %+v, %v", f, err)
	}
}

func TestAUserThatIsDeletedOrReplacedLeavesItsCallGroups(t *testing.T) {
	ctx := context.Background()
	t.Run("deleted", func(t *testing.T) {
		o := newOffice(t)
		g := group(t, o.Directory, GroupDraft{Number: "600", Members: []uuid.UUID{o.leaver.ContactID, o.other.ContactID}})
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{}), "")
		if now, _ := o.Group(g.ID); len(now.Members) != 1 || now.Members[0] != o.other.ContactID {
			t.Errorf("members %v", now.Members)
		}
		wantSound(t, o.Directory)
	})
	t.Run("replaced, the successor takes its place", func(t *testing.T) {
		o := newOffice(t)
		next := contact(t, o.Directory, ContactDraft{FirstName: "Anne"})
		first := group(t, o.Directory, GroupDraft{Number: "600", Members: []uuid.UUID{o.leaver.ContactID, o.other.ContactID}})
		both := group(t, o.Directory, GroupDraft{Number: "601", Members: []uuid.UUID{next.ID, o.leaver.ContactID}})
		_, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{ContactID: next.ID})
		wantCode(t, err, "")
		if now, _ := o.Group(first.ID); len(now.Members) != 2 || now.Members[0] != next.ID {
			t.Errorf("members %v", now.Members)
		}
		if now, _ := o.Group(both.ID); len(now.Members) != 1 || now.Members[0] != next.ID {
			t.Errorf("members %v", now.Members)
		}
		wantSound(t, o.Directory)
	})
	t.Run("replaced by a template", func(t *testing.T) {
		o := newOffice(t)
		left := group(t, o.Directory, GroupDraft{Number: "600", Members: []uuid.UUID{o.leaver.ContactID}})
		joined := group(t, o.Directory, GroupDraft{Name: "Support", Number: "601"})
		template, err := o.CreateTemplate(ctx, TemplateDraft{Name: "T", Features: map[FeatureName]Feature{
			FeatureCallGroups: {Enabled: true, Settings: FeatureSettings{Groups: []uuid.UUID{joined.ID}}},
		}})
		wantCode(t, err, "")
		u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, TemplateID: template.ID})
		wantCode(t, err, "")
		wantText(t, members(o.Directory, left.ID)+"|"+members(o.Directory, joined.ID), "|A")
		if f := u.Feature(FeatureCallGroups); !f.Enabled || f.Settings.Groups[0] != joined.ID {
			t.Errorf("the feature is %+v", f)
		}
		wantSound(t, o.Directory)
	})
}

func TestCallGroupsAreFilledByWhoMayWriteThem(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	g := group(t, d, GroupDraft{Number: "600", FolderID: sales.ID})
	u := user(t, d, "Durand", "1001")
	for i, test := range []struct {
		permissions []Permission
		want        Code
	}{
		{[]Permission{{SectionUsers, Write}}, GroupUnknown},
		{[]Permission{{SectionUsers, Write}, {SectionGroups, Read}}, Forbidden},
		{[]Permission{{SectionUsers, Write}, {SectionGroups, Write}}, ""},
	} {
		role, err := d.CreateRole(ctx, RoleDraft{Name: string(rune('A' + i)), Permissions: test.permissions})
		wantCode(t, err, "")
		c := contact(t, d, ContactDraft{FirstName: role.Name, Email: role.Name + "@example.com"})
		writer := person(t, d, c, RoleAssignment{RoleID: role.ID})
		_, err = d.SetFeature(as(writer), u.ID, 0, FeatureCallGroups, Feature{Enabled: true, Settings: FeatureSettings{Groups: []uuid.UUID{g.ID}}})
		wantCode(t, err, test.want)
	}
	wantText(t, members(d, g.ID), "Jean")
	wantSound(t, d)
}
