package ldapserver

import (
	"testing"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

func TestWritesAreRefusedWithTheirOwnResponseType(t *testing.T) {
	_, address, f := startServer(t, Options{})
	entry := "uid=jean.martin," + base
	for _, who := range []string{"anonymous", "bound"} {
		c := dial(t, address)
		if who == "bound" {
			c.wantBind(3, "phones", f.secret, message.Success)
		}
		for name, tt := range map[string]struct{ request, response message.Tag }{
			"add":      {message.TagAddRequest, message.TagAddResponse},
			"modify":   {message.TagModifyRequest, message.TagModifyResponse},
			"delete":   {message.TagDeleteRequest, message.TagDeleteResponse},
			"modifyDN": {message.TagModifyDNRequest, message.TagModifyDNResponse},
		} {
			c.note("-- %s %s", who, name)
			c.send(write(3, tt.request, entry))
			c.want(3, tt.response, message.UnwillingToPerform)
		}
	}
}

func TestControlsOnEveryOperation(t *testing.T) {
	_, address, f := startServer(t, Options{Anonymous: loopback()})
	c := dial(t, address)
	for name, tt := range map[string]struct {
		request  func(...control) []byte
		response message.Tag
		code     message.ResultCode // without controls
	}{
		"bind": {func(cs ...control) []byte { return simpleBind(4, 3, "phones", f.secret, cs...) }, message.TagBindResponse, message.Success},
		"search": {func(cs ...control) []byte { return search(4, "", message.BaseObject, present("objectClass"), cs...) },
			message.TagSearchDone, message.Success},
		"compare":  {func(cs ...control) []byte { return compare(4, "uid=nobody,"+base, cs...) }, message.TagCompareResponse, message.NoSuchObject},
		"extended": {func(cs ...control) []byte { return extended(4, message.OIDWhoAmI, nil, cs...) }, message.TagExtendedResponse, message.Success},
		"StartTLS": {func(cs ...control) []byte { return extended(4, message.OIDStartTLS, nil, cs...) }, message.TagExtendedResponse, message.ProtocolError},
		"delete": {func(cs ...control) []byte { return write(4, message.TagDeleteRequest, base, cs...) },
			message.TagDeleteResponse, message.UnwillingToPerform},
		"modify": {func(cs ...control) []byte { return write(4, message.TagModifyRequest, base, cs...) },
			message.TagModifyResponse, message.UnwillingToPerform},
		"add": {func(cs ...control) []byte { return write(4, message.TagAddRequest, base, cs...) },
			message.TagAddResponse, message.UnwillingToPerform},
		"modifyDN": {func(cs ...control) []byte { return write(4, message.TagModifyDNRequest, base, cs...) },
			message.TagModifyDNResponse, message.UnwillingToPerform},
	} {
		t.Run(name, func(t *testing.T) {
			for how, variant := range map[string]struct {
				controls []control
				code     message.ResultCode
			}{
				"unknown, not critical":      {[]control{{unheard, false}}, tt.code},
				"unknown, critical":          {[]control{{unheard, true}}, message.UnavailableCriticalExtension},
				"ManageDsaIT":                {[]control{{manageIT, false}}, tt.code},
				"ManageDsaIT, critical":      {[]control{{manageIT, true}}, tt.code},
				"several, the last critical": {[]control{{manageIT, true}, {unheard, false}, {"1.2.3", true}}, message.UnavailableCriticalExtension},
			} {
				c.note("-- %s, %s", name, how)
				c.send(tt.request(variant.controls...))
				for {
					r := c.next()
					if r.tag == message.TagSearchEntry && variant.code == message.Success {
						continue
					}
					if r.id != 4 || r.tag != tt.response || r.code != variant.code {
						t.Fatalf("%s: got %+v, want %v, %v", how, r, tt.response, variant.code)
					}
					break
				}
			}
		})
	}
}

func TestACriticalControlOnUnbindAndAbandonIsIgnored(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	c := dial(t, address)
	c.send(abandon(2, control{unheard, true}))
	c.wantAlive()
	c.send(unbind(3, control{unheard, true}))
	c.wantClosed()
}

func TestUnknownExtendedOperations(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	c := dial(t, address)
	for name, oid := range map[string]string{
		"unheard of":                            unheard,
		"cancel":                                "1.3.6.1.1.8",
		"no OID":                                "",
		"notice of disconnection from a client": message.OIDNoticeOfDisconnection,
	} {
		c.note("-- %s", name)
		c.send(extended(6, oid, []byte("x")))
		if r := c.want(6, message.TagExtendedResponse, message.ProtocolError); r.name != "" {
			t.Errorf("%s: the response has the name %q (RFC 4511 section 4.12: none)", name, r.name)
		}
	}
}

func TestWhoAmITakesNoValue(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	c := dial(t, address)
	c.send(extended(6, message.OIDWhoAmI, []byte("x")))
	c.want(6, message.TagExtendedResponse, message.ProtocolError)
	c.wantIdentity(nobody)
}

func TestMessagesThatAreNoRequests(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	result := message.AppendResult(nil, 5, message.TagSearchDone, message.Result{})
	for name, sent := range map[string][]byte{
		"a response":               result,
		"a notice":                 message.AppendNoticeOfDisconnection(nil, message.Unavailable, ""),
		"an unknown request":       pack(5, ber.Application|ber.Constructed|25, nil),
		"a context tag":            pack(5, ber.Context|3, nil),
		"message ID 0":             whoAmI(0),
		"negative message ID":      pack(-1, message.TagExtendedRequest, ber.AppendString(nil, ber.Context, message.OIDWhoAmI)),
		"no message ID":            ber.AppendString(nil, ber.Sequence, pack(1, message.TagUnbindRequest, nil)),
		"an empty sequence":        {0x30, 0x00},
		"a message ID alone":       {0x30, 0x03, 0x02, 0x01, 0x05},
		"an operation cut short":   {0x30, 0x07, 0x02, 0x01, 0x05, 0x77, 0x10, 0x80, 0x00},
		"an abandon without an ID": pack(5, message.TagAbandonRequest, nil),
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, address)
			c.send(sent)
			c.wantNotice(message.ProtocolError)
		})
	}
}

