package web

import "net/url"

// devicePath is where the API has the telephone that the address names.
func (v *visit) devicePath() string { return "/devices/" + url.PathEscape(v.r.PathValue("id")) }

// deviceAssign gives a telephone to a user or puts it on a line. A spare one gets another password, shown once.
func (v *visit) deviceAssign() error {
	body := map[string]any{}
	for _, name := range []string{"user", "line"} {
		if id := v.r.FormValue(name); id != "" {
			body[name+"_id"] = id
		}
	}
	var d withSecrets
	if err := v.api.patch(v.devicePath(), body, &d); err != nil {
		return err
	}
	return v.doneWithSecrets(d, "/devices/"+d.ID, "%s has been associated.", d.Name)
}

// deviceUnassign makes a telephone spare; what it signs in with is void.
func (v *visit) deviceUnassign() error {
	var d telephone
	if err := v.api.post(v.devicePath()+"/unassign", nil, &d); err != nil {
		return err
	}
	return v.done(v.back("/devices/"+d.ID), "%s has been dissociated and is spare.", d.Name)
}

// deviceRotate gives a telephone other secrets, shown once.
func (v *visit) deviceRotate() error {
	var d withSecrets
	if err := v.api.post(v.devicePath()+"/rotate", nil, &d); err != nil {
		return err
	}
	v.api.revision = 0 // secrets are not brought back
	return v.doneWithSecrets(d, "/devices/"+d.ID, "%s signs in with something else now.", d.Name)
}

// deviceRevoke has a telephone sign in no more.
func (v *visit) deviceRevoke() error {
	var d telephone
	if err := v.api.post(v.devicePath()+"/revoke", nil, &d); err != nil {
		return err
	}
	v.api.revision = 0 // secrets are not brought back
	return v.done("/devices/"+d.ID, "%s signs in no more.", d.Name)
}

// deviceAccount gives a telephone an LDAP account of its own, whose password is shown once.
func (v *visit) deviceAccount() error {
	var d withSecrets
	if err := v.api.post(v.devicePath()+"/account", map[string]any{}, &d); err != nil {
		return err
	}
	return v.doneWithSecrets(d, "/devices/"+d.ID, "%s has an LDAP account of its own now.", d.Name)
}

// deviceDelete puts a telephone in the bin.
func (v *visit) deviceDelete() error {
	var d telephone
	if err := v.api.get(v.devicePath(), &d); err != nil {
		return err
	}
	if err := v.api.delete(v.devicePath(), ifMatch(v.r.FormValue("version"))...); err != nil {
		return err
	}
	return v.done("/devices", "The phone %s is in the bin.", d.Name)
}
