package directory

import "github.com/google/uuid"

// checkDevices: fields that are well formed, addresses and SIP users held once, lines, users and LDAP accounts that exist, and
// nothing left to sign in with of a device that is in the bin or gone.
func (c *checker) checkDevices() error {
	living := map[uuid.UUID]Device{}
	for d, err := range c.d.tables.devices.All(c.tx) {
		if err != nil {
			return err
		}
		if d.DeletedAt.IsZero() {
			living[d.ID] = *d
		}
		if err := c.checkDevice(*d); err != nil {
			return err
		}
	}
	for s, err := range c.d.tables.deviceSecrets.All(c.tx) {
		if err != nil {
			return err
		}
		if d, found := living[s.DeviceID]; !found || d.SIPUser == "" {
			c.report("device_secrets", s.DeviceID, "belongs to no device that could use it")
		}
	}
	return c.ctx.Err()
}

func (c *checker) checkDevice(d Device) error {
	var bad faults
	cleaned := d
	bad.cleanDevice(&cleaned)
	c.reportFaults("devices", d.ID, bad)
	if len(bad) == 0 && cleaned != d {
		c.report("devices", d.ID, "is not in the form it should be stored in")
	}
	if d.Version == 0 {
		c.report("devices", d.ID, "has no version")
	}
	for index, key := range map[string]string{indexMAC: d.MAC, indexSIPUser: sipUserKey(d.SIPUser)} {
		if key != "" {
			c.hold("devices", d.ID, index, key, key)
		}
	}
	if !d.DeletedAt.IsZero() {
		if d.AccountID != uuid.Nil {
			c.report("devices", d.ID, "has an LDAP account, although it is in the bin")
		}
		return nil
	}
	if _, found, err := c.d.tables.lines.Get(c.tx, recordKey(d.LineID)); err != nil {
		return err
	} else if !found && d.LineID != uuid.Nil {
		c.report("devices", d.ID, "belongs to the line %s, which does not exist", d.LineID)
	}
	if _, err := c.d.tables.livingUser(c.tx, d.UserID); CodeOf(err) == NotFound && d.UserID != uuid.Nil {
		c.report("devices", d.ID, "belongs to the user %s, which is in the bin or does not exist", d.UserID)
	} else if err != nil && CodeOf(err) != NotFound {
		return err
	}
	if d.AccountID == uuid.Nil {
		return nil
	}
	c.hold("devices", d.ID, indexDeviceAccount, string(d.AccountID[:]), d.AccountID.String())
	_, found, err := c.d.tables.accounts.Get(c.tx, recordKey(d.AccountID))
	if err == nil && !found {
		c.report("devices", d.ID, "has the LDAP account %s, which does not exist", d.AccountID)
	}
	return err
}
