package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

// TestSlapdOrdersTheSame asks the program and slapd, with its overlay sssvlv, for two hundred sorted lists, and as many of a seed that is
// drawn: whole, in pages, and through views by offset and by value. Both give the same entries in the same order, the same
// pages, positions and counts.
func TestSlapdOrdersTheSame(t *testing.T) {
	d := newDifferential(t)
	for seed, lists := range map[uint64]int{4: 200, rand.Uint64(): 50} {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			draw := newDraw(seed, d.people)
			for range lists {
				q := draw.list()
				ours, theirs := d.order(t, d.ours, q), d.order(t, d.slapd, q)
				if diff := cmp.Diff(ours, theirs); diff != "" {
					t.Errorf("%s, in pages of %d\n-ours +slapd's\n%s", d.commandLine(q.SearchRequest), q.page, diff)
				}
			}
		})
	}
}

// drawnList is a sorted list, and how it is read.
type drawnList struct {
	*ldap.SearchRequest
	page int // 0: not in pages
}

func (r *draw) list() drawnList {
	// Suppliers have no department and people of the company no firm, so that some entries have nothing to be sorted by. Every list ends
	// with the uid, because entries that are equal stand in no order that two servers could agree on.
	var keys []string
	for _, name := range r.Perm(5)[:r.IntN(3)] {
		keys = append(keys, []string{"sn", "givenName", "title", "o", "l"}[name])
	}
	order := sortedBy{}
	for _, name := range append(keys, "uid") {
		order.keys = append(order.keys, sortedByKey{name, r.IntN(3) == 0})
	}
	p := pick(r.Rand, r.people)
	how := r.IntN(4)
	if how == 2 { // slapd takes entries that begin with the value to be before it where there are further keys
		order.keys = order.keys[len(order.keys)-1:]
	}
	q := drawnList{SearchRequest: &ldap.SearchRequest{BaseDN: differentialBase, Scope: ldap.ScopeWholeSubtree, Attributes: []string{"1.1"}, Controls: []ldap.Control{order},
		Filter: "(&(uid=*)(" + pick(r.Rand, []string{"sn=" + p.last[:1] + "*", "givenName=" + p.first, "title=*", "o=" + p.company + "*", "l=" + p.city + "*", "sn=nobody", "cn=*" + p.last[:2] + "*"}) + "))"}}
	switch how {
	case 0:
		q.page = 1 + r.IntN(80)
	case 1:
		q.Controls = append(q.Controls, viewed{before: r.IntN(20), after: r.IntN(20), offset: 1 + r.IntN(100), count: 100})
	case 2:
		q.Controls = append(q.Controls, viewed{before: r.IntN(9), after: r.IntN(9), value: pick(r.Rand, []string{p.first, p.first[:1], "a", "M", "zz", strings.ToLower(p.first) + "." + p.last})})
	}
	return q
}

// order writes down what is read of a list: names in their order, pages, position and count.
func (d *differential) order(t *testing.T, c *ldap.Conn, q drawnList) string {
	t.Helper()
	var b strings.Builder
	request := *q.SearchRequest
	paging := ldap.NewControlPaging(uint32(q.page))
	for tries := 0; ; tries++ {
		if q.page > 0 {
			request.Controls = append(slices.Clone(q.Controls), paging)
		}
		res, err := c.Search(&request)
		var failure *ldap.Error
		if err != nil && !errors.As(err, &failure) {
			t.Fatal(err)
		}
		if failure != nil && failure.ResultCode == ldap.LDAPResultBusy && tries < 100_000 { // slapd is not done with the page before, although it was sent
			continue
		}
		position, isBehind := viewAnswer(res.Controls)
		if isBehind { // the last: slapd gives it even where none before the target was asked for
			res.Entries = nil
		}
		for _, e := range res.Entries {
			uid, _, _ := strings.Cut(e.DN, ",")
			b.WriteString(uid + "\n")
		}
		if failure != nil {
			fmt.Fprintf(&b, "result %d\n", failure.ResultCode)
		}
		b.WriteString(position)
		answer, ok := ldap.FindControl(res.Controls, ldap.ControlTypePaging).(*ldap.ControlPaging)
		if !ok || len(answer.Cookie) == 0 {
			return b.String()
		}
		b.WriteString("-- a page\n")
		paging.SetCookie(answer.Cookie)
	}
}

// viewAnswer is what the control of a view says (draft-ietf-ldapext-ldapv3-vlv-09 section 6.2), without its context, and
// whether its target is behind the last entry.
func viewAnswer(controls []ldap.Control) (says string, isBehind bool) {
	c, ok := ldap.FindControl(controls, ldap.ControlTypeVLVResponse).(*ldap.ControlString)
	if !ok {
		return "", false
	}
	p := ber.DecodePacket([]byte(c.ControlValue))
	position, count := p.Children[0].Value.(int64), p.Children[1].Value.(int64)
	return fmt.Sprintf("at %d of %d, %v\n", position, count, p.Children[2].Value), position > count
}

// sortedBy is a sort control (RFC 2891), critical, with an explicit rule for every key.
type sortedBy struct{ keys []sortedByKey }

type sortedByKey struct {
	attribute string
	reverse   bool
}

func (s sortedBy) GetControlType() string { return ldap.ControlTypeServerSideSorting }

func (s sortedBy) Encode() *ber.Packet {
	list := ber.NewSequence("")
	for _, k := range s.keys {
		key := ber.NewSequence("")
		key.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, k.attribute, ""))
		key.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 0, "caseIgnoreOrderingMatch", ""))
		if k.reverse {
			key.AppendChild(ber.NewBoolean(ber.ClassContext, ber.TypePrimitive, 1, true, ""))
		}
		list.AppendChild(key)
	}
	return criticalControl(s.GetControlType(), list)
}

// String is as ldapsearch takes it.
func (s sortedBy) String() string {
	var keys []string
	for _, k := range s.keys {
		keys = append(keys, map[bool]string{true: "-"}[k.reverse]+k.attribute+":caseIgnoreOrderingMatch")
	}
	return "-E '!sss=" + strings.Join(keys, "/") + "'"
}

// viewed is a view control, critical: by offset, or else by value.
type viewed struct {
	before, after, offset, count int
	value                        string
}

func (v viewed) GetControlType() string { return ldap.ControlTypeVLVRequest }

func (v viewed) Encode() *ber.Packet {
	number := func(n int) *ber.Packet {
		return ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(n), "")
	}
	value := ber.NewSequence("")
	value.AppendChild(number(v.before))
	value.AppendChild(number(v.after))
	if v.offset == 0 {
		value.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 1, v.value, ""))
	} else {
		target := ber.Encode(ber.ClassContext, ber.TypeConstructed, 0, nil, "")
		target.AppendChild(number(v.offset))
		target.AppendChild(number(v.count))
		value.AppendChild(target)
	}
	return criticalControl(v.GetControlType(), value)
}

// String is as ldapsearch takes it.
func (v viewed) String() string {
	if v.offset == 0 {
		return fmt.Sprintf("-E '!vlv=%d/%d:%s'", v.before, v.after, v.value)
	}
	return fmt.Sprintf("-E '!vlv=%d/%d/%d/%d'", v.before, v.after, v.offset, v.count)
}

func criticalControl(oid string, value *ber.Packet) *ber.Packet {
	c := ber.NewSequence("")
	c.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, oid, ""))
	c.AppendChild(ber.NewBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, true, ""))
	c.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, string(value.Bytes()), ""))
	return c
}
