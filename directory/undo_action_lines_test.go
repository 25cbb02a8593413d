package directory

import (
	"context"

	"github.com/google/uuid"
)

func lineActions(ctx context.Context) map[string]undoneAction {
	return map[string]undoneAction{
		"bundle.create": {run: func(o *fullOffice) error {
			_, err := o.CreateBundle(ctx, BundleDraft{Name: "New", Requires: []LineKind{FaxLine}})
			return err
		}},
		"bundle.delete": {run: func(o *fullOffice) error { return o.DeleteBundle(ctx, o.bundle.ID, 0) }},
		"bundle.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateBundle(ctx, o.bundle.ID, 0, BundlePatch{Requires: &[]LineKind{FaxLine}})
			return err
		}},
		"device.add_account": {
			prepare: func(o *fullOffice) error { _, err := o.RevokeDevice(ctx, o.phone.ID, 0); return err },
			run: func(o *fullOffice) error {
				_, _, err := o.AddDeviceAccount(ctx, o.phone.ID, 0, AccountDraft{})
				return err
			},
		},
		"device.bring_back": {run: func(o *fullOffice) error { _, err := o.BringBackDevice(ctx, o.oldPhone.ID); return err }},
		"device.create": {run: func(o *fullOffice) error {
			_, _, err := o.CreateDevice(ctx, DeviceDraft{Type: Softphone, Name: "New", SIPUser: "new", UserID: o.leaver.ID, Account: &AccountDraft{}})
			return err
		}},
		"device.delete":   {run: func(o *fullOffice) error { return o.DeleteDevice(ctx, o.phone.ID, 0) }},
		"device.report":   {kept: "it is not journalled", run: func(o *fullOffice) error { return o.ReportDevice(ctx, o.phone.ID, DeviceRegistered) }},
		"device.revoke":   {run: func(o *fullOffice) error { _, err := o.RevokeDevice(ctx, o.phone.ID, 0); return err }},
		"device.rotate":   {kept: secret, run: func(o *fullOffice) error { _, _, err := o.RotateDevice(ctx, o.phone.ID, 0); return err }},
		"device.unassign": {run: func(o *fullOffice) error { _, err := o.UnassignDevice(ctx, o.phone.ID, 0); return err }},
		"device.update": {run: func(o *fullOffice) error {
			_, _, err := o.UpdateDevice(ctx, o.phone.ID, 0, DevicePatch{Name: pointer("Hall"), SIPUser: pointer(""), LineID: &o.mobile.ID})
			return err
		}},
		"group.bring_back": {run: func(o *fullOffice) error { _, err := o.BringBackGroup(ctx, o.oldGroup.ID); return err }},
		"group.create": {run: func(o *fullOffice) error {
			_, err := o.CreateGroup(ctx, GroupDraft{Name: "New", Number: "602", Members: []uuid.UUID{o.luc.ID}})
			return err
		}},
		"group.delete": {run: func(o *fullOffice) error { return o.DeleteGroup(ctx, o.group.ID, 0) }},
		"group.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateGroup(ctx, o.group.ID, 0, GroupPatch{Number: pointer("609"), Members: &[]uuid.UUID{}, FolderID: &o.sales.ID})
			return err
		}},
		"line.associate": {run: func(o *fullOffice) error {
			_, err := o.AssociateLine(ctx, o.leaver.ContactID, o.landline.ID, true)
			return err
		}},
		"line.create": {run: func(o *fullOffice) error {
			_, err := o.CreateLine(ctx, LineDraft{Kind: Landline, Raw: "0144000002"})
			return err
		}},
		"line.delete":     {run: func(o *fullOffice) error { _, err := o.DeleteLine(ctx, o.landline.ID, 0); return err }},
		"line.dissociate": {run: func(o *fullOffice) error { _, err := o.DissociateLine(ctx, o.luc.ID, o.landline.ID); return err }},
		"line.give_contact": {
			prepare: func(o *fullOffice) error { _, err := o.DissociateLine(ctx, o.luc.ID, o.landline.ID); return err },
			run:     func(o *fullOffice) error { _, err := o.GiveLineContact(ctx, o.landline.ID); return err },
		},
		"line.make_default": {run: func(o *fullOffice) error { _, err := o.MakeDefaultLine(ctx, o.luc.ID, o.mobile.ID); return err }},
		"line.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateLine(ctx, o.landline.ID, 0, LinePatch{Kind: pointer(FaxLine), Raw: pointer("0144000003")})
			return err
		}},
		"workstation.report": {run: func(o *fullOffice) error {
			_, err := o.ReportWorkstation(ctx, o.luc.ID, WorkstationReport{Host: "PC", App: "CallPad", AppVersion: "2"})
			return err
		}},
	}
}
