package directory

import (
	"errors"
	"strings"
)

// Code tells what kind of error a command met. Codes are part of the API: LDAP and HTTP map each to a result of theirs.
type Code string

const (
	Internal Code = "internal"
	Invalid  Code = "invalid"  // a field's value is not acceptable
	Required Code = "required" // a field is missing
	NotFound Code = "not_found"

	FolderNameTaken     Code = "folder_name_taken"
	FolderNotEmpty      Code = "folder_not_empty" // with FolderContents as detail
	FolderTooDeep       Code = "folder_too_deep"
	FolderCycle         Code = "folder_cycle"
	FolderUnknown       Code = "folder_unknown"
	RootFolderImmutable Code = "root_folder_immutable"

	NumberTaken    Code = "number_taken"
	NumberReserved Code = "extension_reserved"
	// DialPrefixConflict: a number of the dialling space begins with another one. Of warnings too.
	DialPrefixConflict Code = "dial_prefix_conflict"
	EmailTaken         Code = "email_taken"
	ExternalRefTaken   Code = "external_ref_taken"
	UIDTaken           Code = "uid_taken"
	StaleRecord        Code = "stale_record"

	// Lines and what hangs on them.
	ServiceAlreadyAssociated Code = "service_already_associated" // with a ContactRef as detail where the actor sees that contact
	ExternalHasNoServices    Code = "external_has_no_services"
	ContactHasServices       Code = "contact_has_services"
	ContactUnknown           Code = "contact_unknown"
	LineUnknown              Code = "line_unknown"
	UserUnknown              Code = "user_unknown"
	GroupUnknown             Code = "group_unknown"
	MACTaken                 Code = "mac_taken"
	SIPUserTaken             Code = "sip_user_taken"
	DeviceTypeImmutable      Code = "device_type_immutable"
	DeviceHasAccount         Code = "device_has_account"
	BundleNameTaken          Code = "bundle_name_taken"

	AccountNameTaken   Code = "account_name_taken"
	InvalidCredentials Code = "invalid_credentials"
	Forbidden          Code = "forbidden"
	PlanChanged        Code = "plan_changed"
	MassDelete         Code = "mass_delete_not_confirmed"
	ImportRefused      Code = "import_refused" // an automatic one, for rows in error or for what it would delete
	TooLarge           Code = "too_large"
	Unavailable        Code = "unavailable"

	// Roles, logins and what they are opened with.
	RoleNameTaken          Code = "role_name_taken"
	RoleInUse              Code = "role_in_use" // with RoleUse as detail
	RoleImmutable          Code = "role_immutable"
	RoleUnknown            Code = "role_unknown"
	PrivilegeEscalation    Code = "privilege_escalation"
	LastAdministrator      Code = "last_administrator"
	FounderExists          Code = "founder_exists"
	EmailIsAdmin           Code = "email_is_admin"
	EmailRequiredForAccess Code = "email_required_for_access"
	EmailInUseForAccess    Code = "email_in_use_for_access"
	WeakPassword           Code = "weak_password"
	LinkInvalid            Code = "link_invalid"
	SessionEnded           Code = "session_ended"
	IdempotencyKeyReused   Code = "idempotency_key_reused"
	RequestInProgress      Code = "request_in_progress"
	PhotoTooLarge          Code = "photo_too_large"
	PhotoType              Code = "photo_type"
	JournalGone            Code = "journal_gone"

	// Users and what they have.
	UserExists            Code = "user_exists" // the contact has one already
	CannotDeleteSelf      Code = "cannot_delete_self"
	FolderHasUsers        Code = "folder_has_users" // with FolderContents as detail
	ExtensionTaken        Code = "extension_taken"
	MainExtensionRequired Code = "main_extension_required"
	NoFreeExtension       Code = "no_free_extension"
	NumberNotOwned        Code = "number_not_owned"
	NumberInUse           Code = "number_in_use"
	FeaturePrecondition   Code = "feature_precondition" // with FeatureNeed as detail
	FeatureTurnedOff      Code = "feature_turned_off"   // of warnings only
	MailboxExists         Code = "mailbox_exists"
	EmailRequired         Code = "email_required"
	WeakPIN               Code = "weak_pin"
	TooManyPINs           Code = "too_many_pins"
	TemplateNameTaken     Code = "template_name_taken"
	ChargesNotAccepted    Code = "charges_not_accepted" // with Charges as detail
	LicenceLimitReached   Code = "licence_limit_reached"

	// Mail to people.
	MailFailed        Code = "mail_failed"         // the mail server has not accepted a message
	MailNotConfigured Code = "mail_not_configured" // there is no mail server
)

// Error is what every command and query of the domain returns when it fails.
type Error struct {
	Code    Code         `json:"code"`
	Message string       `json:"message"`
	Fields  []FieldError `json:"fields,omitempty"`
	// Detail is what a form shows beside the words: the record as it is now, of stale_record, or what the code's own comment says.
	// Nil with every other code.
	Detail any   `json:"detail,omitempty"`
	Cause  error `json:"-"`
}

// FieldError says what is wrong with one field, and what would be right. Field is the JSON name of the field, a number
// in a list as "numbers[0].short_number".
type FieldError struct {
	Field   string `json:"field"`
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Value   string `json:"value,omitempty"`
}

// Error names the fields at fault, never a secret.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Message)
	if b.Len() == 0 {
		b.WriteString(string(e.Code))
	}
	for i, f := range e.Fields {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(f.Field + " " + f.Message)
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf gives the code of the *Error in err's chain; Internal where there is none, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
