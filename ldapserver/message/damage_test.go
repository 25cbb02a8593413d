package message

import (
	"errors"
	"slices"
	"testing"

	"annuaire/ldapserver/ber"
)

// One octet changed, anywhere: the message is read as another one, or refused with a reason; never with a panic, and
// never as a request of another message where only the operation is damaged.
func TestMessagesWithOneOctetDamaged(t *testing.T) {
	control := element(tagControls, element(ber.Sequence, octets("1.2"), boolean(true), octets("v")))
	substrings := element(tagSubstrings, octets("cn"), element(ber.Sequence, element(tagInitial, "a"), element(tagAny, "b"), element(tagFinal, "c")))
	extensible := element(tagExtensible, element(tagMatchingRule, "2.5.13.2"), element(tagType, "ou"), element(tagMatchValue, "x"),
		element(tagDNAttributes, "\xFF"))
	for name, b := range map[string][]byte{
		"a Snom's search": fromHex(t, snomSearch),
		"search": searchFor(element(tagAnd, substrings, element(tagNot, extensible), element(tagPresent, "cn"),
			element(tagApprox, octets("sn"), octets("x")))),
		"simple bind": request(element(TagBindRequest, integer(3), octets("x"), element(tagSimple, "y")), control),
		"SASL bind":   request(element(TagBindRequest, integer(3), octets("x"), element(tagSASL, octets("PLAIN"), octets("y")))),
		"compare":     request(element(TagCompareRequest, octets("x"), element(ber.Sequence, octets("sn"), octets("y"))), control),
		"extended":    request(element(TagExtendedRequest, element(tagRequestName, OIDPasswordModify), element(tagRequestValue, "v"))),
		"delete":      request(element(TagDeleteRequest, "uid=a"), control),
		"abandon":     request(element(TagAbandonRequest, "\x01")),
	} {
		t.Run(name, func(t *testing.T) {
			original := decoded(t, b)
			refusals := 0
			for at := range b {
				for value := range 256 {
					damaged := slices.Clone(b)
					damaged[at] = byte(value)
					m, err := Decode(damaged, Limits{})
					if err == nil {
						if at > 5 && m.ID != original.ID { // behind the header and the message ID
							t.Fatalf("octet %d set to %#x: message %d", at, value, m.ID)
						}
						continue
					}
					refusals++
					var refused *DecodeError
					if !errors.As(err, &refused) || refused.Err == nil {
						t.Fatalf("octet %d set to %#x: error %v", at, value, err)
					}
				}
			}
			if refusals == 0 {
				t.Error("no damage is ever noticed")
			}
		})
	}
}

func TestADecodeErrorHoldsWhatIsWrong(t *testing.T) {
	_, err := Decode(searchFor(element(tagEqual, octets("cn"))), Limits{})
	var wrong *ber.Error
	if !errors.As(err, &wrong) || wrong.Field != "assertionValue" || wrong.Problem != "missing" {
		t.Errorf("error is %v", err)
	}
}
