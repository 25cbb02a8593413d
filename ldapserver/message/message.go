package message

// Message is an LDAPMessage (RFC 4511 section 4.1.1). Strings and byte slices decoded from a connection's buffer share
// its memory: they are valid until the next message is read into it, and what is kept longer is cloned.
type Message struct {
	ID       int32
	Tag      Tag // the request's, for ResponseTag
	Op       any // a pointer to one of the request types below
	Controls []Control
}

// Control is RFC 4511 section 4.1.11's. HasValue tells an absent value from an empty one.
type Control struct {
	OID      string
	Critical bool
	HasValue bool
	Value    []byte
}

// Requests. A request the server does not carry out is still told apart, so that it gets its own response type.
type (
	// BindRequest is RFC 4511 section 4.2's. Mechanism is empty for simple authentication. Neither Simple nor a
	// Mechanism is an authentication choice unknown to RFC 4511, or SASL with an empty mechanism: both are to be
	// answered with AuthMethodNotSupported.
	BindRequest struct {
		Version     int
		Name        string
		Simple      bool
		Password    string
		Mechanism   string // SASL
		Credentials []byte // SASL; nil where absent
	}
	// UnbindRequest is RFC 4511 section 4.3's: it has no answer, the connection ends.
	UnbindRequest struct{}
	// AbandonRequest is RFC 4511 section 4.11's: it has no answer. ID is the message to abandon.
	AbandonRequest struct{ ID int32 }

	// SearchRequest is RFC 4511 section 4.5.1's.
	SearchRequest struct {
		Base       string
		Scope      Scope
		Deref      int
		SizeLimit  int
		TimeLimit  int // seconds
		TypesOnly  bool
		Filter     Filter
		Attributes []string
		// Controls is what DecodeSearchControls reads of the message's; nil for none.
		Controls *SearchControls
	}
	// CompareRequest is RFC 4511 section 4.10's.
	CompareRequest struct {
		Entry, Attribute string
		Value            string
	}
	// ExtendedRequest is RFC 4511 section 4.12's. Name is an object identifier.
	ExtendedRequest struct {
		Name     string
		HasValue bool
		Value    []byte
	}
	// ModifyRequest holds the entry's name alone, as AddRequest, DeleteRequest and ModifyDNRequest do: they are refused.
	ModifyRequest struct{ Entry string }
	// AddRequest is RFC 4511 section 4.7's.
	AddRequest struct{ Entry string }
	// DeleteRequest is RFC 4511 section 4.8's.
	DeleteRequest struct{ Entry string }
	// ModifyDNRequest is RFC 4511 section 4.9's.
	ModifyDNRequest struct{ Entry string }
)

// Scope of a search.
type Scope uint8

// Scopes of RFC 4511 section 4.5.1.2.
const (
	BaseObject Scope = iota
	SingleLevel
	WholeSubtree
)
