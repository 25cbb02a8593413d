package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) undoCommand() *cobra.Command {
	dryRun := false
	c := &cobra.Command{
		Use:   "undo REVISION",
		Short: "Take a change or a whole import back",
		Long: `undo makes every record that a revision of the journal changed what it was before, unless it has
changed since or something stands against it; those are listed, and the exit status is 1. Passwords,
tokens and secrets are not brought back. An undo is itself a revision, and can be undone.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			revision, err := strconv.ParseUint(args[0], 10, 63)
			if err != nil || revision == 0 {
				return &usageError{fmt.Errorf("%q is no revision: want a number that annuaire journal shows", args[0])}
			}
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return p.undo(c, client, revision, dryRun)
			})
		},
	}
	c.Flags().BoolVar(&dryRun, "dry-run", false, "say what would change, and change nothing")
	return c
}

func (p *program) undo(c *cobra.Command, client *control.Client, revision uint64, dryRun bool) error {
	undone, err := client.Undo(c.Context(), revision, dryRun)
	if err != nil {
		return err
	}
	for _, left := range undone.Left {
		name := left.Name
		if name == "" {
			name = left.ID.String()
		}
		fmt.Fprintf(p.stdout, "Left as it is: %s %s: %s\n", left.Table, name, left.Message)
	}
	switch restored := count(undone.Restored, "record"); {
	case dryRun:
		fmt.Fprintf(p.stdout, "%s would be restored. Nothing is changed: this was a dry run.\n", restored)
	case undone.Revision == 0:
		fmt.Fprintln(p.stdout, "Nothing is changed.")
	default:
		fmt.Fprintf(p.stdout, "%s restored, as revision %d.\n", restored, undone.Revision)
	}
	if len(undone.Left) > 0 {
		return errSaid
	}
	return nil
}
