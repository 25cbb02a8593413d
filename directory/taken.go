package directory

import (
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// claim notes in f what c asks for that another record holds. The store checks the same once more when c is put.
func (e *Edit) claim(c *Contact, f *faults) error {
	ask := func(index, key, field, value string) error {
		table, holder, held := e.tx.Holder(index, key)
		if key == "" || !held || holder == recordKey(c.ID) {
			return nil
		}
		return e.addTaken(f, index, field, value, table, holder)
	}
	claims := func(index string, keys []string, field, value string) error {
		for _, key := range keys {
			if err := ask(index, key, field, value); err != nil {
				return err
			}
		}
		return nil
	}
	if err := claims(indexEmail, emailKeys(c), "email", c.Email); err != nil {
		return err
	}
	for i, n := range c.Numbers {
		if err := ask(indexDialling, n.ShortNumber, shortNumberField(i), n.ShortNumber); err != nil {
			return err
		}
	}
	if err := claims(indexExternalRef, externalRefKeys(c), "external_ref", c.ExternalRef); err != nil {
		return err
	}
	if c.UID == "" {
		return nil
	}
	return ask(indexLogin, loginKey(c.UID), "uid", c.UID)
}

// addTaken notes that value of field is held by another record, and by whom.
func (e *Edit) addTaken(f *faults, index, field, value, table string, holder store.Key) error {
	who, err := e.describe(table, holder)
	if err != nil {
		return err
	}
	code := takenCode(index)
	if index == indexEmail && table == "logins" {
		code = EmailIsAdmin
	}
	f.add(field, code, value, "is already used by %s", who)
	return nil
}

func takenCode(index string) Code {
	switch index {
	case indexEmail:
		return EmailTaken
	case indexDialling, indexLineNumber, indexExternalNumber:
		return NumberTaken
	case indexUserContact:
		return UserExists
	case indexOwnMailbox:
		return MailboxExists
	case indexTemplateName:
		return TemplateNameTaken
	case indexBundleName:
		return BundleNameTaken
	case indexMAC:
		return MACTaken
	case indexSIPUser:
		return SIPUserTaken
	case indexExternalRef:
		return ExternalRefTaken
	case indexLogin:
		return UIDTaken
	case indexFolderName:
		return FolderNameTaken
	case indexRoleName:
		return RoleNameTaken
	}
	return Internal
}

// taken turns the store's *TakenError into the domain's; c is the contact that was to be put, nil for other records.
func (e *Edit) taken(err error, c *Contact) error {
	t, ok := errors.AsType[*store.TakenError](err)
	if !ok {
		return err
	}
	field, value := t.Index, t.Key
	if c != nil {
		field, value = claimedField(c, t)
	} else if t.Index == indexFolderName {
		field, value = "name", ""
	}
	var f faults
	if err := e.addTaken(&f, t.Index, field, value, t.Table, t.Holder); err != nil {
		return err
	}
	return f.err("taken by another record")
}

func claimedField(c *Contact, t *store.TakenError) (field, value string) {
	switch t.Index {
	case indexEmail:
		return "email", c.Email
	case indexExternalRef:
		return "external_ref", c.ExternalRef
	case indexLogin:
		return "uid", c.UID
	}
	for i, n := range c.Numbers {
		if n.ShortNumber == t.Key {
			return shortNumberField(i), n.ShortNumber
		}
	}
	return t.Index, t.Key
}

func shortNumberField(i int) string { return fmt.Sprintf("numbers[%d].short_number", i) }

// sight is the actor's.
func (e *Edit) sight() (Sight, error) {
	r, err := e.d.rightsOf(e.tx, actorOf(e.ctx))
	return r.Sight(uuid.Nil), err
}

// describe names a record to the actor: "Jean Dupont (Direction/RH)"; one that is out of its sight only as what it is.
func (e *Edit) describe(table string, key store.Key) (string, error) {
	id := recordID(key)
	switch table {
	case "contacts":
		c, found, err := e.d.tables.contacts.Get(e.tx, key)
		if err != nil || !found {
			return "another contact", err
		}
		sight, err := e.sight()
		if err != nil {
			return "", err
		}
		if _, seen := sight.Contact(*c); !seen {
			return "another contact", nil
		}
		if !c.DeletedAt.IsZero() {
			return c.DisplayName() + " (in the bin)", nil
		}
		where, err := e.pathText(c.FolderID)
		return fmt.Sprintf("%s (%s)", c.DisplayName(), where), err
	case "accounts":
		a, found, err := e.d.tables.accounts.Get(e.tx, key)
		if err != nil || !found {
			return "an LDAP account", err
		}
		if seen, err := e.mayRead(SectionAccess, belonging{}); err != nil || !seen {
			return "an LDAP account", err
		}
		return "the LDAP account " + a.Name, nil
	case "logins":
		return "the administrator's login", nil
	case "groups":
		g, found, err := e.d.tables.groups.Get(e.tx, key)
		if err != nil || !found {
			return "another call group", err
		}
		sight, err := e.sight()
		switch {
		case err != nil:
			return "", err
		case !sight.Group(*g):
			return "another call group", nil
		case !g.DeletedAt.IsZero():
			return "the call group " + g.Name + " (in the bin)", nil
		}
		return "the call group " + g.Name, nil
	case "bundles":
		b, found, err := e.d.tables.bundles.Get(e.tx, key)
		if err != nil || !found {
			return "another bundle", err
		}
		return "the bundle " + b.Name, nil
	case "lines":
		l, found, err := e.d.tables.lines.Get(e.tx, key)
		if err != nil || !found {
			return "another line", err
		}
		if seen, err := e.mayRead(SectionLines, belonging{ContactID: l.ContactID}); err != nil || !seen {
			return "another line", err
		}
		return "the line " + l.DisplayName(), nil
	case "devices":
		d, found, err := e.d.tables.devices.Get(e.tx, key)
		if err != nil || !found {
			return "another device", err
		}
		if seen, err := e.mayRead(SectionDevices, belonging{LineID: d.LineID, UserID: d.UserID}); err != nil || !seen {
			return "another device", err
		}
		return d.describe(), nil
	case "folders":
		where, err := e.pathText(id)
		return "the folder " + where, err
	case "extensions":
		x, found, err := e.d.tables.extensions.Get(e.tx, key)
		if err != nil || !found {
			return "another user", err
		}
		return e.describeUser(x.UserID)
	case "mailboxes":
		return e.describeMailbox(id)
	}
	return "another record", nil
}

// pathText is a folder's place as people write it: "Direction/RH"; the root's name for the root itself.
func (e *Edit) pathText(id uuid.UUID) (string, error) {
	path, err := e.path(id)
	if err != nil {
		return "", err
	}
	sight, err := e.sight()
	if err != nil {
		return "", err
	}
	path = slices.DeleteFunc(path, func(f Folder) bool { return !sight.Sees(f.ID) })
	switch {
	case len(path) == 0:
		return "", nil
	case len(path) == 1 || path[0].ParentID != uuid.Nil:
		return pathNames(path), nil
	}
	return pathNames(path[1:]), nil
}

func pathNames(path []Folder) string {
	text := path[0].Name
	for _, f := range path[1:] {
		text += "/" + f.Name
	}
	return text
}
