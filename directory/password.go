package directory

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

// What a password is hashed with: argon2id (RFC 9106) with the memory and passes that OWASP's password storage cheat sheet
// asks for at least; about 20 ms of one core.
const (
	argonMemory = 19 * 1024 // KiB
	argonPasses = 2
	argonLanes  = 1
	saltBytes   = 16
	hashBytes   = 32
)

// The dearest hash that is verified: a file from elsewhere must not make a sign-in cost all memory.
const (
	mostArgonMemory = 256 * 1024 // KiB
	mostArgonPasses = 16
	mostArgonLanes  = 16
)

// passwordHash is a password hash with everything needed to verify it.
type passwordHash struct {
	memory, passes uint32
	lanes          uint8
	salt, sum      []byte
}

// hashPassword hashes a password with a salt of its own. It takes as long as it is meant to.
func hashPassword(password string) passwordHash {
	h := passwordHash{memory: argonMemory, passes: argonPasses, lanes: argonLanes, salt: make([]byte, saltBytes)}
	rand.Read(h.salt) // never fails: crypto/rand ends the program first
	h.sum = h.of(password)
	return h
}

func (h passwordHash) of(password string) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.passes, h.memory, h.lanes, hashBytes)
}

// matches reports, in a time that does not depend on password, whether it is the one.
func (h passwordHash) matches(password string) bool {
	return subtle.ConstantTimeCompare(h.of(password), h.sum) == 1
}

// String writes the hash as a PHC string: $argon2id$v=19$m=19456,t=2,p=1$salt$hash.
func (h passwordHash) String() string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes, encode(h.salt), encode(h.sum))
}

// parsePasswordHash reads what String wrote. The error does not repeat the text.
func parsePasswordHash(phc string) (passwordHash, error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return passwordHash{}, errors.New("a password hash is not argon2id in PHC form")
	}
	var h passwordHash
	costs := strings.Split(parts[3], ",")
	if len(costs) != 3 {
		return h, errors.New("a password hash does not have three costs")
	}
	var numbers [3]uint64
	for i, cost := range []struct {
		prefix string
		most   uint64
	}{{"m=", mostArgonMemory}, {"t=", mostArgonPasses}, {"p=", mostArgonLanes}} {
		text, found := strings.CutPrefix(costs[i], cost.prefix)
		n, err := strconv.ParseUint(text, 10, 32)
		if !found || err != nil || n < 1 || n > cost.most {
			return h, fmt.Errorf("the cost %s of a password hash is not between 1 and %d", cost.prefix, cost.most)
		}
		numbers[i] = n
	}
	h.memory, h.passes, h.lanes = uint32(numbers[0]), uint32(numbers[1]), uint8(numbers[2])
	var wrongSalt, wrongSum error
	h.salt, wrongSalt = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	h.sum, wrongSum = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if wrongSalt != nil || wrongSum != nil || len(h.salt) < 8 || len(h.salt) > 64 || len(h.sum) != hashBytes {
		return h, errors.New("salt or hash of a password is not readable")
	}
	return h, nil
}
