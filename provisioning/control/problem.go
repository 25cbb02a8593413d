package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"annuaire/directory"
)

// problem is an error over HTTP (RFC 9457): the directory's code and fields as extension members.
type problem struct {
	Title  string                 `json:"title"`
	Status int                    `json:"status"`
	Detail string                 `json:"detail,omitempty"`
	Code   directory.Code         `json:"code"`
	Fields []directory.FieldError `json:"fields,omitempty"`
}

// statuses is the HTTP status of each code; those that are not here are conflicts with what the directory holds.
var statuses = map[directory.Code]int{
	directory.Internal:           http.StatusInternalServerError,
	directory.Invalid:            http.StatusUnprocessableEntity,
	directory.Required:           http.StatusUnprocessableEntity,
	directory.FolderUnknown:      http.StatusUnprocessableEntity,
	directory.FolderTooDeep:      http.StatusUnprocessableEntity,
	directory.NumberReserved:     http.StatusUnprocessableEntity,
	directory.RoleUnknown:        http.StatusUnprocessableEntity,
	directory.NotFound:           http.StatusNotFound,
	directory.StaleRecord:        http.StatusPreconditionFailed,
	directory.InvalidCredentials: http.StatusUnauthorized,
	directory.Forbidden:          http.StatusForbidden,
	directory.TooLarge:           http.StatusRequestEntityTooLarge,
	directory.Unavailable:        http.StatusServiceUnavailable,
}

// problemOf says err as a problem. Who can open the socket owns the store, so that causes are told, not hidden.
func problemOf(err error) problem {
	var e *directory.Error
	switch {
	case errors.As(err, &e):
	case errors.Is(err, context.Canceled):
		e = &directory.Error{Code: directory.Unavailable, Message: "given up: the request was cancelled or the server stops"}
	default:
		e = &directory.Error{Code: directory.Internal, Message: err.Error()}
	}
	status, ok := statuses[e.Code]
	if !ok {
		status = http.StatusConflict
	}
	detail := e.Message
	if detail == "" {
		detail = string(e.Code)
	}
	if e.Cause != nil {
		detail += ": " + e.Cause.Error()
	}
	return problem{Title: http.StatusText(status), Status: status, Detail: detail, Code: e.Code, Fields: e.Fields}
}

// err gives back the error that the problem was made of.
func (p problem) err() error {
	return &directory.Error{Code: p.Code, Message: p.Detail, Fields: p.Fields}
}

func writeProblem(w http.ResponseWriter, err error) {
	p := problemOf(err)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // fails where nobody listens any more
}

// readProblem gives the error of an answer that is no success.
func readProblem(r *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxJSON))
	if err != nil {
		return fmt.Errorf("read the server's answer, %s: %w", r.Status, err)
	}
	var p problem
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/problem+json") || json.Unmarshal(body, &p) != nil {
		return fmt.Errorf("the server answers %s: %s", r.Status, strings.TrimSpace(string(body)))
	}
	return p.err()
}
