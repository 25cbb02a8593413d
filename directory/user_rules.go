package directory

// Bounds of how long a user's phones ring, and how long they do where nobody says.
const (
	fewestRingSeconds  = 5
	mostRingSeconds    = 120
	defaultRingSeconds = 25
)

func (f *faults) ringSeconds(field string, seconds int) {
	if seconds < fewestRingSeconds || seconds > mostRingSeconds {
		f.add(field, Invalid, "", "is %d; %d to %d are allowed", seconds, fewestRingSeconds, mostRingSeconds)
	}
}

// holdsUser refuses a contact that can have no user: one from outside, and one that has a user already.
func (e *Edit) holdsUser(c Contact) error {
	if c.Kind != InternalContact {
		return &Error{Code: ExternalHasNoServices, Message: c.DisplayName() + " is an external contact: only internal ones have a user"}
	}
	_, found, err := e.d.tables.userOf(e.tx, c.ID)
	if err == nil && found {
		err = &Error{Code: UserExists, Message: c.DisplayName() + " has a user already"}
	}
	return err
}

// refuseUserOf refuses, as asked, what can not be done with a contact that has a user.
func (e *Edit) refuseUserOf(c Contact, asked string) error {
	_, found, err := e.d.tables.userOf(e.tx, c.ID)
	if err == nil && found {
		err = &Error{Code: ContactHasServices, Message: c.DisplayName() + " has a user: " + asked}
	}
	return err
}
