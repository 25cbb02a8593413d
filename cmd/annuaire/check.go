package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Verify every record, rule and index of the store",
		Long: `check reads everything in the store and says what is wrong with it, one line each.
The exit status is 1 when something is.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				problems, err := client.Check(c.Context())
				if err != nil {
					return err
				}
				for _, problem := range problems {
					fmt.Fprintln(p.stdout, problem)
				}
				if len(problems) > 0 {
					fmt.Fprintf(p.stderr, "annuaire: %s found\n", count(len(problems), "problem"))
					return errSaid
				}
				fmt.Fprintln(p.stdout, "The store is sound.")
				return nil
			})
		},
	}
}
