package message

// Message is an LDAPMessage (RFC 4511 section 4.1.1). Strings decoded from a connection's buffer may share its memory:
// they are valid until the next message is read, and what is kept longer is cloned.
type Message struct {
	ID       int32
	Op       any // one of the request types below
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
	// BindRequest is RFC 4511 section 4.2's. Mechanism is empty for simple authentication.
	BindRequest struct {
		Version     int
		Name        string
		Simple      bool
		Password    string
		Mechanism   string // SASL
		Credentials []byte // SASL; nil where absent
	}
	UnbindRequest  struct{}
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
	}
	CompareRequest struct {
		Entry, Attribute string
		Value            string
	}
	ExtendedRequest struct {
		Name     string
		HasValue bool
		Value    []byte
	}
	// ModifyRequest, AddRequest, DeleteRequest and ModifyDNRequest hold the entry's name alone: they are refused.
	ModifyRequest   struct{ Entry string }
	AddRequest      struct{ Entry string }
	DeleteRequest   struct{ Entry string }
	ModifyDNRequest struct{ Entry string }
)

// Scope of a search.
type Scope uint8

const (
	BaseObject Scope = iota
	SingleLevel
	WholeSubtree
)

// FilterKind is the choice of a Filter.
type FilterKind uint8

const (
	// FilterUnknown is a choice that RFC 4511 does not have: it evaluates to Undefined.
	FilterUnknown FilterKind = iota
	FilterAnd
	FilterOr
	FilterNot
	FilterEqual
	FilterSubstrings
	FilterGreaterOrEqual
	FilterLessOrEqual
	FilterPresent
	FilterApprox
	FilterExtensible
)

// Filter is RFC 4511 section 4.5.1.7's.
type Filter struct {
	Kind           FilterKind
	Attribute      string // attribute description, with options; the type of an extensible match, which may be empty
	Value          string // equality, ordering, approx, extensible
	Initial, Final string // substrings; empty: absent
	Any            []string
	Rule           string // extensible: the matching rule
	DNAttributes   bool   // extensible
	Children       []Filter
}
