package web

import "strings"

// telephone is a device.
type telephone struct {
	ID          string `json:"id"`
	Type        string `json:"type"`
	Name        string `json:"name"`
	MAC         string `json:"mac"`
	Provisioned bool   `json:"provisioned"`
	Number      string `json:"number"`
	URI         string `json:"uri"`
	SIPUser     string `json:"sip_user"`
	Disabled    bool   `json:"disabled"`
	LineID      string `json:"line_id"`
	UserID      string `json:"user_id"`
	AccountID   string `json:"account_id"`
	State       string `json:"state"`
	HasSecret   bool   `json:"has_secret"`
	Contact     *named `json:"contact"`
	Version     uint64 `json:"version"`
}

// shape is how a type or a state of telephones is drawn, and what it is called.
type shape struct {
	Value string
	Label words
	Icon  string
}

// telephoneTypes are what sorts of telephones there are, in the order they are shown in.
func telephoneTypes() []shape {
	return []shape{
		{"sip_device", "Desk phone (SIP)", "phone"},
		{"cellphone", "Mobile phone", "smartphone-nfc"},
		{"smartphone", "Smartphone with the application", "smartphone"},
		{"softphone", "Softphone", "headset"},
		{"landline", "Landline", "cable"},
		{"fax", "Fax machine", "printer"},
		{"ata", "Adapter for analogue phones", "router"},
		{"sip_uri", "SIP address", "at-sign"},
	}
}

// telephoneStates say whether a telephone can be called.
func telephoneStates() []shape {
	return []shape{
		{"registered", "registered", "circle-check"},
		{"not_registered", "not registered", "circle-x"},
		{"disabled", "disabled", "ban"},
		{"unknown", "state unknown", "circle-help"},
	}
}

func shapeOf(list []shape, value string) shape {
	for _, s := range list {
		if s.Value == value {
			return s
		}
	}
	return shape{value, words(value), "circle-help"}
}

// Shape is how the telephone's type is drawn.
func (t telephone) Shape() shape { return shapeOf(telephoneTypes(), t.Type) }

// Standing is how the telephone's state is drawn.
func (t telephone) Standing() shape { return shapeOf(telephoneStates(), t.State) }

// CalledBy is what the telephone is called by, or known by in the network.
func (t telephone) CalledBy() string {
	return strings.Join(present(t.MAC, t.Number, t.URI), " · ")
}

// optionsOf are shapes as a select offers them.
func optionsOf(list []shape) []option {
	options := make([]option, len(list))
	for i, s := range list {
		options[i] = option{Value: s.Value, Label: s.Label}
	}
	return options
}
