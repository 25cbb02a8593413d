package directory

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"runtime"
	"sync"

	"github.com/google/uuid"
)

// rememberedPasswords is how many verified passwords are kept in memory.
const rememberedPasswords = 4096

// passwordChecker hashes and verifies passwords, not more at a time than there are cores. What it has verified it remembers, as an
// HMAC under a key that lives only as long as the process, so that a phone that binds every minute as a person costs nothing.
type passwordChecker struct {
	slots chan struct{}
	key   [sha256.Size]byte

	mu       sync.Mutex
	verified map[uuid.UUID]verifiedPassword
}

// verifiedPassword is a password that was right, as long as the login's credential has the same stamp.
type verifiedPassword struct {
	stamp string
	mac   [sha256.Size]byte
}

func newPasswordChecker() *passwordChecker {
	c := &passwordChecker{slots: make(chan struct{}, runtime.GOMAXPROCS(0)), verified: map[uuid.UUID]verifiedPassword{}}
	rand.Read(c.key[:])
	return c
}

// run runs one hashing when a core is free for it.
func (c *passwordChecker) run(ctx context.Context, hashing func()) error {
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return asError("wait for a core to hash a password on", ctx.Err())
	}
	defer func() { <-c.slots }()
	hashing()
	return nil
}

// hash hashes a prepared password and gives it in PHC form.
func (c *passwordChecker) hash(ctx context.Context, password string) (phc string, err error) {
	err = c.run(ctx, func() { phc = hashPassword(password).String() })
	return phc, err
}

// verify reports whether a prepared password is the credential's. Where there is no credential, it takes as long as if
// there were one and says no.
func (c *passwordChecker) verify(ctx context.Context, known bool, cred credential, password string) (bool, error) {
	mac := c.mac(password)
	if known && c.remembers(cred, mac) {
		return true, nil
	}
	stored := passwordHash{memory: argonMemory, passes: argonPasses, lanes: argonLanes, salt: make([]byte, saltBytes), sum: make([]byte, hashBytes)}
	if known {
		var err error
		if stored, err = parsePasswordHash(cred.PHC); err != nil {
			return false, asError("read a stored password", err)
		}
	}
	right := false
	if err := c.run(ctx, func() { right = stored.matches(password) }); err != nil {
		return false, err
	}
	if right = right && known; right {
		c.remember(cred, mac)
	}
	return right, nil
}

func (c *passwordChecker) mac(password string) (mac [sha256.Size]byte) {
	h := hmac.New(sha256.New, c.key[:])
	h.Write([]byte(password))
	h.Sum(mac[:0])
	return mac
}

func (c *passwordChecker) remembers(cred credential, mac [sha256.Size]byte) bool {
	c.mu.Lock()
	v, found := c.verified[cred.LoginID]
	c.mu.Unlock()
	return found && v.stamp == cred.Stamp && hmac.Equal(v.mac[:], mac[:])
}

func (c *passwordChecker) remember(cred credential, mac [sha256.Size]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.verified) >= rememberedPasswords {
		for some := range c.verified { // any: whoever it is, is hashed once more
			delete(c.verified, some)
			break
		}
	}
	c.verified[cred.LoginID] = verifiedPassword{cred.Stamp, mac}
}
