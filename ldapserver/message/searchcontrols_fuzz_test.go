package message

import (
	"errors"
	"testing"

	oracle "github.com/go-asn1-ber/asn1-ber"
	"github.com/google/go-cmp/cmp"

	"annuaire/ldapserver/ber"
)

// FuzzSearchControls reads anything as the value of each control without panicking. What is read, encoded anew with
// go-asn1-ber, is read as the same.
func FuzzSearchControls(f *testing.F) {
	for _, c := range []Control{
		controlOf(OIDPagedResults, false, integer(5), octets("cookie")),
		controlOf(OIDSortRequest, false, sortKey("sn", element(tagOrderingRule, "2.5.13.3"), boolAs(tagReverseOrder, true)), sortKey("cn")),
		controlOf(OIDViewRequest, false, integer(1), integer(31), byOffset(33, 600), octets("context")),
		controlOf(OIDViewRequest, false, integer(1), integer(31), element(tagByValue, "ma")),
	} {
		f.Add(c.Value)
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		for _, oid := range []string{OIDPagedResults, OIDSortRequest, OIDViewRequest} {
			got, err := DecodeSearchControls([]Control{{OID: oid, Critical: true, HasValue: true, Value: value}})
			if err != nil {
				var wrong *ber.Error
				if !errors.As(err, &wrong) {
					t.Fatalf("error is %v", err)
				}
				continue
			}
			again, err := DecodeSearchControls([]Control{{OID: oid, Critical: true, HasValue: true, Value: encodeSearchControl(got).Bytes()}})
			if err != nil {
				t.Fatalf("%+v, encoded anew: %v", got, err)
			}
			if diff := cmp.Diff(got, again); diff != "" {
				t.Errorf("-decoded +encoded anew:\n%s", diff)
			}
		}
	})
}

// encodeSearchControl is the value of the only control there is, as go-asn1-ber writes it.
func encodeSearchControl(c *SearchControls) *oracle.Packet {
	value := oracle.NewSequence("")
	switch {
	case c.Page != nil:
		value.AppendChild(number(c.Page.Size))
		value.AppendChild(text(string(c.Page.Cookie)))
	case c.Sort != nil:
		for _, k := range c.Sort {
			key := oracle.NewSequence("")
			key.AppendChild(text(k.Attribute))
			if k.Rule != "" {
				key.AppendChild(contextual(0, k.Rule))
			}
			key.AppendChild(oracle.NewBoolean(oracle.ClassContext, oracle.TypePrimitive, 1, k.Reverse, ""))
			value.AppendChild(key)
		}
	default:
		value.AppendChild(number(c.View.Before))
		value.AppendChild(number(c.View.After))
		if c.View.ByValue {
			value.AppendChild(contextual(1, c.View.Value))
			break
		}
		target := oracle.Encode(oracle.ClassContext, oracle.TypeConstructed, 0, nil, "")
		target.AppendChild(number(c.View.Offset))
		target.AppendChild(number(c.View.Count))
		value.AppendChild(target)
	}
	return value
}

func number(n int) *oracle.Packet {
	return oracle.NewInteger(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagInteger, int64(n), "")
}
