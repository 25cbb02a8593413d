package message

import (
	"bytes"
	"testing"

	"annuaire/ldapserver/ber"

	oracle "github.com/go-asn1-ber/asn1-ber"
	ldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

// Each test has a go-ldap client talk to what this package reads and writes.

func TestAGoLDAPClientBinds(t *testing.T) {
	got, err := exchange(t,
		func(c *ldap.Conn) error { return c.Bind("cn=phones,dc=x", "secret") },
		func(m Message) []byte {
			return AppendBindResponse(nil, m.ID, Result{InvalidCredentials, "dc=x", "no such account"})
		})
	want := &BindRequest{Version: 3, Name: "cn=phones,dc=x", Simple: true, Password: "secret"}
	if diff := cmp.Diff(want, got.Op); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	result := resultOf(t, err)
	if result.ResultCode != ldap.LDAPResultInvalidCredentials || result.MatchedDN != "dc=x" || result.Err.Error() != "no such account" {
		t.Errorf("the client reads %v", result)
	}
}

func TestAGoLDAPClientSearches(t *testing.T) {
	photo := bytes.Repeat([]byte{0xFF, 0xD8}, 40_000)
	var found *ldap.SearchResult
	got, err := exchange(t, func(c *ldap.Conn) (err error) {
		found, err = c.Search(&ldap.SearchRequest{
			BaseDN: "dc=x", Scope: ldap.ScopeSingleLevel, DerefAliases: ldap.DerefAlways, SizeLimit: 50, TimeLimit: 3, TypesOnly: true,
			Filter: "(|(sn=mar*)(telephoneNumber>=06))", Attributes: []string{"sn", "jpegPhoto"},
			Controls: []ldap.Control{ldap.NewControlManageDsaIT(true), ldap.NewControlPaging(20)},
		})
		return err
	}, func(m Message) []byte {
		b, entry := BeginEntry(nil, m.ID, "uid=jean.martin,dc=x")
		b, attr := BeginAttribute(b, "sn")
		b = AppendValue(b, "Martin")
		b = AppendValue(b, "Martín")
		b = EndAttribute(b, attr)
		b, attr = BeginAttribute(b, "jpegPhoto")
		b = AppendValue(b, photo)
		b = EndAttribute(b, attr)
		b, attr = BeginAttribute(b, "cn")
		b = EndAttribute(b, attr)
		b = EndEntry(b, entry, Control{OID: "1.2.3", Critical: true}, Control{OID: "1.2.4", HasValue: true, Value: []byte("v")})
		b, entry = BeginEntry(b, m.ID, "ou=empty,dc=x")
		b = EndEntry(b, entry)
		return AppendResult(b, m.ID, TagSearchDone, Result{Code: Success}, Control{OID: "1.2.5"})
	})
	if err != nil {
		t.Fatal(err)
	}
	pagedSize := []byte(element(ber.Sequence, integer(20), octets("")))
	want := Message{ID: 1, Tag: TagSearchRequest, Op: &SearchRequest{
		Base: "dc=x", Scope: SingleLevel, Deref: 3, SizeLimit: 50, TimeLimit: 3, TypesOnly: true,
		Filter: Filter{Kind: FilterOr, Children: []Filter{
			{Kind: FilterSubstrings, Attribute: "sn", Initial: "mar"},
			{Kind: FilterGreaterOrEqual, Attribute: "telephoneNumber", Value: "06"},
		}},
		Attributes: []string{"sn", "jpegPhoto"},
	}, Controls: []Control{{OID: OIDManageDsaIT, Critical: true}, {OID: ldap.ControlTypePaging, HasValue: true, Value: pagedSize}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	if len(found.Entries) != 2 || found.Entries[0].DN != "uid=jean.martin,dc=x" || found.Entries[1].DN != "ou=empty,dc=x" {
		t.Fatalf("the client found %v", found.Entries)
	}
	entry := found.Entries[0]
	if diff := cmp.Diff([]string{"Martin", "Martín"}, entry.GetAttributeValues("sn")); diff != "" {
		t.Errorf("sn: -want +got:\n%s", diff)
	}
	if !bytes.Equal(entry.GetRawAttributeValue("jpegPhoto"), photo) {
		t.Error("the photo is another one")
	}
	if n := len(entry.Attributes); n != 3 || entry.Attributes[2].Name != "cn" || len(entry.Attributes[2].Values) != 0 {
		t.Errorf("%d attributes, the last one %v", n, entry.Attributes[n-1])
	}
	if len(found.Entries[1].Attributes) != 0 {
		t.Error("the second entry has attributes")
	}
	if len(found.Controls) != 1 || found.Controls[0].GetControlType() != "1.2.5" {
		t.Errorf("controls with the result: %v", found.Controls)
	}
}

func TestAGoLDAPClientCompares(t *testing.T) {
	var matched bool
	got, err := exchange(t, func(c *ldap.Conn) (err error) {
		matched, err = c.Compare("uid=a,dc=x", "sn", "Martin")
		return err
	}, func(m Message) []byte { return AppendResult(nil, m.ID, TagCompareResponse, Result{Code: CompareTrue}) })
	if err != nil || !matched {
		t.Errorf("matched %v, %v", matched, err)
	}
	if diff := cmp.Diff(&CompareRequest{"uid=a,dc=x", "sn", "Martin"}, got.Op); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAGoLDAPClientAsksWhoItIs(t *testing.T) {
	var who *ldap.WhoAmIResult
	got, err := exchange(t, func(c *ldap.Conn) (err error) {
		who, err = c.WhoAmI(nil)
		return err
	}, func(m Message) []byte {
		return AppendExtendedResponse(nil, m.ID, Result{}, "", []byte("dn:cn=phones,dc=x"))
	})
	if err != nil || who.AuthzID != "dn:cn=phones,dc=x" {
		t.Errorf("%v, %v", who, err)
	}
	if diff := cmp.Diff(&ExtendedRequest{Name: OIDWhoAmI}, got.Op); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAGoLDAPClientSetsAPassword(t *testing.T) {
	got, err := exchange(t, func(c *ldap.Conn) error {
		_, err := c.PasswordModify(ldap.NewPasswordModifyRequest("uid=a", "old", "new"))
		return err
	}, func(m Message) []byte {
		return AppendExtendedResponse(nil, m.ID, Result{Code: UnwillingToPerform, Diagnostic: "not here"}, "", nil)
	})
	if result := resultOf(t, err); result.ResultCode != ldap.LDAPResultUnwillingToPerform {
		t.Errorf("the client reads %v", result)
	}
	value := element(ber.Sequence, element(ber.Context+0, "uid=a"), element(ber.Context+1, "old"), element(ber.Context+2, "new"))
	want := &ExtendedRequest{Name: OIDPasswordModify, HasValue: true, Value: []byte(value)}
	if diff := cmp.Diff(want, got.Op); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAGoLDAPClientWantsToWrite(t *testing.T) {
	for name, test := range map[string]struct {
		do   func(*ldap.Conn) error
		want any
	}{
		"add": {func(c *ldap.Conn) error {
			return c.Add(&ldap.AddRequest{DN: "uid=a", Attributes: []ldap.Attribute{{Type: "sn", Vals: []string{"A"}}}})
		}, &AddRequest{"uid=a"}},
		"modify": {func(c *ldap.Conn) error {
			r := ldap.NewModifyRequest("uid=a", nil)
			r.Replace("sn", []string{"A"})
			return c.Modify(r)
		}, &ModifyRequest{"uid=a"}},
		"delete":   {func(c *ldap.Conn) error { return c.Del(ldap.NewDelRequest("uid=a", nil)) }, &DeleteRequest{"uid=a"}},
		"modifyDN": {func(c *ldap.Conn) error { return c.ModifyDN(ldap.NewModifyDNRequest("uid=a", "uid=b", true, "")) }, &ModifyDNRequest{"uid=a"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := exchange(t, test.do, func(m Message) []byte {
				tag, ok := ResponseTag(m.Tag)
				if !ok {
					t.Errorf("no response to %v", m.Tag)
				}
				return AppendResult(nil, m.ID, tag, Result{Code: UnwillingToPerform})
			})
			if result := resultOf(t, err); result.ResultCode != ldap.LDAPResultUnwillingToPerform {
				t.Errorf("the client reads %v", result)
			}
			if diff := cmp.Diff(test.want, got.Op); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestTheNoticeOfDisconnection(t *testing.T) {
	packet, err := oracle.DecodePacketErr(AppendNoticeOfDisconnection(nil, Unavailable, "the server stops"))
	if err != nil {
		t.Fatal(err)
	}
	if id := packet.Children[0].Value; id != int64(0) {
		t.Errorf("message ID is %v", id)
	}
	response := packet.Children[1]
	if response.ClassType != oracle.ClassApplication || response.Tag != 24 {
		t.Errorf("tag is %v of class %v", response.Tag, response.ClassType)
	}
	if name := response.Children[len(response.Children)-1]; name.Tag != 10 || name.Data.String() != OIDNoticeOfDisconnection {
		t.Errorf("name is %q with tag %d", name.Data, name.Tag)
	}
	result := resultOf(t, ldap.GetLDAPError(packet))
	if result.ResultCode != ldap.LDAPResultUnavailable || result.Err.Error() != "the server stops" {
		t.Errorf("result is %v", result)
	}
}

func TestAppendingAnEntryAllocatesNothing(t *testing.T) {
	buf := make([]byte, 0, 4096)
	if n := testing.AllocsPerRun(100, func() {
		if b := appendSample(buf, 1); len(b) == 0 {
			t.Fatal("nothing appended")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// appendSample appends an entry as a phone gets it.
func appendSample(b []byte, id int32) []byte {
	b, entry := BeginEntry(b, id, "uid=jean.martin,ou=Sales,dc=example,dc=com")
	for _, attribute := range [...]struct{ name, value string }{
		{"sn", "Martin"}, {"givenName", "Jean"}, {"cn", "Jean Martin"}, {"telephoneNumber", "+33123456789"}, {"mobile", "+33612345678"},
	} {
		var attr AttrMark
		b, attr = BeginAttribute(b, attribute.name)
		b = EndAttribute(AppendValue(b, attribute.value), attr)
	}
	return EndEntry(b, entry)
}

func BenchmarkAppendAnEntry(b *testing.B) {
	buf := make([]byte, 0, 4096)
	for b.Loop() {
		buf = appendSample(buf[:0], 1)
	}
	b.SetBytes(int64(len(buf)))
}
