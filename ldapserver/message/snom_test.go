package message

import (
	"encoding/hex"
	"testing"

	oracle "github.com/go-asn1-ber/asn1-ber"
	"github.com/google/go-cmp/cmp"
)

// snomSearch is what a Snom desk phone sends, as captured (zivillian/ldap.net, CanReadSnomSearchRequest): its size
// limit is a non-minimal integer.
const snomSearch = "306c0201026367041364633d6576656e7470686f6e652c64633d64650a01020a010002020032020100010100" +
	"a11ba40c0402736e300680046d6a616da40b04016c300680046d6a616d30230402736e04016c040f74656c65" +
	"70686f6e654e756d62657204096a70656750686f746f"

func fromHex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestASnomsSearchIsUnderstood(t *testing.T) {
	got, err := Decode(fromHex(t, snomSearch), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := Message{ID: 2, Tag: TagSearchRequest, Op: &SearchRequest{
		Base:      "dc=eventphone,dc=de",
		Scope:     WholeSubtree,
		SizeLimit: 50,
		Filter: Filter{Kind: FilterOr, Children: []Filter{
			{Kind: FilterSubstrings, Attribute: "sn", Initial: "mjam"},
			{Kind: FilterSubstrings, Attribute: "l", Initial: "mjam"},
		}},
		Attributes: []string{"sn", "l", "telephoneNumber", "jpegPhoto"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if s := got.Op.(*SearchRequest).Filter.String(); s != "(|(sn=mjam*)(l=mjam*))" {
		t.Errorf("filter is %s", s)
	}
}

func BenchmarkDecodeASnomsSearch(b *testing.B) {
	packet := fromHex(b, snomSearch)
	for b.Loop() {
		if _, err := Decode(packet, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeASnomsSearchWithGoASN1BER(b *testing.B) {
	packet := fromHex(b, snomSearch)
	for b.Loop() {
		if _, err := oracle.DecodePacketErr(packet); err != nil {
			b.Fatal(err)
		}
	}
}
