package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the store's place, also while the server runs",
		Long: `restore checks the backup FILE (- is standard input), makes it the directory and keeps the store
that was, beside it, as <store>.before-restore. A running server shows the restored directory
with the next search.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			backup, err := p.openInput(args[0])
			if err != nil {
				return err
			}
			defer backup.Close()
			return p.withStore(c.Context(), true, func(configuration config.Config, client *control.Client) error {
				if err := client.Restore(c.Context(), backup); err != nil {
					return err
				}
				fmt.Fprintf(p.stdout, "Restored. The store that was is in %s.before-restore.\n", configuration.Directory.Store)
				return nil
			})
		},
	}
}
