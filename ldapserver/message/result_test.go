package message

import (
	"strings"
	"testing"

	"annuaire/ldapserver/ber"

	ldap "github.com/go-ldap/ldap/v3"
)

func TestResultCodesAreNamedAsGoLDAPNamesThem(t *testing.T) {
	named := 0
	for code := range 256 {
		name := ResultCode(code).String()
		if strings.Trim(name, "0123456789") == "" {
			continue
		}
		if code == int(SortControlMissing) || code == int(OffsetRangeError) || code == int(VirtualListViewError) {
			continue // of a draft, which go-ldap calls by other names
		}
		named++
		theirs := strings.ReplaceAll(ldap.LDAPResultCodeMap[uint16(code)], " ", "")
		if theirs == "StrongAuthRequired" { // before RFC 4511
			theirs = "strongerAuthRequired"
		}
		if !strings.EqualFold(name, theirs) {
			t.Errorf("%d is %q, go-ldap calls it %q", code, name, theirs)
		}
	}
	if named != 39 {
		t.Errorf("%d codes have names; RFC 4511 appendix A has 39", named)
	}
	if s := ResultCode(9).String(); s != "9" {
		t.Errorf("a code without a name is %q", s)
	}
}

func TestEveryRequestHasItsResponse(t *testing.T) {
	want := map[Tag]Tag{
		0x60: 0x61, // bind
		0x63: 0x65, // search
		0x66: 0x67, // modify
		0x68: 0x69, // add
		0x4A: 0x6B, // delete
		0x6C: 0x6D, // modifyDN
		0x6E: 0x6F, // compare
		0x77: 0x78, // extended
	}
	for tag := range 256 {
		got, ok := ResponseTag(Tag(tag))
		if wanted := want[Tag(tag)]; got != wanted || ok != (wanted != 0) {
			t.Errorf("%v is answered with %v, want %v", Tag(tag), got, wanted)
		}
	}
	if TagUnbindRequest != ber.Tag(0x42) || TagAbandonRequest != ber.Tag(0x50) {
		t.Error("unbind and abandon are primitive")
	}
}
