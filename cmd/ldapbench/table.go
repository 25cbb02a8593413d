package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// measured is what one server did in one case.
type measured struct {
	server    string
	perSecond float64       // requests answered
	cpu       time.Duration // of the server, for one request
	p50, p99  time.Duration
	memory    int64   // anonymous resident bytes afterwards
	entries   float64 // of one answer
}

// writeTable writes a case's figures, a line for each server, with how many times its processor time is that of slapd and of the echo.
func writeTable(w io.Writer, name string, rows []measured) error {
	of := map[string]time.Duration{}
	for _, row := range rows {
		of[row.server] = row.cpu
	}
	ratio := func(row measured, to string) string {
		if of[to] == 0 || row.server == to {
			return "-"
		}
		return fmt.Sprintf("%.2f", float64(row.cpu)/float64(of[to]))
	}
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s\tops/s\tCPU µs/op\tp50 µs\tp99 µs\tRssAnon MB\tentries\t× slapd\t× echo\t\n", name)
	for _, row := range rows {
		fmt.Fprintf(t, "%s\t%.0f\t%.1f\t%d\t%d\t%d\t%.1f\t%s\t%s\t\n", row.server, row.perSecond, float64(row.cpu)/float64(time.Microsecond),
			row.p50.Microseconds(), row.p99.Microseconds(), row.memory/1_000_000, row.entries, ratio(row, "slapd"), ratio(row, "echo"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}
