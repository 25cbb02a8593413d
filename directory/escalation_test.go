package directory

import (
	"context"
	"testing"

	"github.com/google/uuid"
)

// crew is a directory with people of different rights.
type crew struct {
	house
	boss, helper, clerk       Principal // all rights; access in Sales and a little more; nothing but reading
	bossID, helperID, clerkID uuid.UUID
	keeper                    Role // what the helper has in Sales
}

func newCrew(t *testing.T) crew {
	t.Helper()
	ctx := context.Background()
	c := crew{house: newHouse(t)}
	var err error
	c.keeper, err = c.CreateRole(ctx, RoleDraft{Name: "keeper", Permissions: []Permission{{SectionDirectory, Write}, {SectionAccess, Write}}})
	wantCode(t, err, "")
	member := func(name string, roles ...RoleAssignment) (Principal, uuid.UUID) {
		m := contact(t, c.Directory, ContactDraft{FirstName: name, LastName: "Crew", Email: name + "@example.com", FolderID: c.sales.ID})
		return person(t, c.Directory, m, roles...), m.ID
	}
	c.boss, c.bossID = member("boss", RoleAssignment{RoleID: AdministratorRole()})
	c.helper, c.helperID = member("helper", RoleAssignment{c.keeper.ID, c.sales.ID})
	c.clerk, c.clerkID = member("clerk", RoleAssignment{RoleID: StandardRole()})
	return c
}

