package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/provisioning/control"
)

func (p *program) listCommand() *cobra.Command {
	var query control.ContactQuery
	c := &cobra.Command{
		Use:   "list [TEXT]",
		Short: "List contacts, all or those that TEXT finds",
		Long: `list shows contacts in the order of their names, those hidden from phones included. TEXT is words of
names, company, department, title, e-mail address or city, or a number, however written.`,
		RunE: func(c *cobra.Command, args []string) error {
			query.Text = strings.Join(args, " ")
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return p.list(c, client, query)
			})
		},
	}
	c.Flags().StringVar(&query.Folder, "folder", "", "`path` or id of a folder, with what is below it (default: everywhere)")
	return c
}

// list writes page after page, each with columns of its own width.
func (p *program) list(c *cobra.Command, client *control.Client, query control.ContactQuery) error {
	for first := true; first || query.After != ""; first = false {
		page, err := client.Contacts(c.Context(), query)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		if first {
			fmt.Fprintln(table, "UID\tNAME\tFOLDER\tNUMBERS\tE-MAIL")
		}
		for _, contact := range page.Contacts {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", contact.UID, contact.DisplayName(), contact.Folder,
				orDash(numbers(contact.Numbers)), orDash(contact.Email))
		}
		if err := table.Flush(); err != nil {
			return err
		}
		query.After = page.Next
	}
	return nil
}

// numbers writes numbers as they were typed, each with its short number.
func numbers(list []directory.Number) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = n.Raw
		if n.ShortNumber != "" {
			words[i] = strings.TrimSpace(n.Raw + " (" + n.ShortNumber + ")")
		}
	}
	return strings.Join(words, ", ")
}
