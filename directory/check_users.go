package directory

import (
	"reflect"
	"slices"

	"github.com/google/uuid"
)

// checkUsers: users of living internal contacts, extensions with exactly one main one, numbers and mailboxes of users that exist,
// PINs of mailboxes that do, and nothing held twice.
func (c *checker) checkUsers() error {
	c.users = map[uuid.UUID]User{}
	for u, err := range c.d.tables.users.All(c.tx) {
		if err != nil {
			return err
		}
		c.users[u.ID] = *u
		if err := c.checkUser(*u); err != nil {
			return err
		}
	}
	for _, check := range []func() error{c.checkExtensions, c.checkExternalNumbers, c.checkMailboxes, c.checkTemplates} {
		if err := check(); err != nil {
			return err
		}
	}
	return c.ctx.Err()
}

func (c *checker) checkUser(u User) error {
	var bad faults
	bad.ringSeconds("ring_seconds", u.RingSeconds)
	c.checkFeatures(&bad, "users", u.ID, u.Features)
	if _, has := u.Features[FeatureVoicemail]; has {
		c.report("users", u.ID, "keeps voicemail outside its mailbox")
	}
	if u.Features[FeatureCallGroups].Enabled {
		c.report("users", u.ID, "keeps call groups outside the groups")
	}
	c.reportFaults("users", u.ID, bad)
	if u.Version == 0 {
		c.report("users", u.ID, "has no version")
	}
	contact, found, err := c.d.tables.contacts.Get(c.tx, recordKey(u.ContactID))
	switch {
	case err != nil:
		return err
	case !found:
		c.report("users", u.ID, "is the user of the contact %s, which does not exist", u.ContactID)
	case u.DeletedAt.IsZero() && (!contact.DeletedAt.IsZero() || contact.Kind != InternalContact):
		c.report("users", u.ID, "is the user of the contact %s, which is in the bin or external", u.ContactID)
	}
	if u.DeletedAt.IsZero() {
		c.hold("users", u.ID, indexUserContact, u.ContactID.String(), u.ContactID.String())
		if len(u.SparedNumbers) > 0 {
			c.report("users", u.ID, "remembers numbers as only a user in the bin does")
		}
	}
	return nil
}

func (c *checker) checkFeatures(bad *faults, table string, id uuid.UUID, features map[FeatureName]Feature) {
	for name, feature := range features {
		if !slices.Contains(FeatureNames(), name) {
			c.report(table, id, "has the feature %q, which is none", name)
			continue
		}
		before := len(*bad)
		if clean := bad.feature(name, feature); len(*bad) == before && !reflect.DeepEqual(clean, feature) {
			c.report(table, id, "the feature %s is not in the form it should be stored in", name)
		}
	}
}

func (c *checker) checkExtensions() error {
	mains := map[uuid.UUID]int{}
	for x, err := range c.d.tables.extensions.All(c.tx) {
		if err != nil {
			return err
		}
		u, found := c.users[x.UserID]
		switch {
		case !found:
			c.report("extensions", x.ID, "belongs to the user %s, which does not exist", x.UserID)
		case x.Released && u.DeletedAt.IsZero():
			c.report("extensions", x.ID, "is not held, although its user is not in the bin")
		}
		var bad faults
		clean := *x
		bad.cleanExtension("extension", &clean, nil, []Extension{*x}, c.d.rules.short)
		if c.reportFaults("extensions", x.ID, bad); len(bad) == 0 && clean != *x || !isDigits(x.Number) || x.Version == 0 {
			c.report("extensions", x.ID, "is not in the form it should be stored in")
		}
		for _, key := range extensionKeys(x) {
			c.hold("extensions", x.ID, indexDialling, key, key)
		}
		if mains[x.UserID] += 0; x.Main {
			mains[x.UserID]++
		}
	}
	for user, n := range mains {
		if n != 1 {
			c.report("users", user, "has %d main extensions", n)
		}
	}
	return nil
}

func (c *checker) checkExternalNumbers() error {
	for n, err := range c.d.tables.externalNumbers.All(c.tx) {
		if err != nil {
			return err
		}
		if c.d.rules.dialect.E164(n.E164) != n.E164 || n.E164 == "" || n.Version == 0 {
			c.report("external_numbers", n.ID, "%q is not in the form it should be stored in", n.E164)
		}
		c.hold("external_numbers", n.ID, indexExternalNumber, n.E164, n.E164)
		if u, found := c.users[n.UserID]; n.UserID != uuid.Nil && (!found || !u.DeletedAt.IsZero()) {
			c.report("external_numbers", n.ID, "belongs to the user %s, which is in the bin or does not exist", n.UserID)
		}
	}
	return nil
}

func (c *checker) checkMailboxes() error {
	known := map[uuid.UUID]struct{}{}
	for m, err := range c.d.tables.mailboxes.All(c.tx) {
		if err != nil {
			return err
		}
		known[m.ID] = struct{}{}
		if err := c.checkMailboxHolder(m); err != nil {
			return err
		}
		if m.Number != "" {
			c.hold("mailboxes", m.ID, indexDialling, m.Number, m.Number)
		}
		for _, key := range ownMailboxKeys(m) {
			c.hold("mailboxes", m.ID, indexOwnMailbox, key, m.holder().String())
		}
		if m.Number != "" && !isDigits(m.Number) || m.Version == 0 {
			c.report("mailboxes", m.ID, "is not in the form it should be stored in")
		}
	}
	for p, err := range c.d.tables.pins.All(c.tx) {
		if err != nil {
			return err
		}
		if _, found := known[p.MailboxID]; !found {
			c.report("mailbox_pins", p.MailboxID, "belongs to no mailbox")
		}
		if _, err := parsePasswordHash(p.PHC); err != nil {
			c.report("mailbox_pins", p.MailboxID, "can not be verified: %v", err)
		}
	}
	return nil
}

// checkMailboxHolder: exactly one of a user and a call group, which exists.
func (c *checker) checkMailboxHolder(m *Mailbox) error {
	if m.GroupID == uuid.Nil {
		if _, found := c.users[m.HolderID]; !found {
			c.report("mailboxes", m.ID, "belongs to the user %s, which does not exist", m.HolderID)
		}
		return nil
	}
	if m.HolderID != uuid.Nil {
		c.report("mailboxes", m.ID, "belongs to both the user %s and the call group %s", m.HolderID, m.GroupID)
	}
	_, found, err := c.d.tables.groups.Get(c.tx, recordKey(m.GroupID))
	if err == nil && !found {
		c.report("mailboxes", m.ID, "belongs to the call group %s, which does not exist", m.GroupID)
	}
	return err
}

func (c *checker) checkTemplates() error {
	for t, err := range c.d.tables.templates.All(c.tx) {
		if err != nil {
			return err
		}
		var bad faults
		c.checkFeatures(&bad, "templates", t.ID, t.Features)
		clean := Template{}
		bad.cleanTemplate(&clean, TemplateDraft{Name: t.Name, RingSeconds: t.RingSeconds})
		c.reportFaults("templates", t.ID, bad)
		if len(bad) == 0 && clean.Name != t.Name || t.Version == 0 {
			c.report("templates", t.ID, "is not in the form it should be stored in")
		}
	}
	return nil
}
