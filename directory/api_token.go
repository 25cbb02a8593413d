package directory

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// APIToken is what a program signs in with. It may do what its roles and, where it belongs to a person, that person's roles both allow.
// It lies in a secret table: the journal says only that there was one.
type APIToken struct {
	ID      uuid.UUID        `json:"id"`
	Name    string           `json:"name"`
	LoginID uuid.UUID        `json:"login_id,omitzero"` // whose it is; zero: made at the shell, nobody's
	Roles   []RoleAssignment `json:"roles"`
	// Hash is the SHA-256 of the token; empty wherever a token is shown.
	Hash      []byte    `json:"hash,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// TokenDraft is what a new API token is made of.
type TokenDraft struct {
	Name      string           `json:"name"`
	LoginID   uuid.UUID        `json:"login_id,omitzero"` // zero: nobody's, which only the program itself may make
	Roles     []RoleAssignment `json:"roles"`
	ExpiresAt time.Time        `json:"expires_at"` // zero: in 90 days; at most 366 days from now
}

const (
	tokenFor     = 90 * 24 * time.Hour
	longestToken = 366 * 24 * time.Hour
	maxTokens    = 100 // of one login
)

// IssueToken makes an API token and gives its secret, which is shown this once and never again. It returns required and invalid, role_unknown,
// folder_unknown, not_found for the login, and privilege_escalation for a role that grants what the actor does not have there.
func (d *Directory) IssueToken(ctx context.Context, draft TokenDraft) (APIToken, string, error) {
	var made APIToken
	secret := newSecret()
	_, err := d.change(ctx, "token.issue", draft.Name, func(e *Edit) (err error) {
		made, err = e.issueToken(draft, secret)
		return err
	})
	if err != nil {
		return APIToken{}, "", err
	}
	return made.shown(), secret, nil
}

func (e *Edit) issueToken(draft TokenDraft, secret string) (t APIToken, err error) {
	var f faults
	hash := hashSecret(secret)
	t = APIToken{LoginID: draft.LoginID, CreatedAt: e.now, ExpiresAt: draft.ExpiresAt.UTC().Truncate(time.Millisecond), Hash: hash[:]}
	t.Name = f.line("name", draft.Name, maxName)
	f.required("name", t.Name)
	if draft.ExpiresAt.IsZero() {
		t.ExpiresAt = e.now.Add(tokenFor)
	}
	if left := t.ExpiresAt.Sub(e.now); left <= 0 || left > longestToken {
		f.add("expires_at", Invalid, t.ExpiresAt.Format(time.RFC3339), "must be in the future, and within 366 days")
	}
	if len(draft.Roles) == 0 {
		f.add("roles", Required, "", "must not be empty: a token without roles may do nothing")
	}
	if t.Roles, err = e.assignments(&f, draft.Roles, nil); err != nil {
		return t, err
	}
	if err := f.err("the token can not be made"); err != nil {
		return t, err
	}
	if err := e.mayIssue(t); err != nil {
		return t, err
	}
	if t.ID, err = newID(); err != nil {
		return t, err
	}
	return t, putRecord(e, e.d.tables.tokens, recordKey(t.ID), t)
}

// mayIssue refuses a token that would let the actor do more than it may now: with roles of its own, or in the name of another.
func (e *Edit) mayIssue(t APIToken) error {
	actor := actorOf(e.ctx)
	if t.LoginID == uuid.Nil {
		if actor.LoginID != uuid.Nil || actor.TokenID != uuid.Nil || actor.Kind != ActorSystem {
			return &Error{Code: PrivilegeEscalation, Message: "a token that is nobody's can only be made at the shell"}
		}
		return nil
	}
	l, err := e.login(t.LoginID)
	if err != nil {
		return err
	}
	own, err := e.tokensOf(l.ID)
	if err != nil {
		return err
	}
	if len(own) >= maxTokens {
		return &Error{Code: Invalid, Message: "the login has as many API tokens as one may have; revoke one first"}
	}
	if err := e.mayAssign(t.Roles); err != nil {
		return err
	}
	if actor.LoginID == l.ID {
		return nil
	}
	return e.mayAssign(l.Roles)
}

// RevokeToken makes an API token void at once. It returns not_found.
func (d *Directory) RevokeToken(ctx context.Context, id uuid.UUID) error {
	_, err := d.change(ctx, "token.revoke", "", func(e *Edit) error {
		_, found, err := d.tables.tokens.Get(e.tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no API token " + id.String()}
		}
		return removeRecord(e, d.tables.tokens, recordKey(id))
	})
	return err
}

// Tokens gives the API tokens in the order they were made, those that have expired included, without their secrets.
func (d *Directory) Tokens() ([]APIToken, error) {
	var list []APIToken
	err := d.view("read the API tokens", func(tx *store.Tx) error {
		for t, err := range d.tables.tokens.All(tx) {
			if err != nil {
				return err
			}
			list = append(list, t.shown())
		}
		return nil
	})
	return list, err
}

// SignInToken gives the program that has a token's secret. It returns invalid_credentials for one that is unknown, revoked or expired, or whose
// person's login is closed.
func (d *Directory) SignInToken(secret string) (Principal, error) {
	var p Principal
	err := d.view("read an API token", func(tx *store.Tx) error {
		invalid := &Error{Code: InvalidCredentials, Message: "the token is unknown, revoked or expired"}
		hash := hashSecret(secret)
		t, found, err := d.tables.tokens.One(tx, indexToken, string(hash[:]))
		if err != nil {
			return err
		}
		if !found || !t.ExpiresAt.After(d.now()) {
			return invalid
		}
		p.Token = t.shown()
		if t.LoginID != uuid.Nil {
			l, found, err := d.tables.logins.Get(tx, recordKey(t.LoginID))
			if err != nil {
				return err
			}
			if !found || l.State != LoginActive {
				return invalid
			}
			if p.Login, err = d.tables.shownLogin(tx, *l); err != nil {
				return err
			}
		}
		p.Rights, err = d.rightsOf(tx, p.Actor(""))
		return err
	})
	if err != nil {
		return Principal{}, err
	}
	return p, nil
}

func (t APIToken) shown() APIToken {
	t.Hash, t.Roles = nil, slices.Clone(t.Roles)
	return t
}

func (e *Edit) tokensOf(login uuid.UUID) ([]APIToken, error) {
	var list []APIToken
	for t, err := range e.d.tables.tokens.By(e.tx, indexOfLogin, string(login[:])) {
		if err != nil {
			return nil, err
		}
		list = append(list, *t)
	}
	return list, nil
}

// dropTokens revokes every token of a login.
func (e *Edit) dropTokens(login uuid.UUID) error {
	list, err := e.tokensOf(login)
	if err != nil {
		return err
	}
	for _, t := range list {
		if err := removeRecord(e, e.d.tables.tokens, recordKey(t.ID)); err != nil {
			return err
		}
	}
	return nil
}
