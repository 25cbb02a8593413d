package web

import "net/url"

// contactDelete puts a contact in the bin.
func (v *visit) contactDelete() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	if err := v.api.delete("/contacts/"+c.ID, ifMatch(v.r.PostFormValue("version"))...); err != nil {
		return err
	}
	return v.done(folder{ID: c.FolderID}.Address(), "“%s” is in the bin.", c.Name())
}

// contactReviewed says that a contact which the program made for a line is right as it is.
func (v *visit) contactReviewed() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	if err := v.api.patch("/contacts/"+c.ID, map[string]bool{"needs_review": false}, nil); err != nil {
		return err
	}
	return v.done(c.Link(), "“%s” has been looked through.", c.Name())
}

// lineAssociate makes a line that is nobody's the contact's.
func (v *visit) lineAssociate() error {
	return v.withLine(v.api.put, "", "The line has been associated with %s.")
}

// lineDissociate makes a contact's line nobody's.
func (v *visit) lineDissociate() error {
	remove := func(path string, _, _ any, _ ...string) error { return v.api.delete(path) }
	return v.withLine(remove, "", "The line has been dissociated from %s.")
}

// lineDefault makes a contact's line the one that stands for it.
func (v *visit) lineDefault() error {
	return v.withLine(v.api.put, "/default", "The default line of %s has been changed.")
}

// withLine does something with one of a contact's lines.
func (v *visit) withLine(do func(path string, body, into any, header ...string) error, action string, said words) error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	if err := do("/contacts/"+c.ID+"/services/"+url.PathEscape(v.r.PostFormValue("line_id"))+action, nil, nil); err != nil {
		return err
	}
	return v.done(c.Link()+"/details#services", said, c.Name())
}

// voicemailPIN writes a contact a new PIN for its mailbox.
func (v *visit) voicemailPIN() error {
	c, err := v.visitedContact()
	if err != nil {
		return err
	}
	if err := v.api.post("/contacts/"+c.ID+"/voicemail/pin", nil, nil); err != nil {
		return err
	}
	v.api.revision = 0 // a PIN that was sent is not taken back
	return v.done(c.Link()+"/details#voicemail", "A new PIN has been sent to %s.", c.Email)
}
