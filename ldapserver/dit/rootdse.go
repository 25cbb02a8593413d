package dit

import (
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// rootDSE says what the server is and can do (RFC 4512 section 5.1).
func (t *DIT) rootDSE(who Who) *static {
	var mechanisms []string
	if who.Private {
		mechanisms = t.opts.Mechanisms
	}
	return &static{attributes: []schema.Published{
		{Name: "objectClass", Values: []string{schema.Top}},
		{Name: "namingContexts", Values: []string{t.base.text}},
		{Name: "subschemaSubentry", Values: []string{subschemaDN}},
		{Name: "supportedControl", Values: []string{
			message.OIDManageDsaIT, message.OIDPagedResults, message.OIDSortRequest, message.OIDViewRequest,
		}},
		{Name: "supportedExtension", Values: t.opts.Extensions},
		{Name: "supportedFeatures", Values: []string{
			"1.3.6.1.4.1.4203.1.5.1", // "+" for all operational attributes (RFC 3673)
			"1.3.6.1.4.1.4203.1.5.3", // (&) and (|) (RFC 4526)
		}},
		{Name: "supportedLDAPVersion", Values: []string{"2", "3"}},
		{Name: "supportedSASLMechanisms", Values: mechanisms},
		{Name: "vendorName", Values: []string{"annuaire"}},
		{Name: "vendorVersion", Values: nonEmpty(t.opts.Version)},
	}}
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// newSubschema makes the entry that says what the schema is (RFC 4512 section 4.2).
func newSubschema() *static {
	return &static{dn: subschemaDN, attributes: append([]schema.Published{
		{Name: "objectClass", Values: []string{schema.Top, schema.Subentry, schema.Subschema}},
		{Name: "cn", Values: []string{"Subschema"}},
		{Name: "structuralObjectClass", Values: []string{schema.Subentry}},
		{Name: "subtreeSpecification", Values: []string{"{}"}},
		{Name: "entryDN", Values: []string{subschemaDN}},
		{Name: "subschemaSubentry", Values: []string{subschemaDN}},
	}, schema.SubschemaValues()...)}
}

func isSubschema(dn DN) bool {
	if len(dn) != 1 {
		return false
	}
	name, ok := dn[0].Value("cn")
	return ok && matchForm(name) == "subschema"
}
