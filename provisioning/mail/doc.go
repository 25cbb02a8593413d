// Package mail writes to people through an SMTP server: invitations, links to choose another password, PINs of mailboxes; in French or in
// English, as plain text.
//
// A message counts as sent once the server has accepted it; where it has not, the error has the code mail_failed, and whoever asked
// for the message changes nothing. What a message says is a secret between the program and its reader: no error repeats it, and nothing
// here logs.
package mail
