package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Exit statuses of the program.
const (
	statusDone   = 0
	statusFailed = 1 // the command failed, or found something wrong: rows in error, a damaged store
	statusUsage  = 2 // the command line makes no sense
)

// Run carries out one command line, without the program's name, and returns the exit status. The end of ctx stops what
// runs, the server included.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{
		stdin: stdin, stdout: stdout, stderr: stderr,
		log: slog.New(slog.NewTextHandler(stderr, nil)), patience: patience,
	}
	root := p.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errSaid):
		return statusFailed
	case errors.As(err, &usage), strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(stderr, "annuaire: %v\nTry: annuaire help\n", err)
		return statusUsage
	}
	fmt.Fprintf(stderr, "annuaire: %v\n", err)
	return statusFailed
}

// errSaid is what a command returns that has said already what is wrong.
var errSaid = errors.New("said already")

// usageError is a command line that makes no sense.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// program is one run of the program: where it reads and writes, and the flags that every command has.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	log            *slog.Logger
	configFile     string // --config; empty: config.toml of the working directory, if there is one
	patience       time.Duration
}

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "annuaire",
		Short: "A company's telephone directory for IP phones, over LDAP",
		Long: `annuaire serves a company's telephone directory to IP phones over LDAP.

Commands work on the store that config.toml names: beside a running server through its
control socket, otherwise on the file itself.`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	root.PersistentFlags().StringVar(&p.configFile, "config", "", "configuration `file` (default: config.toml of the working directory, if there is one)")
	root.AddCommand(
		p.serveCommand(), p.importCommand(), p.exportCommand(), p.backupCommand(), p.restoreCommand(), p.checkCommand(),
		p.accountCommand(), p.adminCommand(), p.tokenCommand(), p.listCommand(), p.journalCommand(), p.undoCommand(),
		p.purgeCommand(), p.mailCommand(), p.watchCommand(), p.versionCommand(),
	)
	return root
}

// exactly is a command's rule that it wants n arguments.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := cobra.ExactArgs(n)(c, args); err != nil {
			return &usageError{fmt.Errorf("%w: usage: %s", err, c.UseLine())}
		}
		return nil
	}
}
