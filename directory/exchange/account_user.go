package exchange

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// applyUser makes or changes the user.
func (a *accounts) applyUser(v *values, contact uuid.UUID, has account) ([]directory.Warning, error) {
	template, ok := a.template(v)
	voicemail, saysVoicemail := yesNo(v, v.single[fieldVoicemail])
	a.checkDamage(v)
	if !ok || len(v.problems) > 0 {
		return nil, nil
	}
	extensions, numbers := a.wanted(v, has)
	if err := a.takesKept(v, contact, extensions); err != nil || len(v.problems) > 0 {
		return nil, err
	}
	if has.user == nil {
		if len(extensions)+len(numbers) == 0 {
			return a.withoutUser(v, voicemail), nil
		}
		draft := directory.UserDraft{ContactID: contact, Extensions: extensions, Numbers: numbers, TemplateID: template}
		if voicemail {
			draft.Mailbox = &directory.MailboxDraft{}
		} else if saysVoicemail {
			draft.Features = map[directory.FeatureName]directory.Feature{directory.FeatureVoicemail: {}}
		}
		_, warnings, err := a.m.edit.CreateUser(draft)
		return warnings, v.refuseUser(err)
	}
	var warnings []directory.Warning
	if v.single[fieldExtensions].state != cellLeave || v.single[fieldDID].state != cellLeave {
		_, warned, err := a.m.edit.UpdateUser(has.user.ID, 0, directory.UserPatch{Extensions: &extensions, Numbers: &numbers})
		if err != nil {
			return nil, v.refuseUser(err)
		}
		warnings = warned
	}
	if own := ownMailbox(has.user); saysVoicemail && own.Enabled != voicemail {
		feature := directory.Feature{Enabled: voicemail, Settings: directory.FeatureSettings{ToEmail: own.ToEmail, DeleteAfterEmail: own.DeleteAfterEmail}}
		if _, err := a.m.edit.SetFeature(has.user.ID, 0, directory.FeatureVoicemail, feature); err != nil {
			return nil, v.refuseAt(err, v.single[fieldVoicemail])
		}
	}
	return warnings, nil
}

// withoutUser says what can not be had by a contact that has no user and gets none.
func (a *accounts) withoutUser(v *values, voicemail bool) []directory.Warning {
	const message = "needs an extension: the contact has no user"
	if voicemail {
		v.fail(v.single[fieldVoicemail], directory.FeaturePrecondition, message)
	}
	if v.text(fieldTemplate) != "" {
		return []directory.Warning{{Field: "template", Code: directory.Invalid, Message: message}}
	}
	return nil
}

// wanted is which extensions and external numbers a user is to have: those of the row's cells and, where a cell leaves things as they are, those
// it has.
func (a *accounts) wanted(v *values, has account) (extensions []directory.ExtensionDraft, numbers []string) {
	var before directory.UserDetails
	if has.user != nil {
		before = *has.user
	}
	if v.single[fieldExtensions].state == cellLeave {
		for _, x := range before.Extensions {
			extensions = append(extensions, directory.ExtensionDraft{Number: x.Number, Label: x.Label, Main: x.Main})
		}
	} else {
		extensions = parseExtensions(v.text(fieldExtensions))
		for i := range extensions {
			for _, x := range before.Extensions {
				if x.Number == extensions[i].Number {
					extensions[i].Label = x.Label
				}
			}
		}
		if len(extensions) == 1 {
			extensions[0].Main = true
		}
	}
	if v.single[fieldDID].state == cellLeave {
		for _, n := range before.Numbers {
			numbers = append(numbers, n.E164)
		}
		return extensions, numbers
	}
	return extensions, splitList(v.text(fieldDID))
}

func (a *accounts) template(v *values) (uuid.UUID, bool) {
	name := v.text(fieldTemplate)
	if name == "" {
		return uuid.Nil, true
	}
	t, found := called(a.templates, name, func(t directory.Template) string { return t.Name })
	if !found {
		v.fail(v.single[fieldTemplate], directory.NotFound, "there is no such template")
	}
	return t.ID, found
}

// checkDamage refuses external numbers that a spreadsheet has damaged.
func (a *accounts) checkDamage(v *values) {
	c := v.single[fieldDID]
	damaged := isExponent(c.text) || slices.ContainsFunc(splitList(v.text(fieldDID)), a.m.damage.lostZero)
	if c.state == cellValue && damaged {
		v.fail(c, directory.Invalid, damagedMessage)
	}
}

// takesKept notes a problem for each extension that is the short number of a contact that keeps it.
func (a *accounts) takesKept(v *values, contact uuid.UUID, extensions []directory.ExtensionDraft) error {
	for _, x := range extensions {
		id, kept := a.m.kept[key{directory.NumberTaken, x.Number}]
		if !kept || id == contact {
			continue
		}
		who, err := a.m.describe(id)
		if err != nil {
			return err
		}
		v.failItem(v.single[fieldExtensions], x.Number, directory.ExtensionTaken, "held by "+who)
	}
	return nil
}

// giveUp is what the user of a contact loses by its row: extensions, and external numbers.
func (a *accounts) giveUp(v *values, has account) (lost passing) {
	if has.user == nil {
		return passing{}
	}
	extensions, numbers := a.wanted(v, has)
	lost.user = has.user.ID
	for _, x := range has.user.Extensions {
		if !slices.ContainsFunc(extensions, func(want directory.ExtensionDraft) bool { return want.Number == x.Number }) {
			lost.extensions = append(lost.extensions, x.Number)
		}
	}
	for _, n := range has.user.Numbers {
		if !slices.ContainsFunc(numbers, func(want string) bool { return a.m.matcher.dialect.E164(want) == n.E164 }) {
			lost.numbers = append(lost.numbers, n.E164)
		}
	}
	return lost
}

// passing is what a user lets go of so that others may have it in any order.
type passing struct {
	user                uuid.UUID
	extensions, numbers []string
	before              map[field]string // what the account's columns held
}

func (p passing) any() bool { return len(p.extensions)+len(p.numbers) > 0 }
