package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/provisioning/control"
)

func (p *program) adminCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "admin",
		Short: "Make somebody administrator",
		Args:  exactly(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.adminCreateCommand())
	return c
}

func (p *program) adminCreateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "create EMAIL",
		Short: "Make who has that e-mail address administrator, and print a one-time token to choose a password with",
		Long: `create gives all rights to the internal contact with that e-mail address; where there is none, to a
login without a contact, of which there is one at most. The token it prints is shown once. Run it
again for whoever has lost a password or a token: the tokens printed before are void then.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), true, func(_ config.Config, client *control.Client) error {
				admin, err := client.AddAdmin(c.Context(), args[0])
				if err != nil {
					return err
				}
				use := "choose a password"
				if admin.Purpose == directory.ResetLink {
					use = "choose another password"
				}
				fmt.Fprintf(p.stderr, "%s is administrator. The one-time token to %s, good until %s and not shown again:\n",
					admin.Login.Email, use, moment(admin.ExpiresAt))
				fmt.Fprintln(p.stdout, admin.Token)
				return nil
			})
		},
	}
}

// moment writes a time as the machine's users do, to the minute.
func moment(t time.Time) string { return t.Local().Format("2006-01-02 15:04 MST") }
