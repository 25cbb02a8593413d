package main

import (
	"context"
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
				names := addressees{}
				table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(table, "REVISION\tTIME\tWHO\tACTION\tRECORDS\tNOTE")
				for _, e := range entries {
					if err := names.name(c.Context(), client, &e); err != nil {
						return err
					}
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

// addressees are whom links were sent to: their names, by the ids of their contacts, each asked for once.
type addressees map[string]string

// name has the note of a link that was sent say whose it is. The journal keeps the contact's id alone, as a name would outlive its erasure.
func (a addressees) name(ctx context.Context, client *control.Client, e *directory.JournalEntry) error {
	if e.Note == "" || e.Action != "login.invite" && e.Action != "login.link" {
		return nil
	}
	if _, known := a[e.Note]; !known {
		person, err := client.Person(ctx, e.Note)
		if err != nil {
			return err
		}
		switch person.Where {
		case control.InBin:
			person.Name += " (deleted)"
		case control.Gone:
			person.Name = "somebody who has been deleted"
		}
		a[e.Note] = person.Name
	}
	e.Note = a[e.Note]
	return nil
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
