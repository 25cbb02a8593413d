package message

import "annuaire/ldapserver/ber"

// Tag is the identifier octet of a protocol operation.
type Tag = ber.Tag

// Tags of the protocol operations of RFC 4511.
const (
	TagBindRequest      = ber.Application + ber.Constructed + 0
	TagBindResponse     = ber.Application + ber.Constructed + 1
	TagUnbindRequest    = ber.Application + 2
	TagSearchRequest    = ber.Application + ber.Constructed + 3
	TagSearchEntry      = ber.Application + ber.Constructed + 4
	TagSearchDone       = ber.Application + ber.Constructed + 5
	TagModifyRequest    = ber.Application + ber.Constructed + 6
	TagModifyResponse   = ber.Application + ber.Constructed + 7
	TagAddRequest       = ber.Application + ber.Constructed + 8
	TagAddResponse      = ber.Application + ber.Constructed + 9
	TagDeleteRequest    = ber.Application + 10
	TagDeleteResponse   = ber.Application + ber.Constructed + 11
	TagModifyDNRequest  = ber.Application + ber.Constructed + 12
	TagModifyDNResponse = ber.Application + ber.Constructed + 13
	TagCompareRequest   = ber.Application + ber.Constructed + 14
	TagCompareResponse  = ber.Application + ber.Constructed + 15
	TagAbandonRequest   = ber.Application + 16
	TagExtendedRequest  = ber.Application + ber.Constructed + 23
	TagExtendedResponse = ber.Application + ber.Constructed + 24
)

// ResponseTag is the tag of the final response to a request. ok is false for requests that have none (unbind and
// abandon) and for tags that are no request's.
func ResponseTag(request Tag) (response Tag, ok bool) {
	switch request {
	case TagDeleteRequest:
		return TagDeleteResponse, true
	case TagSearchRequest:
		return TagSearchDone, true
	case TagBindRequest, TagModifyRequest, TagAddRequest, TagModifyDNRequest, TagCompareRequest, TagExtendedRequest:
		return request + 1, true
	}
	return 0, false
}
