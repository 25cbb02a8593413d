package web

import (
	"net/http"
	"net/url"
)

// userVoicemailPage is what the panel of a user's mailboxes shows.
type userVoicemailPage struct {
	userPage
	MayWrite bool // voicemail
	Own      bool // the user has a mailbox of its own
	Refuse   string
}

// userVoicemail shows a user's mailboxes.
func (v *visit) userVoicemail() error { return v.showVoicemail(http.StatusOK, "") }

func (v *visit) showVoicemail(status int, refuse string) error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	page := userVoicemailPage{userPage: p, MayWrite: v.self.May("voicemail", "write"), Refuse: refuse}
	for _, m := range p.User.Mailboxes {
		page.Own = page.Own || !m.Additional
	}
	for i := range page.Tabs {
		page.Tabs[i].Current = page.Tabs[i].Address == p.User.address()+"/voicemail"
	}
	return v.showAs(status, "user_voicemail", p.User.Name, page)
}

// userMailboxAdd gives the user a mailbox that answers at the main extension.
func (v *visit) userMailboxAdd() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	err = v.api.post(u.path()+"/mailbox", map[string]any{}, nil)
	if p := problemIn(err); p != nil && p.Code == "feature_precondition" {
		return v.showVoicemail(p.Status, v.say(neededFirst(p)))
	}
	if err != nil {
		return err
	}
	return v.done(u.address()+"/voicemail", "%s has a mailbox now.", u.Name)
}

// userPIN has a new PIN written to the user by mail. What is missing for that is said.
func (v *visit) userPIN() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	err = v.api.post("/contacts/"+url.PathEscape(u.Contact.ID)+"/voicemail/pin", nil, nil)
	switch p := problemIn(err); {
	case p != nil && p.Code == "email_required":
		return v.showVoicemail(p.Status, v.say("There is no e-mail address to send the PIN to. Add one to the record first."))
	case p != nil && (p.Code == "too_many_pins" || p.Code == "mail_failed" || p.Code == "mail_not_configured"):
		return v.showVoicemail(p.Status, v.explain(p)+" "+v.say("The old PIN stays valid."))
	case err != nil:
		return err
	}
	v.api.revision = 0 // a PIN that was sent is not unsent
	return v.done(u.address()+"/voicemail", "A new PIN has been sent to %s.", u.Contact.Email)
}
