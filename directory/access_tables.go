package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Names of the indexes of roles, logins and what they are opened with. A founder's e-mail address is in indexEmail, among
// those of the internal contacts.
const (
	indexRoleName = "role_name"     // of roles
	indexHolder   = "login_contact" // contact → its login
	indexOfRole   = "login_role"    // role → logins that have it
	indexOfLogin  = "of_login"      // login → its links or API tokens
	indexToken    = "api_token"     // hash → API token
)

// accessTables are the tables of who may do what.
type accessTables struct {
	roles       *store.Table[Role]
	logins      *store.Table[Login]
	credentials *store.Table[credential]
	links       *store.Table[link]
	tokens      *store.Table[APIToken]
	sessions    *store.Table[session]
	idempotency *store.Table[rememberedRequest]
	photos      *store.Table[photoBlob]
	licenceDays *store.Table[LicenceDay]
	importRuns  *store.Table[ImportRun]
}

func newAccessTables() accessTables {
	return accessTables{
		roles: store.NewTable("roles", store.Journalled, 1, func(r *Role) store.Key { return recordKey(r.ID) },
			store.Index[Role]{Name: indexRoleName, Unique: true, Keys: func(r *Role) []string { return []string{search.Fold(r.Name)} }},
		),
		logins: store.NewTable("logins", store.Journalled, 1, func(l *Login) store.Key { return recordKey(l.ID) },
			store.Index[Login]{Name: indexHolder, Unique: true, Keys: func(l *Login) []string { return []string{string(l.ContactID[:])} }},
			store.Index[Login]{Name: indexEmail, Unique: true, Keys: founderEmailKeys},
			store.Index[Login]{Name: indexOfRole, Keys: assignedRoles},
		),
		credentials: store.NewTable("credentials", store.Secret, 1, func(c *credential) store.Key { return recordKey(c.LoginID) }),
		links: store.NewTable("links", store.Secret, 1, func(l *link) store.Key { return store.Key(l.Hash) },
			store.Index[link]{Name: indexOfLogin, Keys: func(l *link) []string { return []string{string(l.LoginID[:])} }},
		),
		tokens: store.NewTable("api_tokens", store.Secret, 1, func(t *APIToken) store.Key { return recordKey(t.ID) },
			store.Index[APIToken]{Name: indexToken, Unique: true, Keys: func(t *APIToken) []string { return []string{string(t.Hash)} }},
			store.Index[APIToken]{Name: indexOfLogin, Keys: func(t *APIToken) []string { return []string{string(t.LoginID[:])} }},
		),
		sessions:    store.NewTable("sessions", store.Volatile, 1, func(s *session) store.Key { return store.Key(s.Hash) }),
		idempotency: store.NewTable("idempotency", store.Volatile, 1, func(r *rememberedRequest) store.Key { return store.Key(r.Hash) }),
		photos: store.NewTable("photos", store.Secret, 1, func(p *photoBlob) store.Key { return photoKey(p.ContactID, p.Photo) },
			store.Index[photoBlob]{Name: indexPhotoOf, Keys: func(p *photoBlob) []string { return []string{string(p.ContactID[:])} }},
			store.Index[photoBlob]{Name: indexPhotoUnused, Keys: func(p *photoBlob) []string { return binKeys(p.UnusedSince) }},
		),
		importRuns:  store.NewTable("import_runs", store.Volatile, 1, func(*ImportRun) store.Key { return lastRunKey }),
		licenceDays: store.NewTable("licence_days", store.Journalled, 1, func(d *LicenceDay) store.Key { return store.Key(d.Day) }),
	}
}

func (t accessTables) declared() []store.Declared {
	return []store.Declared{t.roles, t.logins, t.credentials, t.links, t.tokens, t.sessions, t.idempotency, t.photos, t.licenceDays, t.importRuns}
}

func founderEmailKeys(l *Login) []string {
	if l.ContactID != uuid.Nil || l.State == LoginClosed {
		return nil
	}
	return []string{emailKey(l.Email)}
}

func assignedRoles(l *Login) []string {
	keys := make([]string, 0, len(l.Roles))
	for _, a := range l.Roles {
		keys = append(keys, string(a.RoleID[:]))
	}
	return keys
}
