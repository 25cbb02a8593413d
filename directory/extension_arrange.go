package directory

import (
	"slices"

	"github.com/google/uuid"
)

// arrange gives a user the extensions in want in place of those in before, and notes in f what breaks a rule; where something
// does, nothing has changed. An extension in want that has an id is one of before, which keeps its id under another number or label.
func (e *Edit) arrange(f *faults, user uuid.UUID, before, want []Extension) ([]Extension, error) {
	want = slices.Clone(want)
	faultsBefore := len(*f)
	if len(want) > maxExtensions {
		f.add("extensions", Invalid, "", "has %d extensions; at most %d are allowed", len(want), maxExtensions)
		return nil, nil
	}
	for i := range want {
		f.cleanExtension(indexed("extensions", i), &want[i], want[:i], before, e.d.rules.short)
	}
	f.oneMain(want, before)
	if err := e.claimExtensions(f, user, want); err != nil {
		return nil, err
	}
	for i, x := range want {
		if holdsExtension(before, x.Number) {
			continue
		}
		if err := e.checkDialPrefix(f, indexed("extensions", i)+".number", x.Number, x.ID); err != nil {
			return nil, err
		}
	}
	if len(*f) > faultsBefore {
		return nil, nil
	}
	for i := range want {
		want[i].UserID = user
		if want[i].ID != uuid.Nil {
			continue
		}
		id, err := newID()
		if err != nil {
			return nil, err
		}
		want[i].ID = id
	}
	mainFirst(want)
	return want, e.putArranged(before, want)
}

// putArranged writes want in place of before. Numbers that pass from one extension to another are let go first.
func (e *Edit) putArranged(before, want []Extension) error {
	for _, old := range before {
		at := slices.IndexFunc(want, func(x Extension) bool { return x.ID == old.ID })
		if at < 0 {
			if err := removeRecord(e, e.d.tables.extensions, recordKey(old.ID)); err != nil {
				return err
			}
			continue
		}
		if want[at].Number != old.Number {
			let := old
			let.Released = true
			if err := putRecord(e, e.d.tables.extensions, recordKey(let.ID), let); err != nil {
				return err
			}
		}
	}
	for i := range want {
		var old *Extension
		if at := slices.IndexFunc(before, func(x Extension) bool { return x.ID == want[i].ID }); at >= 0 {
			old = &before[at]
		}
		if err := e.putExtension(&want[i], old); err != nil {
			return err
		}
	}
	return nil
}

// cleanExtension brings x into the form it is stored in. A number that the user has already is not measured again: the
// configuration may have changed since.
func (f *faults) cleanExtension(at string, x *Extension, earlier, before []Extension, rules shortNumberRules) {
	x.Number = trim(x.Number)
	x.Label = f.line(at+".label", x.Label, maxLabel)
	switch {
	case x.Number == "":
		f.required(at+".number", x.Number)
	case holdsExtension(earlier, x.Number):
		f.add(at+".number", Invalid, x.Number, "is given twice")
	case !holdsExtension(before, x.Number):
		rules.check(f, at+".number", x.Number)
	}
}

func holdsExtension(list []Extension, number string) bool {
	return slices.ContainsFunc(list, func(x Extension) bool { return x.Number == number })
}

// oneMain sees to it that exactly one extension is the main one: the one that is marked; else the one that was it before; else,
// for a user that had none, the first.
func (f *faults) oneMain(want, before []Extension) {
	marked := 0
	for _, x := range want {
		if x.Main {
			marked++
		}
	}
	switch {
	case marked > 1:
		f.add("extensions", Invalid, "", "has %d main extensions; exactly one can be", marked)
	case marked == 0 && len(want) > 0 && len(before) == 0:
		want[0].Main = true
	case marked == 0 && len(want) > 0:
		f.add("extensions", MainExtensionRequired, "", "would have no main extension; say which one it is to be")
	}
}

// claimExtensions notes the numbers in want that somebody else than user holds.
func (e *Edit) claimExtensions(f *faults, user uuid.UUID, want []Extension) error {
	for i, x := range want {
		table, holder, held := e.tx.Holder(indexDialling, x.Number)
		if !held {
			continue
		}
		if table == "extensions" {
			other, _, err := e.d.tables.extensions.Get(e.tx, holder)
			if err != nil {
				return err
			}
			if other.UserID == user {
				continue
			}
		}
		who, err := e.describe(table, holder)
		if err != nil {
			return err
		}
		f.add(indexed("extensions", i)+".number", ExtensionTaken, x.Number, "is held by %s", who)
	}
	return nil
}
