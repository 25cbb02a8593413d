package web

import (
	"github.com/google/uuid"

	"annuaire/directory"
)

// office is a site with a user who has one of everything.
type office struct {
	*site
	user    directory.UserDetails
	device  directory.Device
	spare   directory.Device
	line    directory.Line // of the user's contact
	mobile  directory.Line // nobody's
	bundle  directory.Bundle
	group   directory.Group
	number  directory.ExternalNumber // spare
	role    directory.Role
	another directory.Contact // without a user
}

// newOffice is an office in which Marie Leroy is the user.
func newOffice(s *site) *office {
	s.t.Helper()
	ctx, d := s.t.Context(), s.d
	o := &office{site: s}
	must := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	for _, number := range []string{"+33199001060", "+33199001061"} {
		n, err := d.AddExternalNumber(ctx, number, "Accueil")
		must(err)
		o.number = n
	}
	var err error
	o.user, _, err = d.CreateUser(ctx, directory.UserDraft{
		Contact:    &directory.ContactDraft{FirstName: "Marie", LastName: "Leroy", Email: "marie.leroy@example.com", Title: "Responsable de l'accueil"},
		Extensions: []directory.ExtensionDraft{{Number: "1001", Main: true}, {Number: "1002", Label: "Atelier"}},
		Numbers:    []string{"+33199001060"}, Mailbox: &directory.MailboxDraft{},
		Features: map[directory.FeatureName]directory.Feature{directory.FeatureDoNotDisturb: {Enabled: true}},
	})
	must(err)
	o.device, _, err = d.CreateDevice(ctx, directory.DeviceDraft{
		Type: directory.SIPDevice, Name: "Bureau accueil", MAC: "00:15:65:aa:bb:01", SIPUser: "accueil", UserID: o.user.ID,
	})
	must(err)
	_, _, err = d.CreateDevice(ctx, directory.DeviceDraft{Type: directory.Smartphone, Name: "Mobile de Marie", UserID: o.user.ID, Disabled: true})
	must(err)
	must(d.ReportDevice(ctx, o.device.ID, directory.DeviceRegistered))
	o.spare, _, err = d.CreateDevice(ctx, directory.DeviceDraft{Type: directory.ATA, Name: "Adaptateur du quai", MAC: "00:15:65:aa:bb:02"})
	must(err)
	o.line, err = d.CreateLine(ctx, directory.LineDraft{Kind: directory.Landline, Raw: "01 99 00 10 50", ContactID: o.user.ContactID})
	must(err)
	o.mobile, err = d.CreateLine(ctx, directory.LineDraft{Kind: directory.MobileLine, Raw: "06 39 98 10 50", Label: "Astreinte"})
	must(err)
	o.bundle, err = d.CreateBundle(ctx, directory.BundleDraft{Name: "Pack Convergence", Requires: []directory.LineKind{directory.Landline, directory.MobileLine}})
	must(err)
	o.another, _, err = d.CreateContact(ctx, directory.ContactDraft{FirstName: "Jean", LastName: "Petit"})
	must(err)
	o.group, err = d.CreateGroup(ctx, directory.GroupDraft{Name: "Accueil", Number: "600", Members: []uuid.UUID{o.user.ContactID, o.another.ID}})
	must(err)
	o.role, err = d.CreateRole(ctx, directory.RoleDraft{Name: "Technicien de site", Description: "Lignes et équipements d'un site", Permissions: []directory.Permission{
		{Section: directory.SectionDirectory, Access: directory.Read}, {Section: directory.SectionLines, Access: directory.Write},
	}})
	must(err)
	_, err = d.SetRoles(ctx, o.user.ContactID, 0, []directory.RoleAssignment{{RoleID: o.role.ID}})
	must(err)
	return o
}

// address is where a page of the user is.
func (o *office) address(below string) string { return "/users/" + o.user.ID.String() + below }

// leaver makes a user who is in the bin.
func (o *office) leaver() uuid.UUID {
	o.t.Helper()
	u, _, err := o.d.CreateUser(o.t.Context(), directory.UserDraft{
		Contact: &directory.ContactDraft{FirstName: "Paul", LastName: "Durand"}, Extensions: []directory.ExtensionDraft{{Number: "1003"}},
	})
	if err == nil {
		err = o.d.DeleteUser(o.t.Context(), u.ID, 0, directory.UserDeletion{})
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return u.ID
}

// officePages are the pages of users, telephones, groups and access.
func officePages(s *site) []walked {
	o := newOffice(s)
	return []walked{
		{name: "users", address: "/users"},
		{name: "users-none", address: "/users?q=nobody"},
		{name: "user-new", address: "/users/new"},
		{name: "user-new-existing", address: "/users/new?existing=on&who=jean"},
		{name: "user", address: o.address("")},
		{name: "user-extensions", address: o.address("/extensions")},
		{name: "user-extension", address: o.address("/extensions/" + o.user.Extensions[1].ID.String())},
		{name: "user-numbers", address: o.address("/numbers")},
		{name: "user-phones", address: o.address("/phones")},
		{name: "user-features", address: o.address("/features")},
		{name: "user-feature-forward", address: o.address("/features/call_forward")},
		{name: "user-feature-groups", address: o.address("/features/call_groups")},
		{name: "user-voicemail", address: o.address("/voicemail")},
		{name: "user-delete", address: o.address("/delete")},
		{name: "user-bring-back", address: "/users/" + o.leaver().String() + "/bring-back"},
		{name: "user-replace", address: o.address("/replace?who=jean")},
		{name: "mailboxes", address: "/mailboxes"},
		{name: "mailbox", address: "/mailboxes/" + o.user.Mailboxes[0].ID.String()},
		{name: "extensions", address: "/extensions"},
		{name: "numbers", address: "/numbers"},
		{name: "lines", address: "/lines"},
		{name: "line-new", address: "/lines/new"},
		{name: "line", address: "/lines/" + o.line.ID.String()},
		{name: "line-spare", address: "/lines/" + o.mobile.ID.String() + "?who=jean"},
		{name: "line-delete", address: "/lines/" + o.line.ID.String() + "/delete"},
		{name: "bundles", address: "/bundles"},
		{name: "bundle-new", address: "/bundles/new"},
		{name: "bundle", address: "/bundles/" + o.bundle.ID.String()},
		{name: "devices", address: "/devices"},
		{name: "device-new", address: "/devices/new"},
		{name: "device-new-sip", address: "/devices/new?type=sip_device&user=" + o.user.ID.String()},
		{name: "device", address: "/devices/" + o.device.ID.String()},
		{name: "device-spare", address: "/devices/" + o.spare.ID.String() + "?who=marie&line=0639"},
		{name: "groups", address: "/groups"},
		{name: "group-new", address: "/groups/new"},
		{name: "group", address: "/groups/" + o.group.ID.String()},
		{name: "roles", address: "/access"},
		{name: "role-new", address: "/access/roles/new"},
		{name: "role", address: "/access/roles/" + o.role.ID.String()},
		{name: "role-built-in", address: "/access/roles/00000000-0000-8000-8000-000000000002"},
		{name: "access-people", address: "/access/people?who=jean"},
		{name: "access-person", address: "/access/people/" + o.user.ContactID.String()},
		{name: "access-founder", address: "/access/people/founder"},
		{name: "tokens", address: "/access/tokens"},
	}
}
