package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Names of the indexes of users and of what they have. Extensions and mailboxes share indexDialling with the contacts' short numbers.
const (
	indexUserContact    = "user_contact"    // contact → its user that is not in the bin
	indexUsersOf        = "users_of"        // contact → its users, those in the bin included
	indexUserExtensions = "user_extensions" // user → its extensions
	indexExternalNumber = "external_number" // E.164 → external number
	indexUserNumbers    = "user_numbers"    // user → its external numbers
	indexOwnMailbox     = "own_mailbox"     // user or call group → the mailbox that answers at its extension or number
	indexMailboxes      = "mailboxes"       // user or call group → its mailboxes, those in the bin included
	indexTemplateName   = "template_name"   // of templates
)

// telephonyTables are the tables of users and of what they have.
type telephonyTables struct {
	users           *store.Table[User]
	extensions      *store.Table[Extension]
	externalNumbers *store.Table[ExternalNumber]
	mailboxes       *store.Table[Mailbox]
	pins            *store.Table[mailboxPIN]
	templates       *store.Table[Template]
}

func newTelephonyTables() telephonyTables {
	return telephonyTables{
		users: store.NewTable("users", store.Journalled, 1, func(u *User) store.Key { return recordKey(u.ID) },
			store.Index[User]{Name: indexUserContact, Unique: true, Keys: userContactKeys},
			store.Index[User]{Name: indexUsersOf, Keys: func(u *User) []string { return []string{string(u.ContactID[:])} }},
			store.Index[User]{Name: indexBin, Keys: func(u *User) []string { return binKeys(u.DeletedAt) }},
		).Remember(manyRecords, ownUser),
		extensions: store.NewTable("extensions", store.Journalled, 1, func(x *Extension) store.Key { return recordKey(x.ID) },
			store.Index[Extension]{Name: indexDialling, Unique: true, Keys: extensionKeys},
			store.Index[Extension]{Name: indexUserExtensions, Keys: func(x *Extension) []string { return []string{string(x.UserID[:])} }},
		).Remember(manyRecords, nil),
		externalNumbers: store.NewTable("external_numbers", store.Journalled, 1, func(n *ExternalNumber) store.Key { return recordKey(n.ID) },
			store.Index[ExternalNumber]{Name: indexExternalNumber, Unique: true, Keys: func(n *ExternalNumber) []string { return []string{n.E164} }},
			store.Index[ExternalNumber]{Name: indexUserNumbers, Keys: numberUserKeys},
		),
		mailboxes: store.NewTable("mailboxes", store.Journalled, 1, func(m *Mailbox) store.Key { return recordKey(m.ID) },
			store.Index[Mailbox]{Name: indexDialling, Unique: true, Keys: func(m *Mailbox) []string { return []string{m.Number} }},
			store.Index[Mailbox]{Name: indexOwnMailbox, Unique: true, Keys: ownMailboxKeys},
			store.Index[Mailbox]{Name: indexMailboxes, Keys: func(m *Mailbox) []string { return []string{holderKey(m)} }},
			store.Index[Mailbox]{Name: indexBin, Keys: func(m *Mailbox) []string { return binKeys(m.DeletedAt) }},
		).Remember(manyRecords, nil),
		pins: store.NewTable("mailbox_pins", store.Secret, 1, func(p *mailboxPIN) store.Key { return recordKey(p.MailboxID) }),
		templates: store.NewTable("templates", store.Journalled, 1, func(t *Template) store.Key { return recordKey(t.ID) },
			store.Index[Template]{Name: indexTemplateName, Unique: true, Keys: func(t *Template) []string { return []string{search.Fold(t.Name)} }},
		),
	}
}

func (t telephonyTables) declared() []store.Declared {
	return []store.Declared{t.users, t.extensions, t.externalNumbers, t.mailboxes, t.pins, t.templates}
}

func userContactKeys(u *User) []string {
	if !u.DeletedAt.IsZero() {
		return nil
	}
	return []string{string(u.ContactID[:])}
}

func extensionKeys(x *Extension) []string {
	if x.Released {
		return nil
	}
	return []string{x.Number}
}

func numberUserKeys(n *ExternalNumber) []string {
	if n.UserID == uuid.Nil {
		return nil
	}
	return []string{string(n.UserID[:])}
}

func holderKey(m *Mailbox) string {
	id := m.holder()
	return string(id[:])
}

func ownMailboxKeys(m *Mailbox) []string {
	if m.Additional || !m.DeletedAt.IsZero() {
		return nil
	}
	return []string{holderKey(m)}
}
