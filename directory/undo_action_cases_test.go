package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// undoneAction does something that is journalled under one action, as its last batch.
type undoneAction struct {
	prepare func(o *fullOffice) error // nil: nothing
	run     func(o *fullOffice) error
	kept    string // why the state after stays although it is undone; "": it does not
}

const (
	secret   = "secrets are never journalled: the last one that was given is good"
	computed = "what the file is computed with, and what was counted, stays so"
)

// undoneActions has a case for every action.
func undoneActions() map[string]undoneAction {
	ctx := context.Background()
	cases := map[string]undoneAction{
		"access.expire": {kept: secret, run: func(o *fullOffice) error {
			o.clock.move(91 * 24 * time.Hour)
			_, err := o.ExpireAccess(ctx)
			return err
		}},
		"account.add":    {run: func(o *fullOffice) error { _, _, err := o.AddAccount(ctx, AccountDraft{Name: "cellar"}); return err }},
		"account.remove": {run: func(o *fullOffice) error { return o.RemoveAccount(ctx, "hall") }},
		"account.rotate": {kept: secret, run: func(o *fullOffice) error { _, err := o.RotateAccount(ctx, "hall"); return err }},
		"account.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateAccount(ctx, "hall", 0, AccountPatch{Name: pointer("cellar")})
			return err
		}},
		"bin.purge": {run: func(o *fullOffice) error {
			o.clock.move(31 * 24 * time.Hour)
			_, err := o.PurgeBin(ctx)
			return err
		}},
		"directory.configure": {kept: computed, run: func(o *fullOffice) error { // read again with another country, as at a start
			o.config.Country = "BE"
			return o.adopt(ctx)
		}},
		"folder.bring_back": {run: func(o *fullOffice) error { _, _, err := o.BringBackFolder(ctx, o.oldFolder.ID); return err }},
		"folder.create":     {run: func(o *fullOffice) error { _, err := o.CreateFolder(ctx, FolderDraft{Name: "New"}); return err }},
		"folder.delete": {run: func(o *fullOffice) error {
			return o.DeleteFolder(ctx, o.sales.ID, 0, Contents{Action: MoveContents})
		}},
		"folder.move": {run: func(o *fullOffice) error {
			_, err := o.MoveFolder(ctx, o.north.ID, 0, uuid.Nil, RefuseClash)
			return err
		}},
		"folder.rename": {run: func(o *fullOffice) error { _, err := o.RenameFolder(ctx, o.sales.ID, 0, "Ventes"); return err }},
		"folder.update": {run: func(o *fullOffice) error { _, err := o.SetDefaultKind(ctx, o.sales.ID, 0, ExternalContact); return err }},
		"licence.day":   {kept: computed, run: func(o *fullOffice) error { return o.RecordDay(ctx, o.clock.now(), 9) }},
		"role.copy":     {run: func(o *fullOffice) error { _, err := o.CopyRole(ctx, o.role.ID, "Copy"); return err }},
		"role.create":   {run: func(o *fullOffice) error { _, err := o.CreateRole(ctx, RoleDraft{Name: "New"}); return err }},
		"role.delete":   {run: func(o *fullOffice) error { return o.DeleteRole(ctx, o.role.ID, 0, uuid.Nil) }},
		"role.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateRole(ctx, o.role.ID, 0, RolePatch{Name: pointer("X")})
			return err
		}},
		"template.create": {run: func(o *fullOffice) error { _, err := o.CreateTemplate(ctx, TemplateDraft{Name: "New"}); return err }},
		"template.delete": {run: func(o *fullOffice) error { return o.DeleteTemplate(ctx, o.template.ID, 0) }},
		"template.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateTemplate(ctx, o.template.ID, 0, TemplateDraft{Name: "New"})
			return err
		}},
		"token.issue": {kept: secret, run: func(o *fullOffice) error {
			_, _, err := o.IssueToken(ctx, TokenDraft{Name: "x", LoginID: o.login.Login.ID, Roles: []RoleAssignment{{RoleID: StandardRole()}}})
			return err
		}},
		"token.revoke": {kept: secret, run: func(o *fullOffice) error { return o.RevokeToken(ctx, o.apiToken.ID) }},
	}
	for _, part := range []map[string]undoneAction{contactActions(ctx), loginActions(ctx), lineActions(ctx), userActions(ctx)} {
		for action, c := range part {
			cases[action] = c
		}
	}
	return cases
}
