package directory

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/google/uuid"
)

// accountSecret is what an LDAP account's secret is checked against. Guessing 128 random bits is hopeless, so that one
// round of SHA-256 is enough and a thousand phones may bind at once.
type accountSecret struct {
	AccountID uuid.UUID         `json:"account_id"`
	Hash      [sha256.Size]byte `json:"hash"`
	CreatedAt time.Time         `json:"created_at"`
}

// secretAlphabet is Crockford's base 32 in small letters: without i, l, o and u, which look like something else on the
// keys and the display of a phone.
const secretAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// secretBits is how much chance a secret holds; secretLength how many characters that takes.
const (
	secretBits   = 128
	secretLength = (secretBits + 4) / 5
)

// newSecret makes a secret: 26 characters, 128 random bits.
func newSecret() string {
	var random [secretBits / 8]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program first
	var secret [secretLength]byte
	for i := range secret {
		var digit byte
		for bit := i * 5; bit < i*5+5; bit++ {
			digit <<= 1
			if bit < secretBits && random[bit/8]&(0x80>>(bit%8)) != 0 {
				digit |= 1
			}
		}
		secret[i] = secretAlphabet[digit]
	}
	return string(secret[:])
}

// hashSecret hashes a secret as typed: capitals, look-alikes (o for 0, i and l for 1), spaces and hyphens are forgiven.
func hashSecret(secret string) [sha256.Size]byte {
	secret = strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return -1
		case r == 'o' || r == 'O':
			return '0'
		case r == 'i' || r == 'I' || r == 'l' || r == 'L':
			return '1'
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, secret)
	return sha256.Sum256([]byte(secret))
}

// matches reports, in a time that tells nothing, whether secret is the one.
func (s *accountSecret) matches(secret string) bool {
	hash := hashSecret(secret)
	return subtle.ConstantTimeCompare(hash[:], s.Hash[:]) == 1
}
