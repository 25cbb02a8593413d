package message

import "annuaire/ldapserver/ber"

// Tags inside messages.
const (
	tagControls      = ber.Context + ber.Constructed + 0
	tagResponseName  = ber.Context + 10
	tagResponseValue = ber.Context + 11
)

// AppendResult appends a message that is an LDAPResult alone (RFC 4511 section 4.1.9), with the response tag that
// ResponseTag gives.
func AppendResult(b []byte, id int32, tag Tag, res Result, controls ...Control) []byte {
	b, msg := begin(b, id)
	b, op := ber.Begin(b, tag)
	b = appendResult(b, res)
	b = ber.End(b, op)
	return end(b, msg, controls)
}

// AppendBindResponse appends the answer to a bind (RFC 4511 section 4.2.2), without serverSaslCreds, which no mechanism
// on offer has.
func AppendBindResponse(b []byte, id int32, res Result, controls ...Control) []byte {
	return AppendResult(b, id, TagBindResponse, res, controls...)
}

// AppendExtendedResponse appends the answer to an extended operation (RFC 4511 section 4.12). An empty name and a nil
// value are left out.
func AppendExtendedResponse(b []byte, id int32, res Result, name string, value []byte, controls ...Control) []byte {
	b, msg := begin(b, id)
	b, op := ber.Begin(b, TagExtendedResponse)
	b = appendResult(b, res)
	if name != "" {
		b = ber.AppendString(b, tagResponseName, name)
	}
	if value != nil {
		b = ber.AppendString(b, tagResponseValue, value)
	}
	b = ber.End(b, op)
	return end(b, msg, controls)
}

// AppendNoticeOfDisconnection appends the message that says why the server closes the connection (RFC 4511 section
// 4.4.1).
func AppendNoticeOfDisconnection(b []byte, code ResultCode, diagnostic string) []byte {
	return AppendExtendedResponse(b, 0, Result{Code: code, Diagnostic: diagnostic}, OIDNoticeOfDisconnection, nil)
}

// begin appends what every message begins with; end completes the message.
func begin(b []byte, id int32) ([]byte, ber.Mark) {
	b, msg := ber.Begin(b, ber.Sequence)
	return ber.AppendInteger(b, ber.Integer, int64(id)), msg
}

func end(b []byte, msg ber.Mark, controls []Control) []byte {
	if len(controls) > 0 {
		b = appendControls(b, controls)
	}
	return ber.End(b, msg)
}

func appendResult(b []byte, res Result) []byte {
	b = ber.AppendInteger(b, ber.Enumerated, int64(res.Code))
	b = ber.AppendString(b, ber.OctetString, res.MatchedDN)
	return ber.AppendString(b, ber.OctetString, res.Diagnostic)
}

func appendControls(b []byte, controls []Control) []byte {
	b, list := ber.Begin(b, tagControls)
	for i := range controls {
		c := &controls[i]
		var control ber.Mark
		b, control = ber.Begin(b, ber.Sequence)
		b = ber.AppendString(b, ber.OctetString, c.OID)
		if c.Critical { // FALSE is the default, which is absent (RFC 4511 section 5.1)
			b = ber.AppendBoolean(b, ber.Boolean, true)
		}
		if c.HasValue {
			b = ber.AppendString(b, ber.OctetString, c.Value)
		}
		b = ber.End(b, control)
	}
	return ber.End(b, list)
}
