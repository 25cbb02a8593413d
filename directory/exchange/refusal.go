package exchange

import (
	"cmp"
	"errors"
	"strings"

	"annuaire/directory"
)

// refuse notes why the directory refused a row's command. It reports false where the reason is not the row: then the
// import as a whole can not go on.
func (v *values) refuse(err error, merged []mergedNumber) bool {
	e, ok := errors.AsType[*directory.Error](err)
	if !ok || e.Code == directory.Internal || e.Code == directory.Unavailable {
		return false
	}
	if len(e.Fields) == 0 {
		v.problems = append(v.problems, Problem{Line: v.line, Code: e.Code, Message: e.Message})
	}
	for _, f := range e.Fields {
		v.problems = append(v.problems, v.fieldProblem(f.Field, f.Value, f.Code, f.Message, merged))
	}
	return true
}

// refuseFolder notes why a row's folder can not be found or made.
func (v *values) refuseFolder(err error) bool {
	e, ok := errors.AsType[*directory.Error](err)
	if !ok || e.Code == directory.Internal || e.Code == directory.Unavailable {
		return false
	}
	message := e.Message
	if len(e.Fields) > 0 {
		message = e.Fields[0].Message
	}
	v.fail(v.single[fieldFolder], e.Code, message)
	return true
}

// fieldProblem puts what the directory says of one field under the column it comes from.
func (v *values) fieldProblem(name, value string, code directory.Code, message string, merged []mergedNumber) Problem {
	return Problem{
		Line: v.line, Column: v.columnOfField(name, merged), Value: shorten(value), Code: code, Message: strings.TrimPrefix(message, "is "),
	}
}

// columnOfField is the column, as the file spells it, of one of the directory's fields; where the file has none, the name
// that it would have.
func (v *values) columnOfField(name string, merged []mergedNumber) string {
	if i, part, ok := numberField(name); ok {
		return v.columnOf(merged, i, part)
	}
	c, ok := parseColumn(strings.TrimPrefix(name, "address."))
	if !ok || c.place > 0 {
		return name
	}
	return cmp.Or(v.single[c.field].header, c.name())
}

// valueOf is what the row has for one of the directory's fields, as far as it is one of its single columns.
func (v *values) valueOf(name string) string {
	c, ok := parseColumn(name)
	if !ok || c.place > 0 {
		return ""
	}
	return v.text(c.field)
}

// refuseAt notes under one cell why the directory refused what it asks for. It returns an error that is not the row's.
func (v *values) refuseAt(err error, c cell) error {
	return v.refuseUnder(err, func(string) cell { return c })
}

// refuseUser notes why the directory refused a user, under the columns that the fields come from.
func (v *values) refuseUser(err error) error {
	return v.refuseUnder(err, func(field string) cell {
		if strings.HasPrefix(field, "numbers") || v.text(fieldExtensions) == "" && field == "" {
			return v.single[fieldDID]
		}
		return v.single[fieldExtensions]
	})
}

func (v *values) refuseUnder(err error, column func(field string) cell) error {
	e, ok := errors.AsType[*directory.Error](err)
	if !ok || e.Code == directory.Internal || e.Code == directory.Unavailable {
		return err
	}
	if len(e.Fields) == 0 {
		v.fail(column(""), e.Code, e.Message)
	}
	for _, f := range e.Fields {
		c := column(f.Field)
		if f.Value != "" {
			c.text = f.Value
		}
		v.fail(c, f.Code, strings.TrimPrefix(f.Message, "is "))
	}
	return nil
}
