package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"annuaire/cmd/annuaire/config"
	"annuaire/provisioning/control"
)

func (p *program) accountCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "account",
		Short: "Add, set, list, rotate and remove what phones bind as",
		Long: `An LDAP account is what a phone, a group of phones or an application binds as. It sees the folders
and attributes that it is granted. Its secret is made here and shown once.`,
		Args: exactly(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.accountAddCommand(), p.accountSetCommand(), p.accountListCommand(), p.accountRotateCommand(), p.accountRemoveCommand())
	return c
}

func (p *program) accountAddCommand() *cobra.Command {
	var draft control.AccountDraft
	var options phoneFlags
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Make an account and print its secret",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			draft.Name, draft.PhoneOptions = args[0], options.PhoneOptions
			return p.withStore(c.Context(), true, func(configuration config.Config, client *control.Client) error {
				account, err := client.AddAccount(c.Context(), draft)
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stderr, "Account %s is made. It binds as %s or as cn=%s,%s.\nIts secret, which is not shown again:\n",
					account.Name, account.Name, account.Name, configuration.Directory.BaseDN)
				fmt.Fprintln(p.stdout, account.Secret)
				return nil
			})
		},
	}
	c.Flags().StringArrayVar(&draft.Folders, "folder", nil, "`path` or id of a folder it sees with what is below it; may be repeated (default: everything)")
	c.Flags().StringSliceVar(&draft.Attributes, "attributes", nil, "`names` of the attributes it sees, such as cn,mobile; * for all (default: names, company, work, mobile and short numbers)")
	options.declare(c.Flags())
	return c
}

func (p *program) accountListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the accounts and what each sees",
		Args:  exactly(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				accounts, err := client.Accounts(c.Context())
				if err != nil {
					return err
				}
				table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(table, "NAME\tFOLDERS\tATTRIBUTES\tOPTIONS\tSINCE")
				for _, a := range accounts {
					folders := make([]string, len(a.Folders))
					for i, id := range a.Folders {
						folders[i] = id.String()
					}
					fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", a.Name, listed(folders, "everything"), listed(a.Attributes, "default"),
						listed(optionsInShort(a.PhoneOptions), "default"), a.CreatedAt.Format("2006-01-02"))
				}
				return table.Flush()
			})
		},
	}
}

func listed(items []string, none string) string {
	if len(items) == 0 {
		return none
	}
	return strings.Join(items, ",")
}

func (p *program) accountRotateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rotate NAME",
		Short: "Give an account a new secret and print it; the old one is void at once",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				secret, err := client.RotateAccount(c.Context(), args[0])
				if err != nil {
					return err
				}
				fmt.Fprintln(p.stdout, secret)
				return nil
			})
		},
	}
}

func (p *program) accountRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Take an account away; what binds as it can not any more",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return client.RemoveAccount(c.Context(), args[0])
			})
		},
	}
}
