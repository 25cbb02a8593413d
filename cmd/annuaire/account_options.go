package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"annuaire/cmd/annuaire/config"
	"annuaire/directory"
	"annuaire/provisioning/control"
)

// phoneFlags are the flags of how the answers to an account suit its phones.
type phoneFlags struct{ directory.PhoneOptions }

func (f *phoneFlags) declare(flags *pflag.FlagSet) {
	flags.StringVar((*string)(&f.DialFormat), "dial-format", "", "`form` of the numbers it sees: international, national or as_typed (the default)")
	flags.StringVar(&f.OutsideLine, "outside-line", "", "`digits` that its phones dial before those, for an outside line")
	flags.BoolVar(&f.LenientEquality, "lenient-equality", false, "let (cn=mar) find Martin too: for phones that lost their asterisk")
	flags.StringVar((*string)(&f.Truncation), "truncation", "", "`result` of a list that is cut: size_limit_exceeded (the default) or success")
	flags.StringVar((*string)(&f.SearchBase), "search-base", "", "what a base that does not exist is: strict (no such object, the default) or any (the whole directory)")
}

// given are the options whose flags were given.
func (f *phoneFlags) given(flags *pflag.FlagSet) directory.PhoneOptionsPatch {
	var patch directory.PhoneOptionsPatch
	flags.Visit(func(flag *pflag.Flag) {
		switch flag.Name {
		case "dial-format":
			patch.DialFormat = &f.DialFormat
		case "outside-line":
			patch.OutsideLine = &f.OutsideLine
		case "lenient-equality":
			patch.LenientEquality = &f.LenientEquality
		case "truncation":
			patch.Truncation = &f.Truncation
		case "search-base":
			patch.SearchBase = &f.SearchBase
		}
	})
	return patch
}

func (p *program) accountSetCommand() *cobra.Command {
	var options phoneFlags
	c := &cobra.Command{
		Use:   "set NAME",
		Short: "Change how an account's answers suit its phones",
		Long: `set changes the options that are given, from the next search on; the secret and the others stay.
"annuaire watch" shows what phones ask for and get.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), false, func(_ config.Config, client *control.Client) error {
				return client.SetAccount(c.Context(), args[0], options.given(c.Flags()))
			})
		},
	}
	options.declare(c.Flags())
	return c
}

// optionsInShort are the options that are not the default.
func optionsInShort(o directory.PhoneOptions) []string {
	var short []string
	for _, option := range []struct{ name, value string }{
		{"dial_format", string(o.DialFormat)}, {"outside_line", o.OutsideLine},
		{"truncation", string(o.Truncation)}, {"search_base", string(o.SearchBase)},
	} {
		if option.value != "" {
			short = append(short, option.name+"="+option.value)
		}
	}
	if o.LenientEquality {
		short = append(short, "lenient_equality")
	}
	return short
}
