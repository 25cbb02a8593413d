package directory

import (
	"time"

	"github.com/google/uuid"
)

// Account is an LDAP account: what a phone, a group of phones or an application binds as. It is no contact and no login.
type Account struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
	// Folders it sees, each with what is below it; empty: the whole directory.
	Folders []uuid.UUID `json:"folders,omitempty"`
	// Attributes it sees, by canonical LDAP name in lower case; empty: DefaultAttributes. "*" alone: all.
	Attributes []string `json:"attributes,omitempty"`
	PhoneOptions
	// SecretVersion changes with the secret, so that what was authenticated with the old one can be told.
	SecretVersion uint64    `json:"secret_version"`
	CreatedAt     time.Time `json:"created_at"`
	UpdatedAt     time.Time `json:"updated_at"`
	Version       uint64    `json:"version"`
}
