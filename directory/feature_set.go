package directory

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// SetFeature turns a feature of a user on or off and sets it. Voicemail makes the user's mailbox where it has none, and call groups
// make its contact a member of these groups and of no others. Version is the one
// the caller has seen of the user, 0 for any. It returns not_found, stale_record, invalid, and feature_precondition with FeatureNeed as
// detail for a feature that is to be on and needs what the user does not have; of call groups also required, group_unknown, and forbidden for
// groups that the actor may not write.
func (d *Directory) SetFeature(ctx context.Context, user uuid.UUID, version uint64, name FeatureName, feature Feature) (UserDetails, error) {
	details, _, err := d.changeDetails(ctx, "user.feature", func(e *Edit) (UserDetails, []Warning, error) {
		details, err := e.SetFeature(user, version, name, feature)
		return details, nil, err
	})
	return details, err
}

// SetFeature is Directory.SetFeature within the transaction.
func (e *Edit) SetFeature(user uuid.UUID, version uint64, name FeatureName, feature Feature) (UserDetails, error) {
	details, _, err := e.changeWhole("set a feature", user, version, func(u *User, f *faults) (bool, error) {
		if err := unknownFeatures(map[FeatureName]Feature{name: feature}); err != nil {
			return false, err
		}
		feature = f.feature(name, feature)
		if len(*f) > 0 {
			return false, nil
		}
		has, err := e.details(*u)
		if err != nil {
			return false, err
		}
		if feature.Enabled {
			if err := has.unmet(name, feature.Settings, e.d.rules.dialect.E164); err != nil {
				return false, err
			}
		}
		if feature.Settings.External != "" {
			feature.Settings.External = e.d.rules.dialect.E164(feature.Settings.External)
		}
		switch name {
		case FeatureVoicemail:
			return e.setVoicemail(has, feature)
		case FeatureCallGroups:
			return e.setCallGroups(u, f, has, feature)
		}
		u.Features = maps.Clone(u.Features)
		if u.Features == nil {
			u.Features = map[FeatureName]Feature{}
		}
		u.Features[name] = feature
		return false, nil
	})
	return details, err
}

// unmet is the error for a feature that needs what the user does not have; nil where it has everything. E164 reads a number.
func (has UserDetails) unmet(name FeatureName, s FeatureSettings, e164 func(string) string) error {
	refuse := func(need Need, format string, args ...any) error {
		return &Error{Code: FeaturePrecondition, Message: string(name) + " " + fmt.Sprintf(format, args...), Detail: FeatureNeed{name, need}}
	}
	for _, need := range name.needs(s) {
		switch {
		case need == NeedExtension && len(has.Extensions) == 0:
			return refuse(need, "needs an extension")
		case need == NeedNumber && len(has.Numbers) == 0:
			return refuse(need, "needs an external number")
		case need == NeedEmail && has.Contact.Email == "":
			return refuse(need, "needs the contact's e-mail address")
		}
	}
	if s.Internal != "" && !holdsExtension(has.Extensions, s.Internal) {
		return refuse(NeedExtension, "shows %q, which is none of the user's extensions", s.Internal)
	}
	if s.External != "" && !slices.ContainsFunc(has.Numbers, func(n ExternalNumber) bool { return n.E164 == e164(s.External) }) {
		return refuse(NeedNumber, "shows %q, which is none of the user's external numbers", s.External)
	}
	return nil
}

// reconsider turns off what a user no longer has what it needs for, and says so. Settings are kept.
func (e *Edit) reconsider(u *User, has UserDetails) ([]Warning, error) {
	var warnings []Warning
	off := func(name FeatureName, err error) {
		warnings = append(warnings, Warning{Field: "features." + string(name), Code: FeatureTurnedOff, Message: "was turned off: " + err.Error()})
	}
	features := maps.Clone(u.Features)
	for _, name := range FeatureNames() {
		feature := features[name]
		if !feature.Enabled {
			continue
		}
		if err := has.unmet(name, feature.Settings, e.d.rules.dialect.E164); err != nil {
			feature.Enabled = false
			features[name] = feature
			off(name, err)
		}
	}
	u.Features = features
	for _, m := range has.Mailboxes {
		feature := m.feature()
		if m.Additional || !feature.Enabled {
			continue
		}
		err := has.unmet(FeatureVoicemail, feature.Settings, e.d.rules.dialect.E164)
		if err == nil || m.Number != "" && len(has.Extensions) == 0 && !m.ToEmail {
			continue // it has a number of its own to answer at
		}
		changed := m.Mailbox
		if has.Contact.Email == "" && len(has.Extensions) > 0 {
			changed.ToEmail, changed.DeleteAfterEmail = false, false
		} else {
			changed.Enabled = false
		}
		off(FeatureVoicemail, err)
		if err := e.changeMailbox(&changed, m.Mailbox); err != nil {
			return nil, err
		}
	}
	return warnings, nil
}

// carryCallerID has a caller identification that shows an extension show its new number.
func (e *Edit) carryCallerID(x Extension, number string) error {
	before, err := e.d.tables.livingUser(e.tx, x.UserID)
	if err != nil {
		return err
	}
	feature := before.Features[FeatureCallerID]
	if feature.Settings.Internal != x.Number {
		return nil
	}
	u := before
	u.Features = maps.Clone(before.Features)
	feature.Settings.Internal = number
	u.Features[FeatureCallerID] = feature
	return e.changeUser(&u, before)
}

// reconsiderUserOf is reconsider for the user of a contact that has changed.
func (e *Edit) reconsiderUserOf(c Contact) ([]Warning, error) {
	before, found, err := e.d.tables.userOf(e.tx, c.ID)
	if err != nil || !found {
		return nil, err
	}
	has, err := e.details(before)
	if err != nil {
		return nil, err
	}
	u := before
	warnings, err := e.reconsider(&u, has)
	if err != nil {
		return nil, err
	}
	return warnings, e.changeUser(&u, before)
}
