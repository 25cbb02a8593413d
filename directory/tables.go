package directory

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Names of the indexes. Those that several tables share are one key space.
const (
	indexLogin       = "login"        // uids and account names
	indexDialling    = "dialling"     // short numbers, extensions, numbers of mailboxes and groups
	indexEmail       = "email"        // of internal contacts
	indexExternalRef = "external_ref" // of contacts
	indexFolderName  = "folder_name"  // of living folders, under their parent
	indexParent      = "parent"       // folder → folders in it
	indexFolder      = "folder"       // folder → contacts in it
	indexE164        = "e164"         // number → contacts
	indexBin         = "bin"          // records in the bin
	indexOrigin      = "origin"       // who made them → contacts
)

// inBin is the only key of indexBin.
const inBin = "1"

// tables are the tables of one store.
type tables struct {
	settings *store.Table[storedSettings]
	folders  *store.Table[Folder]
	contacts *store.Table[Contact]
	accounts *store.Table[Account]
	secrets  *store.Table[accountSecret]
	accessTables
	telephonyTables
	lineTables
}

func newTables() tables {
	return tables{
		lineTables: newLineTables(),
		settings:   store.NewTable("settings", store.Journalled, 1, func(*storedSettings) store.Key { return settingsKey }),
		folders: store.NewTable("folders", store.Journalled, 1, func(f *Folder) store.Key { return recordKey(f.ID) },
			store.Index[Folder]{Name: indexFolderName, Unique: true, Keys: folderNameKeys},
			store.Index[Folder]{Name: indexParent, Keys: func(f *Folder) []string { return []string{placeKey(f.ParentID, f.DeletedAt)} }},
			store.Index[Folder]{Name: indexBin, Keys: func(f *Folder) []string { return binKeys(f.DeletedAt) }},
		),
		contacts: store.NewTable("contacts", store.Journalled, 1, func(c *Contact) store.Key { return recordKey(c.ID) },
			store.Index[Contact]{Name: indexLogin, Unique: true, Keys: func(c *Contact) []string { return []string{loginKey(c.UID)} }},
			store.Index[Contact]{Name: indexDialling, Unique: true, Keys: diallingKeys},
			store.Index[Contact]{Name: indexEmail, Unique: true, Keys: emailKeys},
			store.Index[Contact]{Name: indexExternalRef, Unique: true, Keys: externalRefKeys},
			store.Index[Contact]{Name: indexFolder, Keys: func(c *Contact) []string { return []string{placeKey(c.FolderID, c.DeletedAt)} }},
			store.Index[Contact]{Name: indexE164, Keys: e164Keys},
			store.Index[Contact]{Name: indexOrigin, Keys: originKeys},
			store.Index[Contact]{Name: indexBin, Keys: func(c *Contact) []string { return binKeys(c.DeletedAt) }},
		),
		accounts: store.NewTable("accounts", store.Journalled, 1, func(a *Account) store.Key { return recordKey(a.ID) },
			store.Index[Account]{Name: indexLogin, Unique: true, Keys: func(a *Account) []string { return []string{loginKey(a.Name)} }},
		),
		secrets:         store.NewTable("account_secrets", store.Secret, 1, func(s *accountSecret) store.Key { return recordKey(s.AccountID) }),
		accessTables:    newAccessTables(),
		telephonyTables: newTelephonyTables(),
	}
}

func (t tables) declared() []store.Declared {
	own := []store.Declared{t.settings, t.folders, t.contacts, t.accounts, t.secrets}
	return slices.Concat(own, t.telephonyTables.declared(), t.accessTables.declared(), t.lineTables.declared())
}

// manyRecords is how many records of a table that lists read through are remembered: those of a large company, in some 10 MB for each table.
const manyRecords = 16_384

const settingsKey = store.Key("directory")

func recordKey(id uuid.UUID) store.Key { return store.Key(id[:]) }

func recordID(key store.Key) uuid.UUID {
	id, err := uuid.FromBytes([]byte(key))
	if err != nil {
		return uuid.Nil
	}
	return id
}

// loginKey is what two spellings of one login have in common.
func loginKey(name string) string { return search.Fold(name) }

// placeKey keeps the living of a folder apart from what lies in the bin.
func placeKey(folder uuid.UUID, deleted time.Time) string {
	if deleted.IsZero() {
		return string(folder[:])
	}
	return inBin + string(folder[:])
}

func binKeys(deleted time.Time) []string {
	if deleted.IsZero() {
		return nil
	}
	return []string{inBin}
}

func folderNameKey(parent uuid.UUID, name string) string {
	return string(parent[:]) + search.Fold(name)
}

func folderNameKeys(f *Folder) []string {
	if !f.DeletedAt.IsZero() {
		return nil
	}
	return []string{folderNameKey(f.ParentID, f.Name)}
}

func emailKeys(c *Contact) []string {
	if c.Kind != InternalContact || c.Email == "" || c.Released {
		return nil
	}
	return []string{emailKey(c.Email)}
}

func externalRefKeys(c *Contact) []string {
	if c.ExternalRef == "" || c.Released {
		return nil
	}
	return []string{c.ExternalRef}
}

func diallingKeys(c *Contact) []string {
	if c.Released {
		return nil
	}
	var keys []string
	for _, n := range c.Numbers {
		if n.ShortNumber != "" {
			keys = append(keys, n.ShortNumber)
		}
	}
	return keys
}

func originKeys(c *Contact) []string {
	if c.Origin == "" || !c.DeletedAt.IsZero() {
		return nil
	}
	return []string{c.Origin}
}

func e164Keys(c *Contact) []string {
	if !c.DeletedAt.IsZero() {
		return nil
	}
	var keys []string
	for _, n := range c.Numbers {
		if n.E164 != "" {
			keys = append(keys, n.E164)
		}
	}
	return keys
}
