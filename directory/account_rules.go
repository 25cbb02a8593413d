package directory

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// accountName makes an account's name of name: letters, digits, spaces, dots, hyphens, underscores and at signs, so that it can
// stand in a distinguished name without escapes, and be an e-mail address where a phone insists on binding with one.
func (f *faults) accountName(name string) string {
	name = f.line("name", name, maxAccountName)
	if len(*f) > 0 {
		return name
	}
	allowed := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune(" .-_@", r)
	}
	switch {
	case name == "":
		f.required("name", name)
	case strings.ContainsFunc(name, func(r rune) bool { return !allowed(r) }):
		f.add("name", Invalid, name, "may contain letters, digits, spaces and . - _ @ only")
	case !unicode.IsLetter([]rune(name)[0]) && !unicode.IsDigit([]rune(name)[0]):
		f.add("name", Invalid, name, "must begin with a letter or a digit")
	default:
		f.foldable("name", name)
	}
	return name
}

// attributes makes the list of attributes an account sees: small letters, each once. What they mean is not known here.
func (f *faults) attributes(attributes []string) []string {
	if len(attributes) > maxAccountItems {
		f.add("attributes", Invalid, "", "has %d attributes; at most %d are allowed", len(attributes), maxAccountItems)
		return nil
	}
	var list []string
	for i, a := range attributes {
		field := fmt.Sprintf("attributes[%d]", i)
		a = strings.ToLower(f.line(field, a, maxName))
		f.required(field, a)
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// grants makes the list of folders an account sees, each once. A folder it is newly granted must exist; one it had may
// have been deleted since: that grant grants nothing, where dropping the last one would grant everything.
func (e *Edit) grants(f *faults, folders, before []uuid.UUID) ([]uuid.UUID, error) {
	if len(folders) > maxAccountItems {
		f.add("folders", Invalid, "", "has %d folders; at most %d are allowed", len(folders), maxAccountItems)
		return nil, nil
	}
	var list []uuid.UUID
	for i, id := range folders {
		if slices.Contains(list, id) {
			continue
		}
		list = append(list, id)
		if slices.Contains(before, id) {
			continue
		}
		_, err := e.livingFolder(id, FolderUnknown)
		if CodeOf(err) == FolderUnknown {
			f.add(fmt.Sprintf("folders[%d]", i), FolderUnknown, id.String(), "there is no such folder")
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// checkLogin refuses an account name that another account, a contact's uid or the e-mail address of a login has.
func (e *Edit) checkLogin(f *faults, name string, own uuid.UUID) error {
	if _, signsIn, err := e.d.tables.loginByEmail(e.tx, name); err != nil {
		return err
	} else if signsIn {
		f.add("name", AccountNameTaken, name, "is what a person signs in with")
		return nil
	}
	table, holder, held := e.tx.Holder(indexLogin, loginKey(name))
	if !held || holder == recordKey(own) {
		return nil
	}
	who, err := e.describe(table, holder)
	f.add("name", AccountNameTaken, name, "is already used by %s", who)
	return err
}

// account finds an account by its name, compared folded.
func (e *Edit) account(name string) (Account, error) {
	a, found, err := e.d.tables.accounts.One(e.tx, indexLogin, loginKey(name))
	if err != nil {
		return Account{}, err
	}
	if !found {
		return Account{}, &Error{Code: NotFound, Message: fmt.Sprintf("there is no LDAP account %q", name)}
	}
	return *a, nil
}
