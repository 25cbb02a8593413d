package dit

import (
	"slices"
	"strconv"
	"strings"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// subschemaDN names the subschema entry (RFC 4512 section 4.2).
const subschemaDN = "cn=Subschema"

// A test makes the condition of a filter on an attribute that every entry has and that is not looked up as text.
type test func(c conditioner, f *message.Filter) (search.Expr, bool)

// computed finds the test of the attribute of this canonical name; nil for those that are text in fields.
func computed(name string) test {
	switch name {
	case "objectClass":
		return conditioner.objectClass
	case "structuralObjectClass":
		return conditioner.structuralObjectClass
	case "entryUUID":
		return conditioner.entryUUID
	case "entryDN":
		return conditioner.entryDN
	case "createTimestamp":
		return func(c conditioner, f *message.Filter) (search.Expr, bool) { return timestamp(search.Created, f) }
	case "modifyTimestamp":
		return func(c conditioner, f *message.Filter) (search.Expr, bool) { return timestamp(search.Modified, f) }
	case "hasSubordinates":
		return conditioner.hasSubordinates
	case "numSubordinates":
		return conditioner.numSubordinates
	case "subschemaSubentry":
		return conditioner.subschemaSubentry
	}
	return nil
}

func isEquality(f *message.Filter) bool {
	return f.Kind == message.FilterEqual || f.Kind == message.FilterApprox
}

// objectClass: a class that the schema does not have makes the assertion Undefined (RFC 4517 section 4.2.26).
func (c conditioner) objectClass(f *message.Filter) (search.Expr, bool) {
	class := schema.LookupClass(readText(f.Value))
	if !isEquality(f) || class == nil {
		return search.Expr{}, false
	}
	if c.on == ofPeople && class.Name == schema.GroupClass {
		return search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Group)}, true
	}
	return constant(slices.Contains(c.classes(), class.Name)), true
}

func (c conditioner) structuralObjectClass(f *message.Filter) (search.Expr, bool) {
	class := schema.LookupClass(readText(f.Value))
	if !isEquality(f) || class == nil {
		return search.Expr{}, false
	}
	return constant(structural(c.classes()) == class.Name), true
}

func (c conditioner) classes() []string {
	switch c.on {
	case ofFolders:
		return classesOf(search.Folder)
	case ofBase:
		return c.dit.base.classes
	}
	return classesOf(search.Contact)
}

// classesOf are the object classes of a contact, a group or a folder.
func classesOf(kind search.Kind) []string {
	switch kind {
	case search.Folder:
		return folderClasses
	case search.Group:
		return groupClasses
	}
	return groupClasses[:len(groupClasses)-1]
}

// groupClasses are a contact's and the one of groups.
var (
	folderClasses = []string{schema.Top, schema.OrganizationalUnit}
	groupClasses  = []string{schema.Top, schema.Person, schema.OrganizationalPerson, schema.InetOrgPerson,
		schema.ContactClass, schema.GroupClass}
)

// structural is the most special structural class of an entry, whose superclasses stand before it.
func structural(classes []string) string {
	name := ""
	for _, class := range classes {
		if o := schema.LookupClass(class); o != nil && o.Kind == schema.Structural {
			name = o.Name
		}
	}
	return name
}

func (c conditioner) entryUUID(f *message.Filter) (search.Expr, bool) {
	id, ok := parseUUID(f.Value)
	switch {
	case !ok:
		return search.Expr{}, false
	case isEquality(f):
		return oneOf(id), true
	case f.Kind == message.FilterGreaterOrEqual || f.Kind == message.FilterLessOrEqual:
		return compare(search.EntryID, f), true
	}
	return search.Expr{}, false
}

func (c conditioner) entryDN(f *message.Filter) (search.Expr, bool) {
	dn, err := ParseDN(readText(f.Value))
	if !isEquality(f) || err != nil {
		return search.Expr{}, false
	}
	if d, _ := c.resolve(dn); d != nil {
		return oneOf(d.ID), true
	}
	return constant(false), true
}

func (c conditioner) subschemaSubentry(f *message.Filter) (search.Expr, bool) {
	dn, err := ParseDN(readText(f.Value))
	if !isEquality(f) || err != nil {
		return search.Expr{}, false
	}
	return constant(isSubschema(dn)), true
}

// hasSubordinates: only folders and the base entry have any.
func (c conditioner) hasSubordinates(f *message.Filter) (search.Expr, bool) {
	var want bool
	switch value := strings.ToUpper(f.Value); {
	case !isEquality(f) || value != "TRUE" && value != "FALSE":
		return search.Expr{}, false
	default:
		want = value == "TRUE"
	}
	return c.withSubordinates(func(n int) bool { return n > 0 == want }), true
}

func (c conditioner) numSubordinates(f *message.Filter) (search.Expr, bool) {
	want, err := strconv.Atoi(f.Value)
	switch {
	case err != nil:
		return search.Expr{}, false
	case isEquality(f):
		return c.withSubordinates(func(n int) bool { return n == want }), true
	case f.Kind == message.FilterGreaterOrEqual:
		return c.withSubordinates(func(n int) bool { return n >= want }), true
	case f.Kind == message.FilterLessOrEqual:
		return c.withSubordinates(func(n int) bool { return n <= want }), true
	}
	return search.Expr{}, false
}

// withSubordinates is true of the entries whose number of visible subordinates is right.
func (c conditioner) withSubordinates(right func(n int) bool) search.Expr {
	if c.on == ofPeople {
		return constant(right(0))
	}
	var ids []search.ID
	for d := range c.folders.Search(search.Query{Where: constant(true)}) {
		if right(c.subordinates(d.ID)) {
			ids = append(ids, d.ID)
		}
	}
	return oneOf(ids...)
}
