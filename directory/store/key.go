package store

import (
	"encoding/hex"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Key is a record's primary key: raw bytes, ordered bytewise. A UUID is its 16 bytes.
type Key string

// maxKey is the longest key of a record or an index, in bytes; a page of the file holds a few of them.
const maxKey = 1024

// String shows the key to people: a UUID in its usual form, readable text as it is, anything else in hexadecimal.
func (k Key) String() string {
	readable := k != "" && utf8.ValidString(string(k))
	for _, r := range string(k) {
		readable = readable && unicode.IsPrint(r)
	}
	switch {
	case readable:
		return string(k)
	case len(k) == 16:
		return fmt.Sprintf("%x-%x-%x-%x-%x", string(k[:4]), string(k[4:6]), string(k[6:8]), string(k[8:10]), string(k[10:]))
	}
	return hex.EncodeToString([]byte(k))
}

// MarshalText gives the key's bytes in hexadecimal, so that a key of any bytes survives JSON.
func (k Key) MarshalText() ([]byte, error) {
	return hex.AppendEncode(nil, []byte(k)), nil
}

// UnmarshalText reads what MarshalText wrote.
func (k *Key) UnmarshalText(text []byte) error {
	raw, err := hex.AppendDecode(nil, text)
	if err != nil {
		return fmt.Errorf("read a key: %w", err)
	}
	*k = Key(raw)
	return nil
}
