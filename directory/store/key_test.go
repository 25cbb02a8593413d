package store

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestKeysAsPeopleSeeThem(t *testing.T) {
	uuid := Key("\x01\x93\x00\x00\x00\x00\x70\x00\x80\x00\x00\x00\x00\x00\x00\xff")
	for key, want := range map[Key]string{
		uuid:               "01930000-0000-7000-8000-0000000000ff",
		"settings":         "settings",
		"exactly16letters": "exactly16letters",
		"é":                "é",
		"a\n":              "610a",
		"\xff":             "ff",
		"":                 "",
	} {
		if got := key.String(); got != want {
			t.Errorf("%q: %s, want %s", string(key), got, want)
		}
		raw, err := json.Marshal(key)
		var back Key
		if err != nil || json.Unmarshal(raw, &back) != nil || back != key {
			t.Errorf("%q came back from JSON as %q, %v", string(key), string(back), err)
		}
	}
	if err := new(Key).UnmarshalText([]byte("xyz")); err == nil {
		t.Error("a key that is not hexadecimal was read")
	}
}

func TestEncodeChangeIsLikeEncodingJSON(t *testing.T) {
	for _, c := range []Change{
		{Table: "people", Version: 1, Key: "\x00\xff", After: json.RawMessage(`{"a":1}`)},
		{Table: "people", Version: 12, Key: "k", Before: json.RawMessage(`{}`), After: json.RawMessage(`{"b":[]}`)},
		{Table: "rooms", Version: 1, Key: "k", Before: json.RawMessage(`{}`)},
	} {
		want, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		same, got := encodeChange(c)
		if !bytes.Equal(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
		if !reflect.DeepEqual(same, c) {
			t.Errorf("%+v has become %+v", c, same)
		}
	}
}

// FuzzIndexEntry checks that index entries can be taken apart, that they are in the order of their keys, and that
// no key's entries begin like another's.
func FuzzIndexEntry(f *testing.F) {
	for _, seed := range [][3]string{{"a", "b", "1"}, {"a", "a\x00", "\x01"}, {"a\x00", "a\x00\x01", ""}, {"\x00\xff", "\x00", "\x00"}} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, a, b, primary string) {
		key, back, err := splitIndexEntry([]byte(indexPrefix(a) + primary))
		if err != nil || key != a || string(back) != primary {
			t.Fatalf("%q %q came back as %q %q, %v", a, primary, key, back, err)
		}
		if a != b && strings.HasPrefix(indexPrefix(a), indexPrefix(b)) {
			t.Fatalf("the entries of %q are among those of %q", a, b)
		}
		if strings.Compare(a, b) != strings.Compare(indexPrefix(a), indexPrefix(b)) {
			t.Fatalf("%q and %q change their order", a, b)
		}
	})
}

func FuzzDecodeHolder(f *testing.F) {
	f.Add([]byte("people\x001"))
	f.Fuzz(func(t *testing.T, v []byte) {
		if h, err := decodeHolder(v); err == nil && !bytes.Equal(h.encode(), v) {
			t.Errorf("%q became %q", v, h.encode())
		}
	})
}

func TestKeysOfAnIndexAreSortedWithoutRepetition(t *testing.T) {
	given := []string{"b", "", "a", "b"}
	got, err := appendKeys([]string{"c"}, given)
	if err != nil || !slices.Equal(got, []string{"c", "a", "b"}) || !slices.Equal(given, []string{"b", "", "a", "b"}) {
		t.Errorf("%q %v, the caller's is now %q", got, err, given)
	}
}
