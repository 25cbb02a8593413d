package directory

import (
	"github.com/google/uuid"
)

// mayUndo refuses a record that has been put as it was, with everything else of its undo, and would break a rule there. Every table whose records
// refer to others, or are referred to, has its case here; unique keys are the store's to guard.
func (e *Edit) mayUndo(r undoneRecord) error {
	id := recordID(r.key)
	switch r.table {
	case "folders":
		return e.mayUndoFolder(id)
	case "contacts":
		if err := e.mayUndoUsersOf(id); err != nil {
			return err
		}
		return e.mayUndoContact(id, r)
	case "users":
		return e.mayUndoUser(id)
	case "extensions", "external_numbers":
		return e.mayUndoUserOf(r)
	case "mailboxes":
		if err := e.mayUndoUserOf(r); err != nil {
			return err
		}
		return e.mayUndoGroupOf(id)
	case "templates":
		return e.mayUndoTemplate(r)
	case "accounts":
		return e.mayUndoAccount(id)
	case "roles":
		return e.mayUndoRole(id, r)
	case "logins":
		return e.mayUndoLogin(id, r)
	case "lines":
		return e.mayUndoLine(id)
	case "devices":
		return e.mayUndoDevice(id)
	case "groups":
		return e.mayUndoGroup(id)
	case "workstations":
		return e.mayUndoWorkstation(id)
	case "bundles":
		return nil // nothing refers to one
	}
	return &Error{Code: Internal, Message: "no rule says whether changes of " + r.table + " may be taken back"}
}

// mayUndoFolder: the root stays, what is living is in a living folder, and not too deep.
func (e *Edit) mayUndoFolder(id uuid.UUID) error {
	root, err := e.rootFolder()
	if err != nil {
		return err
	}
	f, found, err := e.readFolder(id)
	if err != nil {
		return err
	}
	if !found || !f.DeletedAt.IsZero() {
		if id == root {
			return &Error{Code: RootFolderImmutable, Message: "the root folder stays"}
		}
		return e.mustBeEmpty(id)
	}
	if f.ParentID == uuid.Nil {
		if id != root {
			return &Error{Code: RootFolderImmutable, Message: "there is another root folder"}
		}
		return nil
	}
	at := f
	for depth := 0; at.ParentID != uuid.Nil; depth++ {
		if at, err = e.livingFolder(at.ParentID, FolderUnknown); err != nil {
			return err
		}
		if at.ID == id || depth > maxFolderDepth {
			return &Error{Code: FolderCycle, Message: "the folder would be in itself"}
		}
	}
	height, err := e.height(id)
	if err != nil {
		return err
	}
	return e.checkDepth(f.ParentID, height)
}

func (e *Edit) mustBeEmpty(folder uuid.UUID) error {
	folders, err := e.children(folder)
	if err != nil {
		return err
	}
	contacts, err := e.contactsAt(string(folder[:]))
	if err != nil {
		return err
	}
	groups, err := e.groupsAt(string(folder[:]))
	if err != nil || len(folders)+len(contacts)+len(groups) == 0 {
		return err
	}
	return &Error{Code: FolderNotEmpty, Message: "something is in the folder that was not there then"}
}

// mayUndoContact: a living folder, and what an open login needs. An address with which somebody signs in is only given by who has the login's rights.
func (e *Edit) mayUndoContact(id uuid.UUID, r undoneRecord) error {
	l, hasLogin, err := e.d.tables.loginOf(e.tx, id)
	if err != nil {
		return err
	}
	c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	away := !found || !c.DeletedAt.IsZero()
	if away || c.Kind != InternalContact {
		if err := e.mustHaveNoLines(id, away); err != nil {
			return err
		}
	}
	if !found {
		if hasLogin {
			return &Error{Code: ContactHasServices, Message: "the contact has been given a login"}
		}
		return nil
	}
	if c.DeletedAt.IsZero() {
		if _, err := e.livingFolder(c.FolderID, FolderUnknown); err != nil {
			return err
		}
	}
	if !hasLogin || l.State == LoginClosed {
		return nil
	}
	if !c.DeletedAt.IsZero() || c.Kind != InternalContact || c.Email == "" {
		return &Error{Code: EmailInUseForAccess, Message: "the contact has access"}
	}
	before, _, err := e.contactIn(r.now)
	if err != nil || emailKey(before.Email) == emailKey(c.Email) {
		return err
	}
	if err := e.checkLoginEmail(c.Email); err != nil {
		return err
	}
	return e.mayAssign(l.Roles)
}

// mustHaveNoLines refuses a contact that has lines or, where it is away, is a member of call groups.
func (e *Edit) mustHaveNoLines(contact uuid.UUID, away bool) error {
	lines, err := e.linesOf(contact)
	if err != nil {
		return err
	}
	groups, err := collect(e.d.tables.groups.By(e.tx, indexGroupMember, string(contact[:])))
	if err != nil || len(lines) == 0 && (!away || len(groups) == 0) {
		return err
	}
	return &Error{Code: ContactHasServices, Message: "the contact has been given lines or a place in call groups"}
}

// mayUndoAccount: a name that nobody signs in with, and no device without the account that it binds as.
func (e *Edit) mayUndoAccount(id uuid.UUID) error {
	a, found, err := e.d.tables.accounts.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found {
		_, used, err := e.d.tables.devices.One(e.tx, indexDeviceAccount, string(id[:]))
		if err == nil && used {
			err = &Error{Code: DeviceHasAccount, Message: "a device binds as the account"}
		}
		return err
	}
	var f faults
	if err := e.checkLogin(&f, a.Name, id); err != nil {
		return err
	}
	return f.err("the account's name is taken")
}

// mayUndoRole: nobody has a role that is gone, and nobody gives rights that she does not have.
func (e *Edit) mayUndoRole(id uuid.UUID, r undoneRecord) error {
	role, found, err := e.d.tables.role(e.tx, id)
	if err != nil {
		return err
	}
	if !found {
		logins, tokens, err := e.holdersOf(id)
		if err == nil && len(logins)+len(tokens) > 0 {
			err = &Error{Code: RoleInUse, Message: "the role is in use"}
		}
		return err
	}
	var before Role
	if err := decodeRecord(r.now, &before); err != nil {
		return err
	}
	return e.mayGrant(differing(before.Permissions, role.Permissions), uuid.Nil)
}

// mayUndoLogin: an open login has roles that exist and a contact that may have it; nobody gives or takes rights that she does not have.
func (e *Edit) mayUndoLogin(id uuid.UUID, r undoneRecord) error {
	var before, after Login
	if err := decodeRecord(r.now, &before); err != nil {
		return err
	}
	if err := decodeRecord(r.was, &after); err != nil {
		return err
	}
	for _, a := range after.Roles {
		_, found, err := e.d.tables.role(e.tx, a.RoleID)
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: RoleUnknown, Message: "a role that it had is gone"}
		}
	}
	if after.ContactID != uuid.Nil {
		c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(after.ContactID))
		if err != nil {
			return err
		}
		open := after.State != LoginClosed
		if !found || open && (!c.DeletedAt.IsZero() || c.Kind != InternalContact || c.Email == "") {
			return &Error{Code: EmailRequiredForAccess, Message: "its contact is gone, external or has no e-mail address"}
		}
		if open && before.State == LoginClosed {
			if err := e.checkLoginEmail(c.Email); err != nil {
				return err
			}
		}
	}
	if after.ContactID == uuid.Nil && after.Email != before.Email && after.State != LoginClosed {
		if err := e.mayAssign(after.Roles); err != nil {
			return err
		}
	}
	return e.mayAssign(differing(before.Roles, after.Roles))
}
