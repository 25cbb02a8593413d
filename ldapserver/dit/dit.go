package dit

import (
	"cmp"
	"crypto/cipher"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Options say how a directory is shown.
type Options struct {
	// BaseDN names the root folder's entry: its leaf is one of o=, ou= and dc=, or dc= with one of the others.
	BaseDN string
	// SizeLimit is how many entries a search may return; 0: any number.
	SizeLimit int
	// LookThrough is how long a search may take; 0: as long as it needs.
	LookThrough time.Duration
	// ReadyBytes is how much memory entries may take that are kept as answers have them; 0: DefaultReadyBytes.
	ReadyBytes int
	// AnonymousFolders is what who is not bound sees, each with what is below it, and with the attributes a new account
	// sees; empty: nothing but the root DSE and the subschema.
	AnonymousFolders []uuid.UUID
	// AnonymousOptions suit the phones of who is not bound.
	AnonymousOptions directory.PhoneOptions
	// DialPrefixes are what telephone systems put before the numbers they ask for, such as "L0#": a number in a filter is
	// also looked for without them, whatever the case of their letters. Digits alone are cut off only where seven digits
	// or more follow.
	DialPrefixes []string
	// Extensions and Mechanisms are what the server offers beside searching, for the root DSE: object identifiers of
	// extended operations, names of SASL mechanisms; the latter are published over TLS alone.
	Extensions, Mechanisms []string
	// Version is the program's, for the root DSE.
	Version string
	Now     func() time.Time // nil: time.Now
}

// DefaultReadyBytes are for the entries of some hundred thousand people, as one kind of phone asks for them.
const DefaultReadyBytes = 64 << 20

// DIT is a directory as an LDAP tree. It is safe for concurrent use.
type DIT struct {
	directory *directory.Directory
	opts      Options
	base      *base
	subschema *static
	picture   atomic.Pointer[picture]
	searchers sync.Pool // of *searcher
	numbers   folderNumbers
	shapes    shapes

	cookies cipher.AEAD   // of pages, with a key that lives as long as the tree
	sorting chan struct{} // has room for as many as may sort a long list at once

	sizeLimit   atomic.Int64
	lookThrough atomic.Int64 // nanoseconds
}

// Who asks.
type Who struct {
	Account uuid.UUID // zero: no account
	Person  *Person   // who has signed in with a password of her own; nil with an account, and for an anonymous one
	V2      bool      // speaks LDAPv2: texts are ISO 8859-1 both ways
	Private bool      // speaks over TLS
}

// New makes the tree of d. The error says what is wrong with the base DN.
func New(d *directory.Directory, opts Options) (*DIT, error) {
	base, err := parseBase(opts.BaseDN)
	if err != nil {
		return nil, err
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	t := &DIT{directory: d, opts: opts, base: base, subschema: newSubschema(), sorting: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
	if t.cookies, err = newCookies(); err != nil {
		return nil, err
	}
	t.SetLimits(opts.SizeLimit, opts.LookThrough, cmp.Or(opts.ReadyBytes, DefaultReadyBytes))
	return t, nil
}

// SetLimits replaces Options.SizeLimit, Options.LookThrough and Options.ReadyBytes for searches that begin from now on.
func (t *DIT) SetLimits(sizeLimit int, lookThrough time.Duration, readyBytes int) {
	t.sizeLimit.Store(int64(sizeLimit))
	t.lookThrough.Store(int64(lookThrough))
	t.shapes.limit(readyBytes, t.directory.Snapshot().People)
}

// BaseDN is the base DN as answers write it.
func (t *DIT) BaseDN() string { return t.base.text }