func TestRequestsThatAreMalformedInsideAreAnsweredInKind(t *testing.T) {
	s, address, _ := startServer(t, Options{})
	c := dial(t, address)
	for name, tt := range map[string]struct{ request, response message.Tag }{
		"bind":     {message.TagBindRequest, message.TagBindResponse},
		"search":   {message.TagSearchRequest, message.TagSearchDone},
		"compare":  {message.TagCompareRequest, message.TagCompareResponse},
		"extended": {message.TagExtendedRequest, message.TagExtendedResponse},
		"modify":   {message.TagModifyRequest, message.TagModifyResponse},
		"add":      {message.TagAddRequest, message.TagAddResponse},
		"modifyDN": {message.TagModifyDNRequest, message.TagModifyDNResponse},
	} {
		c.note("-- %s", name)
		c.send(pack(3, tt.request, []byte{0x05, 0x00}))
		c.want(3, tt.response, message.ProtocolError)
	}
	if n := s.Stats().Malformed; n != 7 {
		t.Errorf("%d malformed messages counted, want 7", n)
	}
}

func TestPipelinedRequestsAreAnsweredInOrder(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(
		whoAmI(1),
		simpleBind(2, 3, "phones", f.secret),
		whoAmI(3),
		search(4, "", message.BaseObject, present("objectClass")),
		abandon(5),
		compare(6, "uid=nobody,"+base),
		simpleBind(7, 3, "phones", "wrong"),
		whoAmI(8),
		unbind(9),
	)
	if r := c.want(1, message.TagExtendedResponse, message.Success); *r.value != nobody {
		t.Errorf("before the bind: %q", *r.value)
	}
	c.want(2, message.TagBindResponse, message.Success)
	if r := c.want(3, message.TagExtendedResponse, message.Success); *r.value != bound {
		t.Errorf("after the bind: %q", *r.value)
	}
	if r := c.next(); r.id != 4 || r.tag != message.TagSearchEntry || r.dn != "" {
		t.Errorf("got %+v, want the root DSE", r)
	}
	c.want(4, message.TagSearchDone, message.Success)
	c.want(6, message.TagCompareResponse, message.NoSuchObject)
	c.want(7, message.TagBindResponse, message.InvalidCredentials)
	if r := c.want(8, message.TagExtendedResponse, message.Success); *r.value != nobody {
		t.Errorf("after the failed bind: %q", *r.value)
	}
	c.wantClosed()
}
