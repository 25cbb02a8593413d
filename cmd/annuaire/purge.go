package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) purgeCommand() *cobra.Command {
	yes := false
	c := &cobra.Command{
		Use:   "purge PERSON",
		Short: "Erase a person for good, from the journal too",
		Long: `purge erases the contact that a uid, an e-mail address or an id names, in use or in the bin, with its
login, secrets and photos, and what the journal says of it. It can not be undone. Backups keep what
they have, and so does the store that the last restore put aside.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return p.purge(c, client, args[0], yes)
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "erase, instead of saying who would be")
	return c
}

func (p *program) purge(c *cobra.Command, client *control.Client, name string, yes bool) error {
	person, err := client.Person(c.Context(), name)
	if err != nil {
		return err
	}
	who := fmt.Sprintf("%s (%s)", person.Name, person.ID)
	switch person.Where {
	case control.InBin:
		who += ", in the bin,"
	case control.Gone:
		who = fmt.Sprintf("whoever had the id %s", person.ID)
	}
	if !yes {
		fmt.Fprintf(p.stderr, "annuaire: %s would be erased for good. Nothing is erased: say --yes to do it.\n", who)
		return errSaid
	}
	purged, err := client.Purge(c.Context(), person.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Erased: %s, and %s of the journal.\n", who, count(purged.Records, "record"))
	return nil
}
