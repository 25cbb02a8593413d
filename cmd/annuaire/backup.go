package main

import (
	"io"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the store, also while the server runs",
		Long: `backup writes a consistent copy of the store to FILE (- is standard output), which is itself a
store. Secrets are in it as they are in the store: as hashes.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(configuration config.Config, client *control.Client) error {
				return p.writeOutput(args[0], configuration, func(w io.Writer) error { return client.Backup(c.Context(), w) })
			})
		},
	}
}