func TestNobodyGivesRightsThatSheDoesNotHave(t *testing.T) {
	c := newCrew(t)
	technician := BuiltInRoles()[1].ID
	other := contact(t, c.Directory, ContactDraft{FirstName: "Other", Email: "other@example.com"})
	setRoles := func(roles ...RoleAssignment) func(ctx context.Context) error {
		return func(ctx context.Context) error { _, err := c.SetRoles(ctx, other.ID, 0, roles); return err }
	}
	for _, test := range []struct {
		name string
		who  Principal
		do   func(ctx context.Context) error
		want Code
	}{
		{"the boss gives everything", c.boss, setRoles(RoleAssignment{RoleID: AdministratorRole()}), ""},
		{"the boss takes it away", c.boss, setRoles(), ""},
		{"the helper gives what she has where she has it", c.helper, setRoles(RoleAssignment{c.keeper.ID, c.sales.ID}), ""},
		{"the helper gives less of it further down", c.helper, setRoles(RoleAssignment{StandardRole(), c.north.ID}), ""},
		{"the helper gives what she has elsewhere", c.helper, setRoles(RoleAssignment{StandardRole(), c.purchasing.ID}), PrivilegeEscalation},
		{"the helper gives what she has everywhere", c.helper, setRoles(RoleAssignment{RoleID: StandardRole()}), PrivilegeEscalation},
		{"the helper gives what she has not", c.helper, setRoles(RoleAssignment{technician, c.sales.ID}), PrivilegeEscalation},
		{"the helper makes herself administrator", c.helper, func(ctx context.Context) error {
			_, err := c.SetRoles(ctx, c.helperID, 0, []RoleAssignment{{RoleID: AdministratorRole()}})
			return err
		}, PrivilegeEscalation},
		{"the helper demotes the boss", c.helper, func(ctx context.Context) error { _, err := c.SetRoles(ctx, c.bossID, 0, nil); return err }, PrivilegeEscalation},
		{"the helper closes the boss's login", c.helper, func(ctx context.Context) error { return c.CloseLogin(ctx, c.boss.Login.ID) }, PrivilegeEscalation},
		{"the helper moves the boss's address to her own mailbox", c.helper, func(ctx context.Context) error {
			_, _, err := c.UpdateContact(ctx, c.bossID, 0, ContactPatch{Email: pointer("helper2@example.com")})
			return err
		}, PrivilegeEscalation},
		{"the helper spells the boss's address otherwise", c.helper, func(ctx context.Context) error {
			_, _, err := c.UpdateContact(ctx, c.bossID, 0, ContactPatch{Email: pointer("BOSS@example.com")})
			return err
		}, ""},
		{"the helper revokes the boss's access", c.helper, func(ctx context.Context) error {
			_, _, err := c.UpdateContact(ctx, c.bossID, 0, ContactPatch{Email: pointer(""), RevokeAccess: true})
			return err
		}, PrivilegeEscalation},
		{"the helper has a link for the boss made", c.helper, func(ctx context.Context) error {
			_, err := c.IssueLink(ctx, c.boss.Login.ID, func(LinkInfo, string) error { t.Error("the link was delivered"); return nil })
			return err
		}, PrivilegeEscalation},
		{"the helper has a token of the boss's made", c.helper, func(ctx context.Context) error {
			_, _, err := c.IssueToken(ctx, TokenDraft{Name: "x", LoginID: c.boss.Login.ID, Roles: []RoleAssignment{{StandardRole(), c.sales.ID}}})
			return err
		}, PrivilegeEscalation},
		{"the helper makes a role of what she has in a folder only", c.helper, func(ctx context.Context) error {
			_, err := c.CreateRole(ctx, RoleDraft{Name: "x", Permissions: []Permission{{SectionDirectory, Read}}})
			return err
		}, PrivilegeEscalation},
		{"the helper makes a role without permissions", c.helper, func(ctx context.Context) error {
			_, err := c.CreateRole(ctx, RoleDraft{Name: "y"})
			return err
		}, ""},
		{"the helper gives her own role more", c.helper, func(ctx context.Context) error {
			_, err := c.UpdateRole(ctx, c.keeper.ID, 0, RolePatch{Permissions: &[]Permission{{SectionInvoices, Write}, {SectionDirectory, Write}, {SectionAccess, Write}}})
			return err
		}, PrivilegeEscalation},
		{"the helper copies the administrator's role", c.helper, func(ctx context.Context) error {
			_, err := c.CopyRole(ctx, AdministratorRole(), "mine")
			return err
		}, PrivilegeEscalation},
		{"the helper has her role replaced by the administrator's", c.helper, func(ctx context.Context) error {
			return c.DeleteRole(ctx, c.keeper.ID, 0, AdministratorRole())
		}, PrivilegeEscalation},
		{"the helper founds", c.helper, func(ctx context.Context) error { _, err := c.CreateFounder(ctx, "x@example.com"); return err }, PrivilegeEscalation},
		{"the helper erases the boss", c.helper, func(ctx context.Context) error { _, err := c.PurgePerson(ctx, c.bossID); return err }, PrivilegeEscalation},
		{"the clerk changes her own address", c.clerk, func(ctx context.Context) error {
			_, _, err := c.UpdateContact(ctx, c.clerkID, 0, ContactPatch{Email: pointer("clerk2@example.com")})
			return err
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			revision := c.Revision()
			wantCode(t, test.do(as(test.who)), test.want)
			if test.want != "" && c.Revision() != revision {
				t.Error("something has changed")
			}
			wantSound(t, c.Directory)
		})
	}
}

