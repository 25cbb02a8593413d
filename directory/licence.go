package directory

import (
	"cmp"
	"fmt"

	"annuaire/directory/store"
)

// Licence is what is agreed about how many users may be enabled. Its zero value agrees to any number.
type Licence struct {
	// Limit is how many users may be enabled at all; 0: any number.
	Limit int
	// Included is how many may be enabled without asking. More than that are asked for where Included or a price is set.
	Included int
	// UnitPriceCents is what one further user costs in a month, ActivationPriceCents once, in hundredths of Currency; 0: not said.
	UnitPriceCents, ActivationPriceCents int64
	Currency                             string // ISO 4217
}

// Charges is what the users beyond those agreed on would cost: the detail of charges_not_accepted. Prices that nobody configured are left out.
type Charges struct {
	UsersAfter      int    `json:"users_after"`
	UnitPrice       string `json:"unit_price,omitempty"` // "4.90"
	Currency        string `json:"currency,omitempty"`
	ActivationPrice string `json:"activation_price,omitempty"`
}

// LicenceUse is how many users are enabled, and how many may be.
type LicenceUse struct {
	Enabled  int     `json:"enabled"`
	Limit    int     `json:"limit,omitempty"` // 0: any number
	Included int     `json:"included"`
	Next     string  `json:"next"`    // what one more user meets: "", charges_not_accepted or licence_limit_reached
	Charges  Charges `json:"charges"` // of one more user
}

// check refuses after enabled users where before were.
func (l Licence) check(before, after int, accepted bool) error {
	switch {
	case after <= before:
		return nil
	case l.Limit > 0 && after > l.Limit:
		return &Error{Code: LicenceLimitReached, Message: fmt.Sprintf("enabled users would be %d; the licence allows %d", after, l.Limit)}
	case !accepted && l.asks() && after > l.Included:
		return &Error{
			Code: ChargesNotAccepted, Detail: l.charges(after),
			Message: fmt.Sprintf("enabled users would be %d, %d more than agreed on: accept the charges", after, after-max(l.Included, before)),
		}
	}
	return nil
}

func (l Licence) asks() bool {
	return l.Included > 0 || l.UnitPriceCents > 0 || l.ActivationPriceCents > 0
}

func (l Licence) charges(after int) Charges {
	c := Charges{UsersAfter: after, UnitPrice: price(l.UnitPriceCents), ActivationPrice: price(l.ActivationPriceCents)}
	if cmp.Or(c.UnitPrice, c.ActivationPrice) != "" {
		c.Currency = l.Currency
	}
	return c
}

func price(cents int64) string {
	if cents == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}

// LicenceUse tells how many users are enabled.
func (d *Directory) LicenceUse() LicenceUse {
	l, enabled := d.config.Licence, d.Snapshot().licensed
	use := LicenceUse{Enabled: enabled, Limit: l.Limit, Included: l.Included, Charges: l.charges(enabled + 1)}
	if err := l.check(enabled, enabled+1, false); err != nil {
		use.Next = string(CodeOf(err))
	}
	return use
}

// AcceptCharges has the transaction enable users beyond those agreed on. What it enables is added up and asked for once, when it
// is committed or planned: licence_limit_reached, and without this charges_not_accepted, are what Apply and Plan return then.
func (e *Edit) AcceptCharges() { e.chargesAccepted = true }

// LicenceEffect tells how many users the transaction has enabled so far, less those it has disabled, and what committing it now would return for
// that: nil, licence_limit_reached or, where they have not been accepted, charges_not_accepted with Charges as detail.
func (e *Edit) LicenceEffect() (enabled int, err error) {
	before := e.d.Snapshot().licensed
	return e.licensed, e.d.config.Licence.check(before, before+e.licensed, e.chargesAccepted)
}

// EnabledUsers tells how many users the transaction has enabled so far, less those it has disabled.
func (e *Edit) EnabledUsers() int { return e.licensed }

// LicenceFor tells what enabling so many more users meets: nil, licence_limit_reached, or charges_not_accepted with Charges as detail.
func (d *Directory) LicenceFor(more int) error {
	before := d.Snapshot().licensed
	return d.config.Licence.check(before, before+more, false)
}

// countLicence notes that a user has become enabled or has ceased to be. What takes the change back counts back.
func (e *Edit) countLicence(before, after *User) {
	change := licences(after) - licences(before)
	if change == 0 {
		return
	}
	e.licensed += change
	e.undo = append(e.undo, func() error { e.licensed -= change; return nil })
}

func licences(u *User) int {
	if u.licensed() {
		return 1
	}
	return 0
}

// settleLicence holds what the transaction has enabled against the licence, and notes the day's number of users.
func (e *Edit) settleLicence() error {
	if e.licensed == 0 {
		return nil
	}
	before := e.d.Snapshot().licensed
	after := before + e.licensed
	if err := e.d.config.Licence.check(before, after, e.chargesAccepted); err != nil {
		return err
	}
	return e.RecordDay(e.now, after)
}

func (t tables) countLicensed(tx *store.Tx) (int, error) {
	n := 0
	for u, err := range t.users.All(tx) {
		if err != nil {
			return 0, err
		}
		n += licences(u)
	}
	return n, nil
}
