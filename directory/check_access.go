package directory

import (
	"reflect"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// checkAccess: roles that are well formed and unlike each other, logins of contacts that may have one, with roles that exist, nothing that belongs to
// a login that is gone, and photos that somebody has or had.
func (c *checker) checkAccess() error {
	for _, check := range []func() error{c.checkRoles, c.checkLogins, c.checkCredentials, c.checkPhotos} {
		if err := check(); err != nil {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkRoles() error {
	for _, r := range BuiltInRoles() {
		c.hold("roles", r.ID, indexRoleName, search.Fold(r.Name), r.Name)
	}
	for r, err := range c.d.tables.roles.All(c.tx) {
		if err != nil {
			return err
		}
		var bad faults
		clean := *r
		clean.Name = bad.line("name", r.Name, maxName)
		bad.required("name", clean.Name)
		clean.Description = bad.lines("description", r.Description, maxNote)
		clean.Permissions = bad.permissions(r.Permissions)
		c.reportFaults("roles", r.ID, bad)
		if len(bad) == 0 && !reflect.DeepEqual(clean, *r) {
			c.report("roles", r.ID, "is not in the form it should be stored in")
		}
		if r.BuiltIn || r.Version == 0 {
			c.report("roles", r.ID, "says it is built in, or has no version")
		}
		c.hold("roles", r.ID, indexRoleName, search.Fold(r.Name), r.Name)
	}
	return nil
}

func (c *checker) checkLogins() error {
	for l, err := range c.d.tables.logins.All(c.tx) {
		if err != nil {
			return err
		}
		if l.ContactID == uuid.Nil {
			for _, key := range founderEmailKeys(l) {
				c.hold("logins", l.ID, indexEmail, key, l.Email)
			}
		} else if err := c.checkLoginContact(l); err != nil {
			return err
		}
		if l.Version == 0 {
			c.report("logins", l.ID, "has no version")
		}
		if !reflect.DeepEqual(sortedAssignments(l.Roles), l.Roles) {
			c.report("logins", l.ID, "has roles twice or out of order")
		}
		if l.State == LoginClosed && len(l.Roles) > 0 {
			c.report("logins", l.ID, "is closed and has roles")
		}
		if err := c.checkAssigned("logins", l.ID, l.Roles); err != nil {
			return err
		}
		if l.State != LoginActive {
			continue
		}
		if _, found, err := c.d.tables.credential(c.tx, l.ID); err != nil {
			return err
		} else if !found {
			c.report("logins", l.ID, "is active and has no password")
		}
	}
	return nil
}

func (c *checker) checkLoginContact(l *Login) error {
	contact, found, err := c.d.tables.contacts.Get(c.tx, recordKey(l.ContactID))
	if err != nil {
		return err
	}
	switch {
	case !found:
		c.report("logins", l.ID, "belongs to the contact %s, which does not exist", l.ContactID)
	case l.Email != "":
		c.report("logins", l.ID, "has an e-mail address beside its contact's")
	case l.State == LoginClosed:
	case !contact.DeletedAt.IsZero():
		c.report("logins", l.ID, "is open, and its contact %s is in the bin", l.ContactID)
	case contact.Kind != InternalContact || contact.Email == "":
		c.report("logins", l.ID, "is open, and its contact %s is external or has no e-mail address", l.ContactID)
	}
	return nil
}

// checkAssigned reports roles that do not exist. An assignment may outlive its folder.
func (c *checker) checkAssigned(table string, id uuid.UUID, roles []RoleAssignment) error {
	for _, a := range roles {
		_, found, err := c.d.tables.role(c.tx, a.RoleID)
		if err != nil {
			return err
		}
		if !found {
			c.report(table, id, "has the role %s, which does not exist", a.RoleID)
		}
	}
	return nil
}

func (c *checker) checkCredentials() error {
	belongs := func(table string, id, login uuid.UUID) error {
		if _, found, err := c.d.tables.logins.Get(c.tx, recordKey(login)); err != nil || found {
			return err
		}
		c.report(table, id, "belongs to no login")
		return nil
	}
	for cred, err := range c.d.tables.credentials.All(c.tx) {
		if err != nil {
			return err
		}
		if _, err := parsePasswordHash(cred.PHC); err != nil {
			c.report("credentials", cred.LoginID, "%s", err)
		}
		if err := belongs("credentials", cred.LoginID, cred.LoginID); err != nil {
			return err
		}
	}
	for l, err := range c.d.tables.links.All(c.tx) {
		if err != nil {
			return err
		}
		if l.Purpose == FoundingLink {
			continue
		}
		if err := belongs("links", l.LoginID, l.LoginID); err != nil {
			return err
		}
	}
	for t, err := range c.d.tables.tokens.All(c.tx) {
		if err != nil {
			return err
		}
		if err := c.checkAssigned("api_tokens", t.ID, t.Roles); err != nil {
			return err
		}
		if t.LoginID == uuid.Nil {
			continue
		}
		if err := belongs("api_tokens", t.ID, t.LoginID); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkPhotos() error {
	current, missing := map[uuid.UUID]string{}, map[uuid.UUID]struct{}{}
	for contact, err := range c.d.tables.contacts.All(c.tx) {
		if err != nil {
			return err
		}
		if current[contact.ID] = contact.Photo; contact.Photo != "" {
			missing[contact.ID] = struct{}{}
		}
	}
	for p, err := range c.d.tables.photos.All(c.tx) {
		if err != nil {
			return err
		}
		photo, known := current[p.ContactID]
		switch {
		case !known:
			c.report("photos", p.ContactID, "belongs to no contact")
		case photo == p.Photo && !p.UnusedSince.IsZero():
			c.report("photos", p.ContactID, "is a contact's photo and marked as unused")
		case photo != p.Photo && p.UnusedSince.IsZero():
			c.report("photos", p.ContactID, "is not the contact's photo any more and not marked as unused")
		}
		if photo == p.Photo {
			delete(missing, p.ContactID)
		}
	}
	for id := range missing {
		c.report("contacts", id, "has a photo that does not exist")
	}
	return nil
}
