package directory

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/google/uuid"
)

// How many digits a PIN may have, and has where nothing is configured.
const (
	fewestPINDigits  = 4
	mostPINDigits    = 10
	defaultPINDigits = 6
)

// mostPINsPerHour is how often a new PIN may be sent for one mailbox.
const mostPINsPerHour = 3

// mailboxPIN is what the PIN of a mailbox is checked against. A PIN has few digits, so that only an expensive hash keeps who reads
// the file from knowing it.
type mailboxPIN struct {
	MailboxID uuid.UUID   `json:"mailbox_id"`
	PHC       string      `json:"phc"`
	Sent      []time.Time `json:"sent,omitempty"` // when PINs were sent in the last hour
}

// PINDelivery is a new PIN and whom it is for. It is never kept or logged.
type PINDelivery struct {
	Mailbox MailboxDetails
	Contact Contact // whose e-mail address it goes to
	PIN     string
}

// RenewPIN makes a PIN for a mailbox and has deliver take it to its person; only where that succeeds does it become the
// PIN, else the old one stays. It returns not_found, email_required where the contact has no e-mail address and for a call group's mailbox, whose PIN is chosen by SetPIN, too_many_pins from the fourth
// within an hour, and deliver's error as it is.
func (d *Directory) RenewPIN(ctx context.Context, mailbox uuid.UUID, deliver func(PINDelivery) error) error {
	var delivery PINDelivery
	_, err := d.Plan(ctx, func(e *Edit) (err error) {
		delivery, _, err = e.mayRenewPIN(mailbox)
		return err
	})
	if err != nil {
		return err
	}
	delivery.PIN = newPIN(d.config.PINDigits)
	phc, err := d.passwords.hash(ctx, delivery.PIN)
	if err != nil {
		return err
	}
	if err := deliver(delivery); err != nil {
		return err
	}
	_, err = d.change(ctx, "mailbox.pin", "", func(e *Edit) error {
		_, sent, err := e.mayRenewPIN(mailbox)
		if err != nil {
			return err
		}
		return putRecord(e, d.tables.pins, recordKey(mailbox), mailboxPIN{MailboxID: mailbox, PHC: phc, Sent: append(sent, e.now)})
	})
	return err
}

// mayRenewPIN gives whom a new PIN is for, and when others were sent.
func (e *Edit) mayRenewPIN(mailbox uuid.UUID) (PINDelivery, []time.Time, error) {
	m, holder, err := e.d.tables.mailbox(e.tx, mailbox)
	if err != nil {
		return PINDelivery{}, nil, err
	}
	if holder.email() == "" {
		var f faults
		f.add("email", EmailRequired, "", "is missing: the PIN of %s can not be sent", holder.name())
		return PINDelivery{}, nil, f.err("no PIN without e-mail address")
	}
	p, found, err := e.d.tables.pins.Get(e.tx, recordKey(mailbox))
	if err != nil {
		return PINDelivery{}, nil, err
	}
	var sent []time.Time
	if found {
		for _, at := range p.Sent {
			if at.After(e.now.Add(-time.Hour)) {
				sent = append(sent, at)
			}
		}
	}
	if len(sent) >= mostPINsPerHour {
		return PINDelivery{}, nil, &Error{Code: TooManyPINs, Message: "a new PIN was sent three times within the last hour; wait"}
	}
	return PINDelivery{Mailbox: m, Contact: holder.user.Contact}, sent, nil
}

// SetPIN gives a mailbox the PIN that an administrator has chosen. It returns not_found, and weak_pin for what is not of Config's number of
// digits or more, up to 10, is not digits, is a sequence or repeats one digit.
func (d *Directory) SetPIN(ctx context.Context, mailbox uuid.UUID, pin string) error {
	if reason := weakPIN(pin, d.config.PINDigits); reason != "" {
		var f faults
		f.add("pin", WeakPIN, "", "%s", reason)
		return f.err("the PIN can not be accepted")
	}
	phc, err := d.passwords.hash(ctx, pin)
	if err != nil {
		return err
	}
	_, err = d.change(ctx, "mailbox.pin", "", func(e *Edit) error {
		if _, err := e.mailboxToChange(mailbox, 0); err != nil {
			return err
		}
		p, found, err := d.tables.pins.Get(e.tx, recordKey(mailbox))
		if err != nil {
			return err
		}
		if !found {
			p = &mailboxPIN{MailboxID: mailbox}
		}
		p.PHC = phc
		return putRecord(e, d.tables.pins, recordKey(mailbox), *p)
	})
	return err
}

// newPIN makes a PIN that is not weak.
func newPIN(digits int) string {
	for {
		pin := make([]byte, 0, digits)
		for len(pin) < digits {
			var random [1]byte
			rand.Read(random[:]) // never fails: crypto/rand ends the program first
			const fair = 250     // the largest multiple of ten that a byte holds
			if random[0] < fair {
				pin = append(pin, '0'+random[0]%10)
			}
		}
		if weakPIN(string(pin), digits) == "" {
			return string(pin)
		}
	}
}

// weakPIN says what keeps pin from being accepted; "": nothing.
func weakPIN(pin string, fewest int) string {
	switch {
	case !isDigits(pin):
		return "must consist of digits only"
	case len(pin) < fewest || len(pin) > mostPINDigits:
		return "has too few or too many digits"
	}
	for _, step := range []int{0, 1, -1} {
		sequence := true
		for i := 1; i < len(pin); i++ {
			sequence = sequence && (int(pin[i])-int(pin[i-1])-step+20)%10 == 0
		}
		if sequence {
			return "is a sequence or one digit repeated"
		}
	}
	return ""
}
