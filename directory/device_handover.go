package directory

import (
	"regexp"
	"strings"

	"github.com/google/uuid"
)

// Reprovision is a device that must be set up anew, and what it signs in with from now on: each secret is shown this once.
type Reprovision struct {
	DeviceRef
	FormerName string        `json:"former_name,omitempty"` // what it was called; "": as it is now
	Secrets    DeviceSecrets `json:"secrets,omitzero"`
}

// handDevicesOver makes anew what a user's devices sign in with, which a leaver knows, and calls those after the successor that are called
// after the leaver. Devices that neither sign in nor change their name are left out.
func (e *Edit) handDevicesOver(user uuid.UUID, leaver, successor Contact) ([]Reprovision, error) {
	devices, err := e.devicesUnder(indexDeviceUser, user)
	if err != nil {
		return nil, err
	}
	var list []Reprovision
	for _, before := range devices {
		d := before
		d.Name = calledAfter(d.Name, leaver, successor)
		if err := e.changeDevice(&d, before); err != nil {
			return nil, err
		}
		r := Reprovision{DeviceRef: DeviceRef{ID: d.ID, Name: d.Name}}
		if d.Name != before.Name {
			r.FormerName = before.Name
		}
		if err := e.rotate(d, &r.Secrets); err != nil {
			return nil, err
		}
		if r.FormerName != "" || r.Secrets != (DeviceSecrets{}) {
			list = append(list, r)
		}
	}
	return list, nil
}

// calledAfter puts the names of one contact in the place of another's where they stand in name as whole words, whichever case they have: "Poste
// Jean Martin", "martin-2". A name that would become too long is cut.
func calledAfter(name string, from, to Contact) string {
	for _, part := range []struct{ from, to string }{
		{trim(from.FirstName + " " + from.LastName), trim(to.FirstName + " " + to.LastName)},
		{trim(from.LastName + " " + from.FirstName), trim(to.LastName + " " + to.FirstName)},
		{from.LastName, to.LastName},
		{from.FirstName, to.FirstName},
	} {
		if part.from == "" || part.to == "" {
			continue
		}
		word := regexp.MustCompile(`(?i)(^|[^\pL\pM\pN])` + regexp.QuoteMeta(part.from) + `($|[^\pL\pM\pN])`)
		if renamed := word.ReplaceAllString(name, "${1}"+strings.ReplaceAll(part.to, "$", "$$")+"${2}"); renamed != name {
			name = renamed
			break
		}
	}
	if runes := []rune(name); len(runes) > maxName {
		name = trim(string(runes[:maxName]))
	}
	return name
}
