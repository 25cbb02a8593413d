package dit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

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

// macSize is how many bytes of an HMAC-SHA256 are sent.
const macSize = 16

// mac signs what is sent to who asked, with a key that lives as long as the tree.
func (t *DIT) mac(asked question, body []byte) []byte {
	h := hmac.New(sha256.New, t.secret[:])
	h.Write(asked[:])
	h.Write(body)
	return h.Sum(nil)[:macSize]
}

// sealCookie writes a mark down for the client to send back.
func (t *DIT) sealCookie(m mark, asked question) []byte {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendString(b, ber.OctetString, m.place.ID[:])
	b = ber.AppendBoolean(b, ber.Boolean, m.place.Folder)
	for _, text := range m.place.Texts {
		b = ber.AppendString(b, ber.OctetString, text)
	}
	for _, v := range m.values {
		b = ber.AppendBoolean(b, ber.Boolean, v.has)
		b = ber.AppendString(b, ber.OctetString, v.text)
	}
	b = ber.End(b, seq)
	return append(t.mac(asked, b), b...)
}

// openCookie reads the mark of a cookie, nil where it is empty. It is not ok where it is none of ours, or of another
// search.
func (t *DIT) openCookie(cookie []byte, asked question, keys int) (m *mark, ok bool) {
	if len(cookie) == 0 {
		return nil, true
	}
	if len(cookie) < macSize || !hmac.Equal(cookie[:macSize], t.mac(asked, cookie[macSize:])) {
		return nil, false
	}
	outer := ber.NewReader(cookie[macSize:]) // what we have signed we have written
	r, err := outer.Enter(ber.Sequence, "cookie")
	if err != nil {
		return nil, false
	}
	m = new(mark)
	id, _ := r.OctetString(ber.OctetString, "id")
	copy(m.place.ID[:], id)
	m.place.Folder, _ = r.Boolean(ber.Boolean, "folder")
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
