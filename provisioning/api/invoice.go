package api

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// InvoiceListOutput is the months there is a statement of.
type InvoiceListOutput struct {
	Body struct {
		Invoices []directory.Statement `json:"invoices" doc:"Latest first."`
	}
}

// invoiceList gives the monthly statements of the licences used.
func (a *API) invoiceList(context.Context, *caller, *Empty) (*InvoiceListOutput, error) {
	var (
		out InvoiceListOutput
		err error
	)
	out.Body.Invoices, err = a.directory.Statements(a.Price)
	return &out, err
}

// InvoicePath names a month.
type InvoicePath struct {
	Month  string `path:"month" doc:"2026-11"`
	Format string `query:"format" enum:"json,csv" default:"json"`
}

// invoiceShow gives one month's statement.
func (a *API) invoiceShow(_ context.Context, _ *caller, in *InvoicePath) (*streamed, error) {
	s, err := a.directory.Statement(in.Month, a.Price)
	if err != nil {
		return nil, err
	}
	if in.Format == "csv" {
		text, err := statementCSV(s)
		if err != nil {
			return nil, err
		}
		return &streamed{
			ContentType: "text/csv; charset=utf-8", Disposition: fmt.Sprintf(`attachment; filename="licences-%s.csv"`, s.Month),
			Body: func(ctx huma.Context) { _, _ = ctx.BodyWriter().Write([]byte(text)) },
		}, nil
	}
	body := encoded(s)
	return &streamed{ContentType: "application/json", Body: func(ctx huma.Context) { _, _ = ctx.BodyWriter().Write(body) }}, nil
}

// streamed is an answer that is no JSON, or not always.
type streamed struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        func(huma.Context)
}

// statementCSV writes a statement as a table: a line for each day, and their sum.
func statementCSV(s directory.Statement) (string, error) {
	var text strings.Builder
	out := csv.NewWriter(&text)
	out.Comma = ';'
	records := [][]string{{"day", "users"}}
	for _, d := range s.Days {
		records = append(records, []string{d.Day, strconv.Itoa(d.Most)})
	}
	records = append(records,
		[]string{"user_days", strconv.Itoa(s.UserDays)},
		[]string{"amount", fmt.Sprintf("%d.%02d %s", s.Cents/100, s.Cents%100, s.Price.Currency)})
	err := out.WriteAll(records)
	return text.String(), err
}
