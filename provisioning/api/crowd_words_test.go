package api

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"annuaire/directory"
)

// What callers put into their requests.

// dialled is one of few numbers of the dialling space, so that two want the same.
func (r *randomCaller) dialled() string { return strconv.Itoa(200 + r.IntN(40)) }

// outside is one of few numbers of the telephone network.
func (r *randomCaller) outside() string { return fmt.Sprintf("01 99 00 00 %02d", r.IntN(30)) }

func (r *randomCaller) extension() object { return object{"number": r.dialled()} }

// numbers are those of a contact.
func (r *randomCaller) numbers() []object {
	return []object{{"kind": r.oneOf("work", "mobile"), "raw": r.outside(), "short_number": r.oneOf("", r.dialled())}}
}

func (r *randomCaller) mac() string { return fmt.Sprintf("00:04:13:00:00:%02x", r.IntN(12)) }

func (r *randomCaller) device() object {
	if r.maybe(2) {
		return object{"type": "sip_device", "name": r.name(), "mac": r.mac(), "sip_user": r.name()}
	}
	return object{"type": "softphone", "name": r.name()}
}

func (r *randomCaller) members() []string {
	return []string{r.any("contacts"), r.any("contacts")}[r.IntN(2):]
}

// roles are those that somebody is given: a built-in one, and perhaps one that was made.
func (r *randomCaller) roles() []object {
	roles := []object{{"role_id": directory.StandardRole()}}
	if r.maybe(2) {
		roles = append(roles, object{"role_id": r.any("roles")})
	}
	return roles
}

func (r *randomCaller) role() any {
	return object{"name": r.name(), "permissions": []object{{"section": r.oneOf("directory", "lines", "users"), "access": r.oneOf("read", "write")}}}
}

func (r *randomCaller) bundle() any {
	return object{"name": r.name(), "requires": []string{"landline", r.oneOf("mobile", "fax")}}
}

func (r *randomCaller) template() any {
	return object{"name": r.name(), "ring_seconds": 20 + r.IntN(20), "features": object{"hotdesk": object{"enabled": r.maybe(2)}}, "roles": r.roles()}
}

// feature is how the feature in the path is set.
func (r *randomCaller) feature() any {
	settings := object{}
	switch name := directory.FeatureName(path.Base(r.path)); name {
	case directory.FeatureVoicemail:
		settings["to_email"] = r.maybe(2)
	case directory.FeatureCallGroups:
		settings["groups"] = []string{r.any("groups")}
	case directory.FeatureCallForward:
		settings["always"] = r.outside()
	case directory.FeatureCallerID:
		settings["internal"] = r.dialled()
	case directory.FeatureFindMeFollowMe:
		settings["numbers"] = []string{r.outside()}
	}
	return object{"enabled": r.IntN(3) > 0, "settings": settings}
}

// file is a table to import: people who are there already, and new ones.
func (r *randomCaller) file() any {
	var b strings.Builder
	b.WriteString("last_name;first_name;email;extensions;phone_1;phone_1_short;folder;voicemail\n")
	for range 1 + r.IntN(4) {
		extension, voicemail := r.oneOf("", "", r.dialled()), ""
		if extension != "" {
			voicemail = r.oneOf("", "yes")
		}
		fmt.Fprintf(&b, "%s;Iris;%s@example.com;%s;%s;%s;%s;%s\n", r.name(), r.name(), extension, r.outside(), r.oneOf("", "", r.dialled()), r.oneOf("", "", r.name()), voicemail)
	}
	return []byte(b.String())
}
