package main

import (
	"context"
	"io"
	"strings"

	"annuaire/directory/exchange"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/schema"
)

// exportLDIF writes every entry of the tree as LDIF that slapd loads.
func exportLDIF(ctx context.Context, tree *dit.DIT, w io.Writer) error {
	ldif := exchange.NewLDIFWriter(w)
	err := tree.Export(ctx, func(dn string, attributes []dit.Attribute) error {
		written := make([]exchange.Attribute, len(attributes))
		for i, a := range attributes {
			written[i] = exchange.Attribute(a)
		}
		return ldif.WriteEntry(dn, written)
	})
	if err != nil {
		return err
	}
	return ldif.Flush()
}

// attributeName gives the canonical name, in lower case, of an attribute that an account can be granted: any that the
// schema knows, or "*" for all.
func attributeName(name string) (string, bool) {
	if name == "*" {
		return name, true
	}
	a, options, ok := schema.Lookup(name)
	if !ok || len(options) > 0 {
		return "", false
	}
	return strings.ToLower(a.Name), true
}
