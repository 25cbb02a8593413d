package directory

import (
	"github.com/google/uuid"
)

// checkContacts: fields that are well formed, living contacts in living folders, and nothing held twice that only one may
// hold, the bin included.
func (c *checker) checkContacts() error {
	for contact, err := range c.d.tables.contacts.All(c.tx) {
		if err != nil {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
		c.checkContact(contact)
	}
	return nil
}

func (c *checker) checkContact(contact *Contact) {
	id := contact.ID
	var bad faults
	cleaned := *contact
	bad.cleanContact(&cleaned, &Contact{}, c.d.rules.short)
	bad.required("uid", contact.UID)
	c.reportFaults("contacts", id, bad)
	for i := range cleaned.Numbers {
		n := &cleaned.Numbers[i]
		n.E164 = contact.Numbers[i].E164
		if read := c.d.rules.dialect.E164(n.Raw); read != n.E164 {
			c.report("contacts", id, "the number %q reads %q and is stored as %q", n.Raw, read, n.E164)
		}
	}
	if len(bad) == 0 && !sameContact(cleaned, *contact) {
		c.report("contacts", id, "is not in the form it should be stored in")
	}
	if contact.Version == 0 {
		c.report("contacts", id, "has no version")
	}
	if contact.DeletedAt.IsZero() {
		c.checkPlace("contacts", id, contact.FolderID)
		if contact.Released {
			c.report("contacts", id, "does not hold what is its own, although it is not in the bin")
		}
	}
	c.holdAll(contact)
}

func (c *checker) holdAll(contact *Contact) {
	c.hold("contacts", contact.ID, indexLogin, loginKey(contact.UID), contact.UID)
	for _, key := range emailKeys(contact) {
		c.hold("contacts", contact.ID, indexEmail, key, contact.Email)
	}
	for _, key := range diallingKeys(contact) {
		c.hold("contacts", contact.ID, indexDialling, key, key)
	}
	for _, key := range externalRefKeys(contact) {
		c.hold("contacts", contact.ID, indexExternalRef, key, key)
	}
}

// checkAccounts: names that are well formed and held once, and a secret for each account. A grant may outlive its folder.
func (c *checker) checkAccounts() error {
	known := map[uuid.UUID]struct{}{}
	for a, err := range c.d.tables.accounts.All(c.tx) {
		if err != nil {
			return err
		}
		known[a.ID] = struct{}{}
		var bad faults
		if name := bad.accountName(a.Name); len(bad) == 0 && name != a.Name {
			c.report("accounts", a.ID, "the name %q is not in the form it should be stored in", a.Name)
		}
		c.reportFaults("accounts", a.ID, bad)
		c.hold("accounts", a.ID, indexLogin, loginKey(a.Name), a.Name)
		if _, found, err := c.d.tables.secrets.Get(c.tx, recordKey(a.ID)); err != nil {
			return err
		} else if !found {
			c.report("accounts", a.ID, "has no secret")
		}
	}
	for s, err := range c.d.tables.secrets.All(c.tx) {
		if err != nil {
			return err
		}
		if _, found := known[s.AccountID]; !found {
			c.report("account_secrets", s.AccountID, "belongs to no account")
		}
	}
	return nil
}
