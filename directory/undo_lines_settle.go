package directory

import (
	"slices"

	"github.com/google/uuid"
)

// settleLine has exactly one default line of those whose line it was and is again, where only a part of them was put as it was.
func (e *Edit) settleLine(r undoneRecord) error {
	for _, raw := range [][]byte{r.now, r.was} {
		var l Line
		if err := decodeRecord(raw, &l); err != nil {
			return err
		}
		if err := e.keepDefault(l.ContactID); err != nil {
			return err
		}
	}
	return nil
}

// settleDevice: a device that is gone, in the bin or newly spare has nothing to sign in with. What was revoked stays so for one that is back:
// it is told that it needs a new password, and an LDAP account that has not come back with it is left off.
func (u *undoing) settleDevice(id uuid.UUID, r undoneRecord) error {
	e := u.e
	var before Device
	if err := decodeRecord(r.now, &before); err != nil {
		return err
	}
	d, found, err := e.d.tables.devices.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found {
		if err := removeRecord(e, e.d.tables.deviceReports, recordKey(id)); err != nil {
			return err
		}
	}
	if !found || !d.DeletedAt.IsZero() || d.SIPUser == "" || d.Spare() && !before.Spare() {
		if err := removeRecord(e, e.d.tables.deviceSecrets, recordKey(id)); err != nil {
			return err
		}
	}
	if !found || !d.DeletedAt.IsZero() {
		return nil
	}
	if d.AccountID != uuid.Nil {
		_, exists, err := e.d.tables.accounts.Get(e.tx, recordKey(d.AccountID))
		if err != nil {
			return err
		}
		if !exists {
			d.AccountID = uuid.Nil
			u.leave(r, &Error{Code: InvalidCredentials, Message: "its LDAP account has not come back; give it a new one"})
			if err := e.d.tables.devices.Put(e.tx, d); err != nil {
				return err
			}
		}
	}
	_, registers, err := e.d.tables.deviceSecrets.Get(e.tx, recordKey(id))
	wasToRegister := r.now != nil && before.DeletedAt.IsZero() && !before.Spare() && before.SIPUser != ""
	if err == nil && d.SIPUser != "" && !registers && !wasToRegister {
		u.leave(r, &Error{Code: InvalidCredentials, Message: "its SIP password is gone; give it a new one"})
	}
	return err
}

// settleGroup leaves off the members that are gone by now.
func (u *undoing) settleGroup(id uuid.UUID, r undoneRecord) error {
	e := u.e
	g, found, err := e.d.tables.groups.Get(e.tx, recordKey(id))
	if err != nil || !found || !g.DeletedAt.IsZero() {
		return err
	}
	gone := 0
	for _, member := range slices.Clone(g.Members) {
		_, err := e.livingContact(member)
		if err != nil && CodeOf(err) != NotFound {
			return err
		}
		if err != nil {
			g.Members = slices.DeleteFunc(g.Members, func(other uuid.UUID) bool { return other == member })
			gone++
		}
	}
	if gone == 0 {
		return nil
	}
	if len(g.Members) == 0 {
		g.Members = nil
	}
	u.leave(r, &Error{Code: ContactUnknown, Message: "members that it had are gone"})
	return e.d.tables.groups.Put(e.tx, g)
}

// settleWorkstation: of a workstation that is gone, nothing was heard.
func (e *Edit) settleWorkstation(id uuid.UUID) error {
	_, found, err := e.d.tables.workstations.Get(e.tx, recordKey(id))
	if err != nil || found {
		return err
	}
	return removeRecord(e, e.d.tables.workstationsSeen, recordKey(id))
}