func TestUndoGivesNoRightsThatItsActorDoesNotHave(t *testing.T) {
	ctx := context.Background()
	c := newCrew(t)
	_, err := c.SetRoles(ctx, c.clerkID, 0, []RoleAssignment{{RoleID: AdministratorRole()}})
	wantCode(t, err, "")
	_, err = c.SetRoles(ctx, c.clerkID, 0, nil)
	wantCode(t, err, "")
	demoted := c.Revision()
	undone, err := c.Undo(as(c.helper), demoted)
	wantCode(t, err, "")
	if undone.Restored != 0 || len(undone.Left) != 1 || undone.Left[0].Code != PrivilegeEscalation || undone.Revision != 0 {
		t.Errorf("undone %+v", undone)
	}
	wider, err := c.UpdateRole(ctx, c.keeper.ID, 0, RolePatch{Permissions: &[]Permission{{SectionAccess, Write}}})
	wantCode(t, err, "")
	undone, err = c.Undo(as(c.helper), c.Revision())
	wantCode(t, err, "")
	if now, _ := c.Role(wider.ID); undone.Restored != 0 || len(now.Permissions) != 1 {
		t.Errorf("undone %+v", undone)
	}
	_, _, err = c.UpdateContact(ctx, c.bossID, 0, ContactPatch{Email: pointer("boss2@example.com")})
	wantCode(t, err, "")
	undone, err = c.Undo(as(c.helper), c.Revision())
	wantCode(t, err, "")
	if now, _ := c.Contact(c.bossID); undone.Restored != 0 || now.Email != "boss2@example.com" {
		t.Errorf("undone %+v", undone)
	}
	undone, err = c.Undo(as(c.boss), demoted)
	wantCode(t, err, "")
	if undone.Restored != 1 {
		t.Errorf("the boss undid %+v", undone)
	}
	wantSound(t, c.Directory)
}

func TestTheLastAdministratorStays(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(c crew, ctx context.Context) error
	}{
		{"demoting herself", func(c crew, ctx context.Context) error { _, err := c.SetRoles(ctx, c.bossID, 0, nil); return err }},
		{"keeping less for herself", func(c crew, ctx context.Context) error {
			_, err := c.SetRoles(ctx, c.bossID, 0, []RoleAssignment{{AdministratorRole(), c.sales.ID}})
			return err
		}},
		{"closing her login", func(c crew, ctx context.Context) error { return c.CloseLogin(ctx, c.boss.Login.ID) }},
		{"deleting her contact", func(c crew, ctx context.Context) error { return c.DeleteContact(ctx, c.bossID, 0) }},
		{"deleting her folder", func(c crew, ctx context.Context) error {
			return c.DeleteFolder(ctx, c.sales.ID, 0, Contents{Action: TrashContents})
		}},
		{"revoking her access with her address", func(c crew, ctx context.Context) error {
			_, _, err := c.UpdateContact(ctx, c.bossID, 0, ContactPatch{Email: pointer(""), RevokeAccess: true})
			return err
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCrew(t)
			revision := c.Revision()
			wantCode(t, test.do(c, as(c.boss)), LastAdministrator)
			if c.Revision() != revision {
				t.Error("something has changed")
			}
			// With another administrator, it is allowed.
			_, err := c.SetRoles(as(c.boss), c.helperID, 0, []RoleAssignment{{RoleID: AdministratorRole()}})
			wantCode(t, err, "")
			if test.name == "deleting her folder" {
				wantCode(t, c.MoveContacts(as(c.boss), []uuid.UUID{c.helperID}, uuid.Nil), "")
			}
			wantCode(t, test.do(c, as(c.boss)), "")
			wantSound(t, c.Directory)
		})
	}
}

func TestARoleOfTheLastAdministratorKeepsItsRight(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	own, err := d.CopyRole(ctx, AdministratorRole(), "Chef")
	wantCode(t, err, "")
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	boss := person(t, d, jean, RoleAssignment{RoleID: own.ID})
	_, err = d.UpdateRole(as(boss), own.ID, 0, RolePatch{Permissions: &[]Permission{{SectionAccess, Read}}})
	wantCode(t, err, LastAdministrator)
	wantCode(t, d.DeleteRole(as(boss), own.ID, 0, StandardRole()), LastAdministrator)
	luc := contact(t, d, ContactDraft{FirstName: "Luc", Email: "luc@example.com"})
	_, err = d.SetRoles(as(boss), luc.ID, 0, []RoleAssignment{{RoleID: AdministratorRole()}})
	wantCode(t, err, "")
	wantCode(t, d.DeleteRole(as(boss), own.ID, 0, StandardRole()), LastAdministrator) // who is invited can not sign in yet
	wantSound(t, d)
}
