package mail

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"regexp"

	"annuaire/directory"
)

// failure is mail_failed: what the server did, and why. The server's words are repeated only where they can not be the message's, nor
// a password's; else its code stands for them.
func (m *Mailer) failure(ctx context.Context, did string, err error, repeat bool) error {
	failed := &directory.Error{Code: directory.MailFailed, Message: fmt.Sprintf("the mail server %s:%d %s", m.host, m.port, did)}
	var (
		answer  *textproto.Error
		garbled textproto.ProtocolError
	)
	switch {
	case ctx.Err() != nil:
		failed.Cause = ctx.Err() // whatever else was noticed, comes from that
	case errors.As(err, &garbled):
		failed.Cause = errors.New("what it answers is not SMTP")
	case !errors.As(err, &answer):
		failed.Cause = err
	case repeat:
		failed.Cause = fmt.Errorf("it answers %d %s", answer.Code, shortened(oneLine(answer.Msg)))
	default:
		failed.Cause = fmt.Errorf("it answers %d %s", answer.Code, enhancedStatus(answer.Msg))
	}
	return failed
}

// enhancedStatus gives the status code of RFC 3463 that an answer begins with, and nothing of its words.
func enhancedStatus(answer string) string {
	return regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`).FindString(answer)
}

// mostWords is how much of a server's answer is repeated, in bytes of ASCII.
const mostWords = 200

func shortened(s string) string {
	if runes := []rune(s); len(runes) > mostWords {
		return string(runes[:mostWords]) + "…"
	}
	return s
}
