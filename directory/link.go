package directory

import (
	"context"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// LinkPurpose is what a one-time link is for.
type LinkPurpose string

const (
	InvitationLink LinkPurpose = "invitation" // choose a first password
	ResetLink      LinkPurpose = "reset"      // choose another password
	FoundingLink   LinkPurpose = "founding"   // become the first administrator
)

// How long a link can be used.
const (
	invitationFor = 7 * 24 * time.Hour
	resetFor      = time.Hour
	foundingFor   = 24 * time.Hour
)

// link is a one-time link: 128 random bits of which only the SHA-256 is kept.
type link struct {
	Hash      []byte      `json:"hash"`
	LoginID   uuid.UUID   `json:"login_id"` // zero: of FoundingLink
	Purpose   LinkPurpose `json:"purpose"`
	ExpiresAt time.Time   `json:"expires_at"`
}

// LinkInfo is what a one-time link is good for.
type LinkInfo struct {
	Purpose   LinkPurpose `json:"purpose"`
	Login     Login       `json:"login,omitzero"` // zero: of FoundingLink
	ExpiresAt time.Time   `json:"expires_at"`
}

// Deliver takes a one-time link's token to its person; it is called before anything is stored, and where it fails nothing has changed.
type Deliver func(info LinkInfo, token string) error

// IssueLink makes a one-time link for a login, with which its person chooses a password: an invitation, good for a week, where the login is
// invited, else a reset, good for an hour. Links made before are void. Only deliver gets the token. It returns not_found, privilege_escalation
// where the login has rights that the actor does not have (the program itself has them all), and deliver's error as it is.
func (d *Directory) IssueLink(ctx context.Context, login uuid.UUID, deliver Deliver) (LinkInfo, error) {
	return d.issue(ctx, "login.link", deliver, func(e *Edit) (Login, error) {
		l, err := e.login(login)
		if err != nil {
			return Login{}, err
		}
		return l, e.mayAssign(l.Roles)
	})
}

// Invite gives a contact these roles as SetRoles does, nil for those it has, and issues an invitation, both or nothing: what deliver does
// not accept changes nothing. Somebody who has a password already gets a reset link. It returns what SetRoles returns and deliver's error
// as it is.
func (d *Directory) Invite(ctx context.Context, contact uuid.UUID, version uint64, roles []RoleAssignment, deliver Deliver) (LinkInfo, error) {
	return d.issue(ctx, "login.invite", deliver, func(e *Edit) (Login, error) {
		l, err := e.openWithRoles(contact, version, roles)
		if err != nil {
			return Login{}, err
		}
		return l, e.mayAssign(l.Roles)
	})
}

// openWithRoles is SetRoles, where nil stands for the roles that the contact has.
func (e *Edit) openWithRoles(contact uuid.UUID, version uint64, roles []RoleAssignment) (Login, error) {
	if roles != nil {
		return e.SetRoles(contact, version, roles)
	}
	var l Login
	err := e.do("open login", func() error {
		c, err := e.livingContact(contact)
		if err != nil {
			return err
		}
		l, err = e.openLogin(c)
		if err == nil && version != 0 && version != l.Version {
			err = stale("the login", version, l.Version, l)
		}
		return err
	})
	return l, err
}

// issue runs prepare to learn whom a link is for, delivers the link, then runs prepare again and keeps what it did with the link. The journal notes the
// contact, as there may be no record that has changed.
func (d *Directory) issue(ctx context.Context, action string, deliver Deliver, prepare func(*Edit) (Login, error)) (LinkInfo, error) {
	var info LinkInfo
	_, err := d.Plan(ctx, func(e *Edit) error {
		l, err := prepare(e)
		if err != nil {
			return err
		}
		info = LinkInfo{Purpose: InvitationLink, ExpiresAt: e.now.Add(invitationFor)}
		if l.State == LoginActive {
			info = LinkInfo{Purpose: ResetLink, ExpiresAt: e.now.Add(resetFor)}
		}
		info.Login, err = d.tables.shownLogin(e.tx, l)
		return err
	})
	if err != nil {
		return LinkInfo{}, err
	}
	to := "" // the contact's id: a name would outlive its erasure
	if info.Login.ContactID != uuid.Nil {
		to = info.Login.ContactID.String()
	}
	token := newSecret()
	if err := deliver(info, token); err != nil {
		return LinkInfo{}, err
	}
	_, err = d.change(ctx, action, to, func(e *Edit) error {
		l, err := prepare(e)
		if err != nil {
			return err
		}
		return e.putLink(token, link{LoginID: l.ID, Purpose: info.Purpose, ExpiresAt: info.ExpiresAt})
	})
	return info, err
}

// putLink keeps a link, in place of those its login has.
func (e *Edit) putLink(token string, l link) error {
	if err := e.dropLinks(l.LoginID); err != nil {
		return err
	}
	hash := hashSecret(token)
	l.Hash = hash[:]
	return putRecord(e, e.d.tables.links, store.Key(l.Hash), l)
}

func (e *Edit) dropLinks(login uuid.UUID) error {
	var keys []store.Key
	for l, err := range e.d.tables.links.By(e.tx, indexOfLogin, string(login[:])) {
		if err != nil {
			return err
		}
		keys = append(keys, store.Key(l.Hash))
	}
	for _, key := range keys {
		if err := removeRecord(e, e.d.tables.links, key); err != nil {
			return err
		}
	}
	return nil
}
