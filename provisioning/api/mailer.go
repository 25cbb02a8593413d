package api

import (
	"annuaire/directory"
	"annuaire/provisioning/mail"
)

// mailer is what writes to people. It returns mail_not_configured where there is none.
func (a *API) mailer() (*mail.Mailer, error) {
	if a.Mailer == nil {
		return nil, &directory.Error{Code: directory.MailNotConfigured, Message: "mail can not be sent: no mail server is configured"}
	}
	return a.Mailer, nil
}
