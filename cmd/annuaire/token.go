package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) tokenCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "token",
		Short: "Issue, list and revoke what programs sign in with",
		Long: `An API token is what a program signs in with. It may do what its roles allow, until it expires or is
revoked. It is made here and shown once.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.tokenIssueCommand(), p.tokenListCommand(), p.tokenRevokeCommand())
	return c
}

func (p *program) tokenIssueCommand() *cobra.Command {
	draft := control.TokenDraft{Days: 90}
	c := &cobra.Command{
		Use:   "issue NAME --role ROLE",
		Short: "Make a token and print it",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			draft.Name = args[0]
			if len(draft.Roles) == 0 {
				return &usageError{fmt.Errorf("--role is missing: a token without roles may do nothing")}
			}
			if draft.Days < 1 || draft.Days > 366 {
				return &usageError{fmt.Errorf("--days %d: want 1 to 366", draft.Days)}
			}
			return p.withStore(c.Context(), true, func(_ config.Config, client *control.Client) error {
				token, err := client.IssueToken(c.Context(), draft)
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stderr, "The token %s is made, with the id %s. It is good until %s and not shown again:\n",
					token.Name, token.ID, moment(token.ExpiresAt))
				fmt.Fprintln(p.stdout, token.Secret)
				return nil
			})
		},
	}
	c.Flags().StringArrayVar(&draft.Roles, "role", nil, "`name` or id of a role it has; may be repeated")
	c.Flags().StringVar(&draft.Folder, "folder", "", "`path` or id of the folder that the roles are for, with what is below it (default: everywhere)")
	c.Flags().IntVar(&draft.Days, "days", draft.Days, "for how many `days` it is good, up to 366")
	return c
}

func (p *program) tokenListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the tokens and what each may do",
		Args:  exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				tokens, err := client.Tokens(c.Context())
				if err != nil {
					return err
				}
				table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(table, "ID\tNAME\tOF\tROLES\tUNTIL")
				for _, t := range tokens {
					until := t.ExpiresAt.Local().Format("2006-01-02")
					if !t.ExpiresAt.After(time.Now()) {
						until += " (expired)"
					}
					fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", t.ID, t.Name, orDash(t.Owner), orDash(strings.Join(t.RoleNames, ", ")), until)
				}
				return table.Flush()
			})
		},
	}
}

// orDash stands a dash for nothing, so that the columns of a table can be told apart.
func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func (p *program) tokenRevokeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "revoke NAME",
		Short: "Make a token void at once; it is named by its id where several have the name",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return client.RevokeToken(c.Context(), args[0])
			})
		},
	}
}
