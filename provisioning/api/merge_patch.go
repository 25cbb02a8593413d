package api

import (
	"encoding/json"
	"reflect"
	"strings"
)

// eraseNulls finishes a merge patch (RFC 7396) that has been decoded into the struct that target points to: a field that the document sets to null is
// erased. In a patch, where nil means "leave", that is a pointer to nothing; elsewhere the field becomes empty.
func eraseNulls(document []byte, target any) {
	var members map[string]json.RawMessage
	if json.Unmarshal(document, &members) != nil {
		return // no object: it has been refused, or there is none
	}
	eraseMembers(members, reflect.ValueOf(target).Elem())
}

func eraseMembers(members map[string]json.RawMessage, v reflect.Value) {
	for i := range v.NumField() {
		if v.Type().Field(i).Anonymous && v.Field(i).Kind() == reflect.Struct { // its members are the object's
			eraseMembers(members, v.Field(i))
			continue
		}
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if raw, named := members[name]; !named || string(raw) != "null" {
			continue
		}
		if field := v.Field(i); field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
		} else {
			field.SetZero()
		}
	}
}

// merged is what a member of a merge patch makes of an object: named members are set, null ones emptied, the others stay.
func merged[T any](document []byte, member string, now T) (T, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(document, &members); err != nil {
		return now, err
	}
	if err := json.Unmarshal(members[member], &now); err != nil {
		return now, err
	}
	if string(members[member]) == "null" {
		return *new(T), nil
	}
	eraseNulls(members[member], &now)
	return now, nil
}
