package directory

import (
	"bytes"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Names of the indexes of lines and what hangs on them.
const (
	indexLineNumber  = "line_number"  // of lines
	indexLineContact = "line_contact" // contact → its lines

	indexMAC           = "mac"            // of devices
	indexSIPUser       = "sip_user"       // of devices
	indexDeviceAccount = "device_account" // LDAP account → its device
	indexDeviceLine    = "device_line"    // line → its devices
	indexDeviceUser    = "device_user"    // user → their devices

	indexGroupMember        = "group_member"        // contact → living call groups
	indexWorkstationContact = "workstation_contact" // contact → workstations
	indexBundleName         = "bundle_name"         // of bundles
)

// lineTables are the tables of lines and what hangs on them.
type lineTables struct {
	lines         *store.Table[Line]
	devices       *store.Table[Device]
	deviceSecrets *store.Table[deviceSecret]
	deviceReports *store.Table[deviceReport]
	groups        *store.Table[Group]
	bundles       *store.Table[Bundle]

	workstations     *store.Table[Workstation]
	workstationsSeen *store.Table[workstationSeen]
}

func newLineTables() lineTables {
	return lineTables{
		lines: store.NewTable("lines", store.Journalled, 1, func(l *Line) store.Key { return recordKey(l.ID) },
			store.Index[Line]{Name: indexLineNumber, Unique: true, Keys: func(l *Line) []string { return []string{lineNumberKey(l)} }},
			store.Index[Line]{Name: indexLineContact, Keys: func(l *Line) []string { return idKeys(l.ContactID) }},
		).Remember(manyRecords, nil),
		devices: store.NewTable("devices", store.Journalled, 1, func(d *Device) store.Key { return recordKey(d.ID) },
			store.Index[Device]{Name: indexMAC, Unique: true, Keys: func(d *Device) []string { return []string{d.MAC} }},
			store.Index[Device]{Name: indexSIPUser, Unique: true, Keys: func(d *Device) []string { return []string{sipUserKey(d.SIPUser)} }},
			store.Index[Device]{Name: indexDeviceAccount, Unique: true, Keys: func(d *Device) []string { return idKeys(d.AccountID) }},
			store.Index[Device]{Name: indexDeviceLine, Keys: func(d *Device) []string { return d.living(d.LineID) }},
			store.Index[Device]{Name: indexDeviceUser, Keys: func(d *Device) []string { return d.living(d.UserID) }},
			store.Index[Device]{Name: indexBin, Keys: func(d *Device) []string { return binKeys(d.DeletedAt) }},
		).Remember(manyRecords, nil),
		deviceSecrets: store.NewTable("device_secrets", store.Secret, 1, func(s *deviceSecret) store.Key { return recordKey(s.DeviceID) }),
		deviceReports: store.NewTable("device_reports", store.Volatile, 1, func(r *deviceReport) store.Key { return recordKey(r.DeviceID) }),
		groups: store.NewTable("groups", store.Journalled, 1, func(g *Group) store.Key { return recordKey(g.ID) },
			store.Index[Group]{Name: indexLogin, Unique: true, Keys: func(g *Group) []string { return []string{loginKey(g.UID)} }},
			store.Index[Group]{Name: indexDialling, Unique: true, Keys: func(g *Group) []string { return []string{g.Number} }},
			store.Index[Group]{Name: indexFolder, Keys: func(g *Group) []string { return []string{placeKey(g.FolderID, g.DeletedAt)} }},
			store.Index[Group]{Name: indexGroupMember, Keys: memberKeys},
			store.Index[Group]{Name: indexBin, Keys: func(g *Group) []string { return binKeys(g.DeletedAt) }},
		),
		bundles: store.NewTable("bundles", store.Journalled, 1, func(b *Bundle) store.Key { return recordKey(b.ID) },
			store.Index[Bundle]{Name: indexBundleName, Unique: true, Keys: bundleNameKeys},
		),
		workstations: store.NewTable("workstations", store.Journalled, 1, func(w *Workstation) store.Key { return recordKey(w.ID) },
			store.Index[Workstation]{Name: indexWorkstationContact, Keys: func(w *Workstation) []string { return idKeys(w.ContactID) }},
		),
		workstationsSeen: store.NewTable("workstations_seen", store.Volatile, 1, func(s *workstationSeen) store.Key { return recordKey(s.WorkstationID) }),
	}
}

func (t lineTables) declared() []store.Declared {
	return []store.Declared{
		t.lines, t.devices, t.deviceSecrets, t.deviceReports, t.groups, t.bundles, t.workstations, t.workstationsSeen,
	}
}

// lineNumberKey is what two spellings of one line's number have in common: E.164, or the folded text where it has none.
func lineNumberKey(l *Line) string {
	if l.E164 != "" {
		return l.E164
	}
	return "=" + search.Fold(l.Raw)
}

// sipUserKey is what two spellings of one SIP user have in common: telephone systems differ in whether case counts.
func sipUserKey(user string) string { return strings.ToLower(user) }

// living is the key of a reference from a device that is not in the bin.
func (d *Device) living(id uuid.UUID) []string {
	if !d.DeletedAt.IsZero() {
		return nil
	}
	return idKeys(id)
}

func memberKeys(g *Group) []string {
	if !g.DeletedAt.IsZero() {
		return nil
	}
	var keys []string
	for _, id := range g.Members {
		keys = append(keys, idKeys(id)...)
	}
	return keys
}

func bundleNameKeys(b *Bundle) []string { return []string{search.Fold(b.Name)} }

// idKeys is the key of a reference, none where it refers to nothing.
func idKeys(id uuid.UUID) []string {
	if id == uuid.Nil {
		return nil
	}
	return []string{string(id[:])}
}

func compareIDs(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }
