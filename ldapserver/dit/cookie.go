package dit

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"math"

	"annuaire/directory/search"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// mark is the last entry that somebody has seen of a list: where it stood in the order of display and, of a sorted list,
// its values of the sort keys. Whatever is written meanwhile, what came before it is not said again and what comes after
// it is not left out, whether it is there itself or not.
type mark struct {
	place  search.Place
	values []sortValue
	said   int // entries, up to this one
}

// question tells one search from another, for the cookies and contexts of its answers.
type question [sha256.Size]byte

// question is who asks for what, in which order; limits and attributes may differ from page to page.
func (s *searcher) question(at *search.Document, scope message.Scope, req *message.SearchRequest) question {
	b := append(s.who.Account[:], at.ID[:]...)
	b = append(b, byte(scope))
	for _, key := range req.Controls.Sort {
		b = appendCounted(appendCounted(b, key.Attribute), key.Rule)
		if key.Reverse {
			b = append(b, 1)
		}
	}
	return sha256.Sum256(append(b, s.filter.String()...))
}

// appendCounted appends s so that what follows can not be taken for a part of it.
func appendCounted(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}

// newCookies makes a key for cookies.
func newCookies() (cipher.AEAD, error) {
	var key [32]byte
	_, _ = rand.Read(key[:]) // it never fails
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// sealCookie writes a mark down for the client to send back. It is encrypted: where an entry stands is told by names that
// its reader may not be allowed to see. Nobody can make one but this tree, and for nothing but the same question.
func (t *DIT) sealCookie(m mark, asked question) []byte {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendString(b, ber.OctetString, m.place.ID[:])
	b = ber.AppendBoolean(b, ber.Boolean, m.place.Folder)
	b = ber.AppendInteger(b, ber.Integer, int64(m.said))
	for _, text := range m.place.Texts {
		b = ber.AppendString(b, ber.OctetString, text)
	}
	for _, v := range m.values {
		b = ber.AppendBoolean(b, ber.Boolean, v.has)
		b = ber.AppendString(b, ber.OctetString, v.text)
	}
	return t.cookies.Seal(nil, nil, ber.End(b, seq), asked[:])
}

// openCookie reads the mark of a cookie, nil where it is empty. It is not ok where it is none of ours, or of another
// search.
func (t *DIT) openCookie(cookie []byte, asked question, keys int) (m *mark, ok bool) {
	if len(cookie) == 0 {
		return nil, true
	}
	body, err := t.cookies.Open(nil, nil, cookie, asked[:])
	if err != nil {
		return nil, false
	}
	outer := ber.NewReader(body) // ours, as it was written
	r, err := outer.Enter(ber.Sequence, "cookie")
	if err != nil {
		return nil, false
	}
	m = new(mark)
	id, _ := r.OctetString(ber.OctetString, "id")
	copy(m.place.ID[:], id)
	m.place.Folder, _ = r.Boolean(ber.Boolean, "folder")
	said, _ := r.Integer(ber.Integer, "said", 0, math.MaxInt)
	m.said = int(said)
	for i := range m.place.Texts {
		m.place.Texts[i], _ = r.Text(ber.OctetString, "text")
	}
	for range keys {
		has, _ := r.Boolean(ber.Boolean, "has")
		text, err := r.Text(ber.OctetString, "value")
		if err != nil {
			return nil, false
		}
		m.values = append(m.values, sortValue{has: has, folded: search.Fold(text), text: text})
	}
	return m, true
}
