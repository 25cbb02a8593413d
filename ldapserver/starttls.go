package ldapserver

import (
	"crypto/tls"
	"errors"
	"fmt"

	"annuaire/ldapserver/message"
)

// startTLS is RFC 4511 section 4.14. Who was bound in the clear is anonymous under TLS (RFC 4513 section 4 lets the
// server decide so): what somebody in between may have sent before the handshake counts for nothing after it. For the
// same reason the connection ends where requests follow StartTLS without waiting for its answer.
func (c *connection) startTLS(m *message.Message, req *message.ExtendedRequest) error {
	config, res := c.tlsConfig(req)
	pipelined := res.Code == message.Success && c.inbox.buffered() > 0
	if pipelined {
		res = message.Result{Code: message.OperationsError, Diagnostic: "more was sent behind StartTLS"}
	}
	if err := c.arm(c.server.limits.Load().FirstRequest); err != nil {
		return err // before the answer: behind it, nothing may be sent in the clear
	}
	c.answered(res)
	c.out = message.AppendExtendedResponse(c.out, m.ID, res, message.OIDStartTLS, nil)
	if err := c.flush(); err != nil {
		return err
	}
	if pipelined {
		return &disconnection{message.ProtocolError, res.Diagnostic}
	}
	if res.Code != message.Success {
		return nil
	}
	c.session, c.secret = session{}, config
	return nil
}

// upgrade begins the TLS that startTLS has agreed to. Nobody else reads the connection then.
func (c *connection) upgrade() error {
	config := c.secret
	c.secret, c.socket = nil, nil
	return c.handshake(config)
}

// tlsConfig decides whether TLS can begin now (RFC 4511 section 4.14.2).
func (c *connection) tlsConfig(req *message.ExtendedRequest) (*tls.Config, message.Result) {
	switch {
	case req.HasValue:
		return nil, message.Result{Code: message.ProtocolError, Diagnostic: "StartTLS takes no value"}
	case c.stream != c.raw:
		return nil, message.Result{Code: message.OperationsError, Diagnostic: "TLS is established already"}
	case c.server.tls == nil:
		return nil, message.Result{Code: message.ProtocolError, Diagnostic: "StartTLS is not supported"}
	}
	config := c.server.tls()
	if config == nil {
		return nil, message.Result{Code: message.Unavailable, Diagnostic: "TLS is not available at the moment"}
	}
	return config, message.Result{}
}

// handshake puts TLS over the connection, within the time armed for reading.
func (c *connection) handshake(config *tls.Config) error {
	if config == nil {
		return errors.New("no TLS configuration at the moment")
	}
	if err := c.armWrite(c.server.limits.Load().FirstRequest); err != nil {
		return fmt.Errorf("%w: %w", errHandshake, err)
	}
	secured := tls.Server(c.raw, config)
	if err := secured.HandshakeContext(c.server.running); err != nil {
		return fmt.Errorf("%w: %w", errHandshake, err)
	}
	c.stream = secured
	return nil
}
