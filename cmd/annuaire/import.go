package main

import (
	"fmt"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/provisioning/control"
)

// importGCPercent has the collector run half as often as by default: an import makes much that stays, and a fifth of its time would
// go to looking at that again and again.
const importGCPercent = 200

func (p *program) importCommand() *cobra.Command {
	var options control.ImportOptions
	empty, missing, kind := string(exchange.LeaveEmpty), string(exchange.LeaveMissing), ""
	var columns []string
	var separator string
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Add, update and delete contacts as a CSV or vCard file says",
		Long: `import reads contacts from a CSV file or from cards (- is standard input); docs/import.md describes them.
All rows are applied in one step or, where one of them is in error, none is. The exit status is 1
when a row is in error.

Columns whose names do not say what is in them are given a meaning, and the others are left out:

    annuaire import list.csv --column Patronyme=last_name --column 'Petit nom=first_name'
    annuaire import list.csv --column '#4=mobile' --column Remarques=`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			defer debug.SetGCPercent(debug.SetGCPercent(importGCPercent))
			options.Empty = exchange.Empty(empty)
			if options.Empty != exchange.LeaveEmpty && options.Empty != exchange.EraseEmpty {
				return &usageError{fmt.Errorf("--empty %s: want leave or erase", empty)}
			}
			if args[0] != standard {
				options.Name = filepath.Base(args[0])
			}
			options.Missing, options.Kind = exchange.Missing(missing), directory.ContactKind(kind)
			var err error
			if options.Separator, err = exchange.ParseSeparator(separator); err != nil {
				return &usageError{fmt.Errorf("--separator %w", err)}
			}
			if options.Columns, options.ColumnsAt, err = exchange.ParseColumns(columns); err != nil {
				return &usageError{fmt.Errorf("--column %w", err)}
			}
			return p.importFile(c, args[0], options)
		},
	}
	c.Flags().BoolVar(&options.CreateFolders, "create-folders", false, "make the folders that the file names and that do not exist")
	c.Flags().BoolVar(&options.AcceptCharges, "accept-charges", false, "enable users beyond those that the licence includes")
	c.Flags().BoolVar(&options.DryRun, "dry-run", false, "say what would change, and change nothing")
	c.Flags().BoolVar(&options.ValidRows, "valid-rows", false, "apply the rows that are right when others are in error")
	c.Flags().StringVar(&empty, "empty", empty, "what an empty cell does to the field: leave or erase")
	c.Flags().StringVar(&kind, "kind", kind, "`internal` or external: contacts whose row does not say")
	c.Flags().StringVar(&options.Folder, "folder", "", "`path` of the folder of contacts whose row does not say")
	c.Flags().StringVar(&missing, "missing", missing, "what becomes of contacts of the scope that are not in the file: leave or delete")
	c.Flags().StringVar(&options.ScopeFolder, "scope-folder", "", "`path` of a folder: with --missing delete, only what is in it or below it")
	c.Flags().StringVar(&options.ScopeOrigin, "scope-origin", "", "with --missing delete, only contacts made by this `origin`, such as import")
	c.Flags().IntVar(&options.ConfirmMassDelete, "confirm-mass-delete", 0, "how `many` contacts may be deleted where that is a great part of the scope")
	c.Flags().StringVar(&separator, "separator", "", "the `character` between cells, or tab; without it, it is found from the header")
	c.Flags().StringVar(&options.Encoding, "encoding", "", "utf-8, utf-16, windows-1252 or iso-8859-15; without it, it is found from the text")
	c.Flags().StringArrayVar(&columns, "column", nil, "`NAME=COLUMN`: what the column called so stands for, or #3=COLUMN the third; nothing behind = leaves it out. Can be repeated")
	return c
}

func (p *program) importFile(c *cobra.Command, name string, options control.ImportOptions) error {
	file, err := p.openInput(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return p.withStore(c.Context(), true, func(_ config.Config, client *control.Client) error {
		bar := newProgress(p.stderr)
		report, err := client.Import(c.Context(), file, options, bar.show)
		bar.clear()
		if directory.CodeOf(err) == directory.ChargesNotAccepted {
			return fmt.Errorf("%w (--accept-charges)", err)
		}
		if err != nil {
			return err
		}
		writeReport(p.stdout, name, options.DryRun, report)
		if report.Errors > 0 {
			return errSaid
		}
		return nil
	})
}
