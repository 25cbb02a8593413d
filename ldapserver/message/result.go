package message

import "strconv"

// Result is an LDAPResult (RFC 4511 section 4.1.9) without referrals, which are never sent: phones do not follow them.
type Result struct {
	Code       ResultCode
	MatchedDN  string
	Diagnostic string // for people, in English
}

// ResultCode is a result code of RFC 4511 appendix A.
type ResultCode uint8

// Result codes of RFC 4511 appendix A, and of virtual list views.
const (
	Success                      ResultCode = 0
	OperationsError              ResultCode = 1
	ProtocolError                ResultCode = 2
	TimeLimitExceeded            ResultCode = 3
	SizeLimitExceeded            ResultCode = 4
	CompareFalse                 ResultCode = 5
	CompareTrue                  ResultCode = 6
	AuthMethodNotSupported       ResultCode = 7
	StrongerAuthRequired         ResultCode = 8
	Referral                     ResultCode = 10
	AdminLimitExceeded           ResultCode = 11
	UnavailableCriticalExtension ResultCode = 12
	ConfidentialityRequired      ResultCode = 13
	SaslBindInProgress           ResultCode = 14
	NoSuchAttribute              ResultCode = 16
	UndefinedAttributeType       ResultCode = 17
	InappropriateMatching        ResultCode = 18
	ConstraintViolation          ResultCode = 19
	AttributeOrValueExists       ResultCode = 20
	InvalidAttributeSyntax       ResultCode = 21
	NoSuchObject                 ResultCode = 32
	AliasProblem                 ResultCode = 33
	InvalidDNSyntax              ResultCode = 34
	AliasDereferencingProblem    ResultCode = 36
	InappropriateAuthentication  ResultCode = 48
	InvalidCredentials           ResultCode = 49
	InsufficientAccessRights     ResultCode = 50
	Busy                         ResultCode = 51
	Unavailable                  ResultCode = 52
	UnwillingToPerform           ResultCode = 53
	LoopDetect                   ResultCode = 54
	SortControlMissing           ResultCode = 60 // draft-ietf-ldapext-ldapv3-vlv-09
	OffsetRangeError             ResultCode = 61 // likewise
	NamingViolation              ResultCode = 64
	ObjectClassViolation         ResultCode = 65
	NotAllowedOnNonLeaf          ResultCode = 66
	NotAllowedOnRDN              ResultCode = 67
	EntryAlreadyExists           ResultCode = 68
	ObjectClassModsProhibited    ResultCode = 69
	AffectsMultipleDSAs          ResultCode = 71
	VirtualListViewError         ResultCode = 76 // likewise
	Other                        ResultCode = 80
)

// String is the code's name in RFC 4511, or its number where it has none.
func (c ResultCode) String() string {
	if name := c.name(); name != "" {
		return name
	}
	return strconv.Itoa(int(c))
}

func (c ResultCode) name() string {
	switch c {
	case Success:
		return "success"
	case OperationsError:
		return "operationsError"
	case ProtocolError:
		return "protocolError"
	case TimeLimitExceeded:
		return "timeLimitExceeded"
	case SizeLimitExceeded:
		return "sizeLimitExceeded"
	case CompareFalse:
		return "compareFalse"
	case CompareTrue:
		return "compareTrue"
	case AuthMethodNotSupported:
		return "authMethodNotSupported"
	case StrongerAuthRequired:
		return "strongerAuthRequired"
	case Referral:
		return "referral"
	case AdminLimitExceeded:
		return "adminLimitExceeded"
	case UnavailableCriticalExtension:
		return "unavailableCriticalExtension"
	case ConfidentialityRequired:
		return "confidentialityRequired"
	case SaslBindInProgress:
		return "saslBindInProgress"
	case NoSuchAttribute:
		return "noSuchAttribute"
	case UndefinedAttributeType:
		return "undefinedAttributeType"
	case InappropriateMatching:
		return "inappropriateMatching"
	case ConstraintViolation:
		return "constraintViolation"
	case AttributeOrValueExists:
		return "attributeOrValueExists"
	case InvalidAttributeSyntax:
		return "invalidAttributeSyntax"
	case NoSuchObject:
		return "noSuchObject"
	case AliasProblem:
		return "aliasProblem"
	case InvalidDNSyntax:
		return "invalidDNSyntax"
	case AliasDereferencingProblem:
		return "aliasDereferencingProblem"
	case InappropriateAuthentication:
		return "inappropriateAuthentication"
	case InvalidCredentials:
		return "invalidCredentials"
	case InsufficientAccessRights:
		return "insufficientAccessRights"
	case Busy:
		return "busy"
	case Unavailable:
		return "unavailable"
	case UnwillingToPerform:
		return "unwillingToPerform"
	case LoopDetect:
		return "loopDetect"
	case SortControlMissing:
		return "sortControlMissing"
	case OffsetRangeError:
		return "offsetRangeError"
	case NamingViolation:
		return "namingViolation"
	case ObjectClassViolation:
		return "objectClassViolation"
	case NotAllowedOnNonLeaf:
		return "notAllowedOnNonLeaf"
	case NotAllowedOnRDN:
		return "notAllowedOnRDN"
	case EntryAlreadyExists:
		return "entryAlreadyExists"
	case ObjectClassModsProhibited:
		return "objectClassModsProhibited"
	case AffectsMultipleDSAs:
		return "affectsMultipleDSAs"
	case VirtualListViewError:
		return "virtualListViewError"
	case Other:
		return "other"
	}
	return ""
}
