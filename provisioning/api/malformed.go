package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// describeMalformed turns huma's own errors, those of requests that do not have the form their operation asks for, into problems. Values are
// left out: among them may be a password.
func describeMalformed(ctx huma.Context, _ string, body any) (any, error) {
	model, is := body.(*huma.ErrorModel)
	if !is {
		return body, nil
	}
	p := &Problem{Title: http.StatusText(model.Status), Status: model.Status, Code: malformedCode(ctx.Operation(), model.Status), Detail: "the request does not have the form that is asked for"}
	if model.Status == http.StatusInternalServerError {
		p.Detail = "something went wrong inside"
		return p, nil
	}
	for _, d := range model.Errors {
		p.Fields = append(p.Fields, malformedField(d))
	}
	if len(p.Fields) == 0 {
		p.Detail = model.Detail
		return p, nil
	}
	if p.Code == directory.Invalid {
		p.Code = p.Fields[0].Code
	}
	return p, nil
}

// tooLargeCode is under which name an operation keeps the code of a body that is too large.
const tooLargeCode = "too_large_code"

func malformedCode(op *huma.Operation, status int) directory.Code {
	switch status {
	case http.StatusInternalServerError:
		return directory.Internal
	case http.StatusRequestEntityTooLarge:
		if code, named := op.Metadata[tooLargeCode].(directory.Code); named {
			return code
		}
		return directory.TooLarge
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		return unsupportedMediaType
	case http.StatusRequestTimeout:
		return requestTimeout
	}
	return directory.Invalid
}

func malformedField(d *huma.ErrorDetail) directory.FieldError {
	field := d.Location
	for _, part := range []string{"body.", "query.", "header.", "path."} {
		field = strings.TrimPrefix(field, part)
	}
	f := directory.FieldError{Field: field, Code: directory.Invalid, Message: d.Message}
	if name, missing := strings.CutPrefix(d.Message, "expected required property "); missing {
		name, _, _ = strings.Cut(name, " ")
		f.Code, f.Message = directory.Required, "is missing"
		if f.Field == "body" {
			f.Field = name
		} else {
			f.Field += "." + name
		}
	}
	if d.Location == "body" && strings.Contains(d.Message, "invalid character") {
		f.Message = "is no JSON"
	}
	return f
}
