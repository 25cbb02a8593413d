package web

import (
	"encoding/json"
	"errors"
	"net/http"
)

// problem is what the API refuses (RFC 9457). Code is for us; detail and the fields' messages are in English, for people.
type problem struct {
	Status  int             `json:"status"`
	Code    string          `json:"code"`
	Detail  string          `json:"detail"`
	Fields  []fieldProblem  `json:"fields"`
	Current uint64          `json:"current"` // with stale_record: the version that there is now
	Record  json.RawMessage `json:"record"`  // with stale_record: the record as it is now
	Info    json.RawMessage `json:"info"`    // what the code's own description says
	charges                 // with charges_not_accepted
}

// fieldProblem is what is wrong with one field of a form.
type fieldProblem struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Value   string `json:"value"`
}

// Error is the problem in English, for the log.
func (p *problem) Error() string { return p.Code + ": " + p.Detail }

// problemIn is the problem in an error; nil where it is none of the API's, or there is no error.
func problemIn(err error) *problem {
	p, _ := errors.AsType[*problem](err)
	return p
}

// problemOf reads what the API has refused.
func problemOf(a answer) *problem {
	p := &problem{}
	if err := json.Unmarshal(a.body.Bytes(), p); err != nil || p.Code == "" {
		p.Code = "internal"
	}
	p.Status = a.status
	return p
}

// refusal is a problem of the pages' own making.
func refusal(status int, code string) *problem {
	return &problem{Status: status, Code: code, Detail: http.StatusText(status)}
}
