package directory

import (
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// readLineAgain has a line that is to be put back have its number as it is read today: the configuration may be another one since, and the
// number is what no other line may have.
func (e *Edit) readLineAgain(raw json.RawMessage) (json.RawMessage, error) {
	if raw == nil {
		return nil, nil
	}
	var l Line
	if err := decodeRecord(raw, &l); err != nil {
		return nil, err
	}
	l.E164 = e.d.rules.dialect.E164(l.Raw)
	raw, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("write a line: %w", err)
	}
	return raw, nil
}

// mayUndoLine: a line is a living internal contact's or nobody's, and one that is gone has no devices.
func (e *Edit) mayUndoLine(id uuid.UUID) error {
	l, found, err := e.d.tables.lines.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found {
		devices, err := e.devicesUnder(indexDeviceLine, id)
		if err == nil && len(devices) > 0 {
			err = &Error{Code: NumberInUse, Message: "the line has been given the device " + devices[0].Name}
		}
		return err
	}
	if l.ContactID == uuid.Nil {
		return nil
	}
	c, err := e.livingContact(l.ContactID)
	switch {
	case CodeOf(err) == NotFound:
		return &Error{Code: ContactUnknown, Message: "the contact that had the line is gone"}
	case err == nil && c.Kind != InternalContact:
		return &Error{Code: ExternalHasNoServices, Message: "the contact that had the line is an external one now"}
	}
	return err
}

// mayUndoDevice: the line and the user that a living device belongs to exist. An LDAP account that does not come back is left off.
func (e *Edit) mayUndoDevice(id uuid.UUID) error {
	d, found, err := e.d.tables.devices.Get(e.tx, recordKey(id))
	if err != nil || !found || !d.DeletedAt.IsZero() {
		return err
	}
	if d.LineID != uuid.Nil {
		_, err := e.line(d.LineID, LineUnknown)
		if CodeOf(err) == LineUnknown {
			return &Error{Code: LineUnknown, Message: "the line that it belonged to is gone"}
		}
		if err != nil {
			return err
		}
	}
	if d.UserID == uuid.Nil {
		return nil
	}
	_, err = e.d.tables.livingUser(e.tx, d.UserID)
	if CodeOf(err) == NotFound {
		return &Error{Code: UserUnknown, Message: "the user that it belonged to is gone"}
	}
	return err
}

// mayUndoGroup: a living call group is in a living folder, and one that is gone has no mailbox. Members that are gone are left off.
func (e *Edit) mayUndoGroup(id uuid.UUID) error {
	g, found, err := e.d.tables.groups.Get(e.tx, recordKey(id))
	if err != nil || found && !g.DeletedAt.IsZero() {
		return err
	}
	if !found {
		for range e.d.tables.mailboxes.By(e.tx, indexMailboxes, string(id[:])) {
			return &Error{Code: MailboxExists, Message: "the call group has been given a mailbox"}
		}
		return nil
	}
	_, err = e.livingFolder(g.FolderID, FolderUnknown)
	return err
}

// mayUndoGroupOf: the call group of a mailbox exists, in the bin or not.
func (e *Edit) mayUndoGroupOf(mailbox uuid.UUID) error {
	m, found, err := e.d.tables.mailboxes.Get(e.tx, recordKey(mailbox))
	if err != nil || !found || m.GroupID == uuid.Nil {
		return err
	}
	_, found, err = e.d.tables.groups.Get(e.tx, recordKey(m.GroupID))
	if err == nil && !found {
		err = &Error{Code: GroupUnknown, Message: "its call group is gone"}
	}
	return err
}

// mayUndoWorkstation: its contact exists, in the bin or not, and has reported no other one for the same application on the same computer.
func (e *Edit) mayUndoWorkstation(id uuid.UUID) error {
	w, found, err := e.d.tables.workstations.Get(e.tx, recordKey(id))
	if err != nil || !found {
		return err
	}
	if _, exists, err := e.d.tables.contacts.Get(e.tx, recordKey(w.ContactID)); err != nil {
		return err
	} else if !exists {
		return &Error{Code: ContactUnknown, Message: "its contact is gone"}
	}
	own, err := collect(e.d.tables.workstations.By(e.tx, indexWorkstationContact, string(w.ContactID[:])))
	for _, o := range own {
		if o.ID != w.ID && search.Fold(o.Host) == search.Fold(w.Host) && search.Fold(o.App) == search.Fold(w.App) {
			return &Error{Code: StaleRecord, Message: "it has been reported anew since"}
		}
	}
	return err
}
