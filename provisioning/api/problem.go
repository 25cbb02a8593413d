package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"

	"annuaire/directory"
)

// Problem is an error over HTTP (RFC 9457): the directory's code and what belongs to it as extension members.
type Problem struct {
	Title  string                 `json:"title" doc:"What the status means."`
	Status int                    `json:"status"`
	Detail string                 `json:"detail,omitempty" doc:"What went wrong, for people."`
	Code   directory.Code         `json:"code" doc:"What went wrong, for programs: a code keeps its meaning."`
	Fields []directory.FieldError `json:"fields,omitempty" doc:"Which fields are at fault, and why."`
	// Seen and Current are the two versions of stale_record, Record the record as it is now.
	Seen    uint64 `json:"seen,omitempty" doc:"With stale_record: the version in If-Match."`
	Current uint64 `json:"current,omitempty" doc:"With stale_record: the version there is."`
	Record  any    `json:"record,omitempty" doc:"With stale_record: the record as it is now."`
	// UsersAfter and the prices are those of charges_not_accepted, as far as they are configured.
	UsersAfter      int    `json:"users_after,omitempty" doc:"With charges_not_accepted: how many users would be enabled. The same request with accept_charges goes through."`
	UnitPrice       string `json:"unit_price,omitempty" doc:"With charges_not_accepted: what one more user costs in a month."`
	Currency        string `json:"currency,omitempty" doc:"With charges_not_accepted: of the prices, ISO 4217."`
	ActivationPrice string `json:"activation_price,omitempty" doc:"With charges_not_accepted: what one more user costs once."`
	// Info is what else a program may want to know.
	Info any `json:"info,omitempty" doc:"With folder_not_empty and role_in_use, the counts; with feature_precondition, what the feature needs; with service_already_associated, who has the line; with plan_changed, the plan as it would be now."`
	// cause is for the log, never for the client.
	cause error
}

// Codes of what only HTTP can get wrong.
const (
	unauthenticated      directory.Code = "unauthenticated"
	crossOrigin          directory.Code = "cross_origin"
	methodNotAllowed     directory.Code = "method_not_allowed"
	unsupportedMediaType directory.Code = "unsupported_media_type"
	requestTimeout       directory.Code = "request_timeout"
	tooManyRequests      directory.Code = "too_many_requests"
)

// statusOf is the HTTP status of each code. Those that are not here are conflicts with what the directory holds.
func statusOf(code directory.Code) int {
	switch code {
	case directory.InvalidCredentials, directory.SessionEnded, unauthenticated:
		return http.StatusUnauthorized
	case directory.ChargesNotAccepted:
		return http.StatusPaymentRequired
	case directory.Forbidden, directory.PrivilegeEscalation, crossOrigin:
		return http.StatusForbidden
	case directory.NotFound:
		return http.StatusNotFound
	case methodNotAllowed:
		return http.StatusMethodNotAllowed
	case requestTimeout:
		return http.StatusRequestTimeout
	case directory.LinkInvalid, directory.JournalGone:
		return http.StatusGone
	case directory.StaleRecord:
		return http.StatusPreconditionFailed
	case directory.TooLarge, directory.PhotoTooLarge:
		return http.StatusRequestEntityTooLarge
	case directory.PhotoType, unsupportedMediaType:
		return http.StatusUnsupportedMediaType
	case directory.Invalid, directory.Required, directory.FolderUnknown, directory.FolderTooDeep, directory.NumberReserved,
		directory.ContactUnknown, directory.LineUnknown, directory.UserUnknown, directory.GroupUnknown, directory.ExternalHasNoServices, directory.DeviceTypeImmutable,
		directory.RoleUnknown, directory.EmailRequiredForAccess, directory.WeakPassword, directory.IdempotencyKeyReused,
		directory.EmailRequired, directory.NumberNotOwned, directory.FeaturePrecondition, directory.WeakPIN:
		return http.StatusUnprocessableEntity
	case directory.TooManyPINs, tooManyRequests:
		return http.StatusTooManyRequests
	case directory.MailFailed:
		return http.StatusBadGateway
	case directory.Internal:
		return http.StatusInternalServerError
	case directory.Unavailable, directory.MailNotConfigured:
		return http.StatusServiceUnavailable
	}
	return http.StatusConflict
}

// problemOf says err as a problem. What the program itself has got wrong is not told, only logged.
func problemOf(err error) *Problem {
	if p, is := errors.AsType[*Problem](err); is {
		return p
	}
	e, is := errors.AsType[*directory.Error](err)
	if !is {
		e = &directory.Error{Code: directory.Internal, Cause: err}
	}
	status := statusOf(e.Code)
	p := &Problem{Title: http.StatusText(status), Status: status, Detail: e.Message, Code: e.Code, Fields: e.Fields, cause: e.Cause}
	switch {
	case e.Code == directory.Internal:
		p.Detail, p.Fields, p.cause = "something went wrong inside; it has been logged", nil, err
	case e.Code == directory.StaleRecord:
		p.Record, p.Current = e.Detail, versionOf(e.Detail)
	case e.Code == directory.ChargesNotAccepted:
		if charges, is := e.Detail.(directory.Charges); is {
			p.UsersAfter, p.UnitPrice, p.Currency, p.ActivationPrice = charges.UsersAfter, charges.UnitPrice, charges.Currency, charges.ActivationPrice
		}
	default:
		p.Info = e.Detail
	}
	return p
}

// versionOf is the version of a record, 0 of what has none.
func versionOf(record any) uint64 {
	switch r := record.(type) {
	case directory.Folder:
		return r.Version
	case directory.Contact:
		return r.Version
	case directory.Account:
		return r.Version
	case directory.Role:
		return r.Version
	case directory.Login:
		return r.Version
	case directory.User:
		return r.Version
	case directory.ExternalNumber:
		return r.Version
	case directory.Mailbox:
		return r.Version
	case directory.Template:
		return r.Version
	case directory.Line:
		return r.Version
	case directory.Bundle:
		return r.Version
	case directory.Device:
		return r.Version
	case directory.Group:
		return r.Version
	}
	return 0
}

// Error is what went wrong, for people.
func (p *Problem) Error() string { return cmp.Or(p.Detail, string(p.Code)) }

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.cause }

// GetStatus is the HTTP status, as huma asks for it.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems, as huma asks for it.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// writeProblem answers with a problem outside of an operation.
func writeProblem(w http.ResponseWriter, p *Problem) {
	challenge(w.Header().Set, p)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a client that has gone needs no answer
}

// challenge tells who is not signed in how programs do it (RFC 9110 section 11.6.1).
func challenge(set func(name, value string), p *Problem) {
	if p.Status == http.StatusUnauthorized {
		set("WWW-Authenticate", `Bearer realm="annuaire"`)
	}
}
