package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"annuaire/ldapserver"
	"annuaire/provisioning/api"
	"annuaire/provisioning/control"
)

func (p *program) watchCommand() *cobra.Command {
	var options control.WatchOptions
	var address string
	c := &cobra.Command{
		Use:   "watch",
		Short: "Show live what phones ask for and get",
		Long: `watch prints a line for each request that a phone makes of the running server, as it is answered: from
where, who, what it asks for, the result, how many entries and how long it took; below it, what went
wrong and what to do about it. It never shows a password. It ends when it is interrupted or the server stops; phones never wait for it.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if address != "" {
				var err error
				if options.Address, err = netip.ParseAddr(address); err != nil {
					return &usageError{fmt.Errorf("--address %s: want an IP address, such as 192.168.1.20", address)}
				}
			}
			return p.watch(c.Context(), options)
		},
	}
	c.Flags().StringVar(&options.Account, "account", "", "only what the account of this `name` asks, and binds in its name")
	c.Flags().StringVar(&address, "address", "", "only what comes from this `IP` address")
	c.Flags().BoolVar(&options.Hex, "hex", false, "with each message as it arrived, up to where there may be a secret in it")
	return c
}

func (p *program) watch(ctx context.Context, options control.WatchOptions) error {
	c, err := p.configuration()
	if err != nil {
		return err
	}
	client, err := control.Dial(ctx, control.SocketPath(c.Directory.Store))
	if errors.Is(err, control.ErrNoServer) {
		return fmt.Errorf("%w: there is nothing to watch before annuaire serve", err)
	}
	if err != nil {
		return err
	}
	return client.Watch(ctx, options, func() { fmt.Fprintln(p.stderr, "watching") }, p.stdout)
}

// watch is control.Services.Watch.
func (s *server) watch(ctx context.Context, o control.WatchOptions, begun func(), show func(line string) error) error {
	return s.ldap.Watch(ctx, ldapserver.Watch{Account: o.Account, Address: o.Address, Raw: o.Hex, Explain: true}, begun, func(r ldapserver.Watched) error {
		return show(watchedLine(r))
	})
}

// watchPhones is api.Options.Watch.
func (s *server) watchPhones(ctx context.Context, w api.PhoneWatch, begun func(), show func(api.PhoneRequest) error) error {
	return s.ldap.Watch(ctx, ldapserver.Watch{Account: w.Account, Address: w.Address, Explain: true}, begun, func(r ldapserver.Watched) error {
		return show(api.PhoneRequest{
			At: r.At.UTC(), Address: r.Remote, Account: r.Account, Request: r.Request, Result: r.Answer, Entries: r.Entries,
			Microseconds: r.Took.Microseconds(), Missed: r.Missed,
			Why: api.PhoneWhy{Code: r.Why.Code, Values: r.Why.Values, Text: r.Why.String(), Trouble: r.Why.IsTrouble()},
		})
	})
}

// lastBind is api.Options.LastBind.
func (s *server) lastBind(account uuid.UUID) (api.LastBind, bool) {
	last, known := s.ldap.LastBind(account)
	return api.LastBind{At: last.At.UTC(), Address: last.Address}, known
}

// watchedLine writes a request in one line, what went wrong with it in a second, and its message in a third.
func watchedLine(r ldapserver.Watched) string {
	b := new(strings.Builder)
	if r.Missed > 0 {
		fmt.Fprintf(b, "%d requests are not shown: they came too fast\n", r.Missed)
	}
	who := r.Account
	if who == "" {
		who = "(anonymous)"
	}
	fmt.Fprintf(b, "%s %s %s %s => %s entries=%d %dµs",
		r.At.Format("15:04:05.000"), r.Remote, who, r.Request, r.Answer, r.Entries, r.Took.Microseconds())
	if r.Why.IsTrouble() {
		fmt.Fprintf(b, "\n    %s", r.Why)
	}
	if len(r.Raw)+r.Cut > 0 {
		fmt.Fprintf(b, "\n    %s", hex.EncodeToString(r.Raw))
		if r.Cut > 0 {
			fmt.Fprintf(b, " and %d bytes that are not shown", r.Cut)
		}
	}
	return b.String()
}
