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

func (p *program) journalCommand() *cobra.Command {
	limit, before := 20, uint64(0)
	c := &cobra.Command{
		Use:   "journal",
		Short: "Say who changed what, the latest first",
		Args:  exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 1 || limit > 1000 {
				return &usageError{fmt.Errorf("--limit %d: want 1 to 1000", limit)}
			}
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				entries, err := client.Journal(c.Context(), before, limit)
				if err != nil {
					return err
				}
				table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(table, "REVISION\tTIME\tWHO\tACTION\tRECORDS\tNOTE")
				for _, e := range entries {
					fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%d\t%s\n", e.Revision, moment(e.Time), who(e.Actor), e.Action, e.Changes, orDash(note(e)))
				}
				return table.Flush()
			})
		},
	}
	c.Flags().IntVar(&limit, "limit", limit, "how many `entries`, up to 1000")
	c.Flags().Uint64Var(&before, "before", 0, "only those before a `revision`")
	return c
}

// who names an actor: what it is, its name and where it came from, as far as they are known.
func who(a directory.Actor) string {
	words := []string{string(a.Kind)}
	if a.Name != "" {
		words = append(words, a.Name)
	}
	if a.Address != "" {
		words = append(words, "from "+a.Address)
	}
	return strings.Join(words, " ")
}

func note(e directory.JournalEntry) string {
	if e.Undoes != 0 {
		return strings.TrimSpace(fmt.Sprintf("undoes %d %s", e.Undoes, e.Note))
	}
	return e.Note
}
