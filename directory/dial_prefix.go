package directory

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// DialPrefixRule says what becomes of a number of the dialling space that begins with another one: a telephone that dials as one types calls the
// shorter before the longer is typed.
type DialPrefixRule string

const (
	AllowDialPrefix  DialPrefixRule = ""
	WarnDialPrefix   DialPrefixRule = "warn" // it is accepted with a warning, and in Health
	RefuseDialPrefix DialPrefixRule = "refuse"
)

// checkDialPrefix notes in f, or among the warnings, that a number which a record is to hold begins with another one, or another one with it.
func (e *Edit) checkDialPrefix(f *faults, field, number string, own uuid.UUID) error {
	rule := e.d.config.DialPrefixConflict
	if rule == AllowDialPrefix || !isDigits(number) {
		return nil
	}
	other, ref, clash := e.dialPrefixClash(number, recordKey(own))
	if !clash {
		return nil
	}
	who, err := e.describe(ref.Table, ref.Key)
	if err != nil {
		return err
	}
	how := "begins with " + other
	if len(other) > len(number) {
		how = "is what " + other + " begins with"
	}
	if how += ", which is held by " + who; rule == RefuseDialPrefix {
		f.add(field, DialPrefixConflict, number, "%s", how)
		return nil
	}
	e.warned = append(e.warned, Warning{Field: field, Code: DialPrefixConflict, Message: how})
	return nil
}

// dialPrefixClash finds a number that another record holds and that begins with number, or that number begins with.
func (e *Edit) dialPrefixClash(number string, own store.Key) (other string, by store.RecordRef, found bool) {
	for digits := 1; digits < len(number); digits++ {
		if table, key, held := e.tx.Holder(indexDialling, number[:digits]); held && key != own {
			return number[:digits], store.RecordRef{Table: table, Key: key}, true
		}
	}
	for longer, ref := range e.tx.HeldFrom(indexDialling, number) {
		if longer != number && ref.Key != own {
			return longer, ref, true
		}
	}
	return "", store.RecordRef{}, false
}

// takeWarned gives what has been accepted with a warning since it was called last.
func (e *Edit) takeWarned() []Warning {
	warned := e.warned
	e.warned = nil
	return warned
}

// DialPrefix is a number of the dialling space that others begin with.
type DialPrefix struct {
	Number string   `json:"number"`
	Longer []string `json:"longer"`
}

// DialPrefixes gives the numbers that others begin with, in order, where Config asks to look at that; sight is DialledFilter's.
func (d *Directory) DialPrefixes(ctx context.Context, sight func(Section) Sight) ([]DialPrefix, error) {
	list := []DialPrefix{}
	if d.config.DialPrefixConflict == AllowDialPrefix {
		return list, nil
	}
	err := d.view("read the dialling space", func(tx *store.Tx) error {
		var open []*DialPrefix // each begins with the one before
		found := []*DialPrefix{}
		for number, ref := range tx.Held(indexDialling) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if sight != nil {
				seen, err := d.tables.nameHolder(tx, &DialledNumber{Number: number, Table: ref.Table, ID: recordID(ref.Key)}, sight)
				if err != nil {
					return err
				}
				if !seen {
					continue
				}
			}
			for len(open) > 0 && !strings.HasPrefix(number, open[len(open)-1].Number) {
				open = open[:len(open)-1]
			}
			for _, shorter := range open {
				shorter.Longer = append(shorter.Longer, number)
			}
			open = append(open, &DialPrefix{Number: number})
			found = append(found, open[len(open)-1])
		}
		for _, prefix := range found {
			if len(prefix.Longer) > 0 {
				list = append(list, *prefix)
			}
		}
		return nil
	})
	return list, err
}
