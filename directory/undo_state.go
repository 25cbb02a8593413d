package directory

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"
)

// Fields of records that an undo does not bring back: a version goes on, so that who has seen one never takes another state for it, and a secret
// is still the one that was set last.
const (
	versionField       = "version"
	updatedField       = "updated_at"
	secretVersionField = "secret_version"
)

type fields map[string]json.RawMessage

func fieldsOf(raw json.RawMessage) (fields, error) {
	if raw == nil {
		return nil, nil
	}
	var f fields
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("read the fields of a record: %w", err)
	}
	return f, nil
}

// sameState reports whether two records in the form they are stored in say the same, whichever version they have.
func sameState(a, b json.RawMessage) (bool, error) {
	if a == nil || b == nil {
		return a == nil && b == nil, nil
	}
	of, err := fieldsOf(a)
	if err != nil {
		return false, err
	}
	other, err := fieldsOf(b)
	if err != nil {
		return false, err
	}
	for _, own := range []string{versionField, updatedField, secretVersionField} {
		delete(of, own)
		delete(other, own)
	}
	return maps.EqualFunc(of, other, func(x, y json.RawMessage) bool { return bytes.Equal(x, y) }), nil
}

// OnlyCounted reports whether a user's record says what it said and was only counted up, because something that is the user's has changed. That is in a
// change of its own.
func (c RecordChange) OnlyCounted() bool {
	if c.Table != "users" || c.Before == nil || c.After == nil {
		return false
	}
	same, err := sameState(c.Before, c.After)
	return err == nil && same
}

// nextState gives was as the state that follows now; nil where was is none.
func nextState(was, now json.RawMessage, at time.Time) (json.RawMessage, error) {
	if was == nil {
		return nil, nil
	}
	next, err := fieldsOf(was)
	if err != nil {
		return nil, err
	}
	present, err := fieldsOf(now)
	if err != nil {
		return nil, err
	}
	if present == nil {
		present = next
	}
	if raw, has := present[versionField]; has {
		var version uint64
		if err := json.Unmarshal(raw, &version); err != nil {
			return nil, fmt.Errorf("read the version of a record: %w", err)
		}
		next[versionField] = fmt.Append(nil, version+1)
	}
	if _, has := next[updatedField]; has {
		stamp, err := json.Marshal(at)
		if err != nil {
			return nil, fmt.Errorf("write a time: %w", err)
		}
		next[updatedField] = stamp
	}
	if secret, has := present[secretVersionField]; has {
		next[secretVersionField] = secret
	}
	raw, err := json.Marshal(next)
	if err != nil {
		return nil, fmt.Errorf("write the fields of a record: %w", err)
	}
	return raw, nil
}

// recordName is what people know a record of any table by; "" where its fields do not tell.
func recordName(raw json.RawMessage) string {
	var r struct {
		Name, Number, Email, Label, Company, Raw, E164, Host string
		FirstName                                            string `json:"first_name"`
		LastName                                             string `json:"last_name"`
	}
	if raw == nil || json.Unmarshal(raw, &r) != nil {
		return ""
	}
	for _, name := range []string{r.Name, strings.TrimSpace(r.FirstName + " " + r.LastName), r.Company, r.Number, r.Email, r.Label, r.Raw, r.E164, r.Host} {
		if name != "" {
			return name
		}
	}
	return ""
}
