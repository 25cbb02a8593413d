package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) exportCommand() *cobra.Command {
	format, output := "csv", standard
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the directory as CSV or LDIF",
		Long: `export writes all contacts as CSV, in exactly the format that import reads, or the whole tree
as LDIF, which slapd loads with docs/annuaire.schema.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if format != "csv" && format != "ldif" {
				return &usageError{fmt.Errorf("--format %s: want csv or ldif", format)}
			}
			return p.withStore(c.Context(), false, func(configuration config.Config, client *control.Client) error {
				return p.writeOutput(output, configuration, func(w io.Writer) error { return client.Export(c.Context(), format, w) })
			})
		},
	}
	c.Flags().StringVar(&format, "format", format, "csv or ldif")
	c.Flags().StringVarP(&output, "output", "o", output, "`file` to write; - is standard output")
	return c
}
