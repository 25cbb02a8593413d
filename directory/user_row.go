package directory

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// UserRow is a user as lists and pages show it: with what it has, its telephones included.
type UserRow struct {
	UserDetails
	DisplayName string       `json:"display_name"`
	Devices     []DeviceInfo `json:"devices,omitempty"` // its own, in the order they were made; those of its contact's lines alone are left out
	// FeaturesOn are the features that are on, voicemail included.
	FeaturesOn []FeatureName `json:"features_on,omitempty"`
}

// UserRow finds a user that is not in the bin, as lists show it. It returns not_found.
func (d *Directory) UserRow(id uuid.UUID) (UserRow, error) {
	var row UserRow
	err := d.view("read a user", func(tx *store.Tx) error {
		u, err := d.tables.livingUser(tx, id)
		if err != nil {
			return err
		}
		row, err = d.tables.userRow(tx, u)
		return err
	})
	return row, err
}

// UserRow is Directory.UserRow within the transaction, for a caller that has seen version; 0 stands for whichever is current. It returns also
// stale_record with the current User as detail.
func (e *Edit) UserRow(id uuid.UUID, version uint64) (UserRow, error) {
	u, err := e.userToChange(id, version)
	if err != nil {
		return UserRow{}, asError("read a user", err)
	}
	row, err := e.d.tables.userRow(e.tx, u)
	row.Contact = e.shown(row.Contact)
	return row, asError("read a user", err)
}

func (t tables) userRow(tx *store.Tx, u User) (UserRow, error) {
	has, err := t.details(tx, u)
	if err != nil {
		return UserRow{}, err
	}
	row := UserRow{UserDetails: has, DisplayName: has.Contact.DisplayName()}
	for device, err := range t.devices.By(tx, indexDeviceUser, string(u.ID[:])) {
		if err != nil {
			return UserRow{}, err
		}
		info, err := t.deviceInfo(tx, *device)
		if err != nil {
			return UserRow{}, err
		}
		row.Devices = append(row.Devices, info)
	}
	for _, name := range FeatureNames() {
		if has.Feature(name).Enabled {
			row.FeaturesOn = append(row.FeaturesOn, name)
		}
	}
	return row, nil
}

// Feature is how one of the user's features is set, voicemail as its own mailbox has it, call groups as they have its contact; off, where it never was.
func (has UserDetails) Feature(name FeatureName) Feature {
	switch {
	case name == FeatureCallGroups && len(has.CallGroups) > 0:
		feature := Feature{Enabled: true}
		for _, g := range has.CallGroups {
			feature.Settings.Groups = append(feature.Settings.Groups, g.ID)
		}
		return feature
	case name != FeatureVoicemail:
		return has.Features[name]
	}
	own := slices.IndexFunc(has.Mailboxes, func(m MailboxDetails) bool { return !m.Additional })
	if own < 0 {
		return Feature{}
	}
	return has.Mailboxes[own].feature()
}
