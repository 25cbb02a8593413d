package message

// Object identifiers of extended operations and controls.
const (
	OIDStartTLS              = "1.3.6.1.4.1.1466.20037"  // RFC 4511 section 4.14
	OIDNoticeOfDisconnection = "1.3.6.1.4.1.1466.20036"  // RFC 4511 section 4.4.1
	OIDPasswordModify        = "1.3.6.1.4.1.4203.1.11.1" // RFC 3062
	OIDWhoAmI                = "1.3.6.1.4.1.4203.1.11.3" // RFC 4532
	OIDManageDsaIT           = "2.16.840.1.113730.3.4.2" // RFC 3296
	OIDPagedResults          = "1.2.840.113556.1.4.319"  // RFC 2696, in requests and in answers
	OIDSortRequest           = "1.2.840.113556.1.4.473"  // RFC 2891
	OIDSortResponse          = "1.2.840.113556.1.4.474"
	OIDViewRequest           = "2.16.840.1.113730.3.4.9" // draft-ietf-ldapext-ldapv3-vlv-09
	OIDViewResponse          = "2.16.840.1.113730.3.4.10"
)
