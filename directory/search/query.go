package search

// Op says what an Expr asks of a document.
type Op uint8

const (
	// Undefined is neither true nor false (RFC 4511 section 4.5.1.7): what an unknown or hidden attribute, or an
	// assertion that makes no sense for its field, evaluates to. The zero Expr is Undefined.
	Undefined Op = iota
	// Always is true of every document.
	Always
	// Never is false of every document: a known field that a kind of entry can not have.
	Never
	// And, Or and Not combine Args in three-valued logic (ISO 9075's, X.511's): Not takes one.
	And
	Or
	Not
	// Present is true where Field has a value. Like all comparisons, it is false, not undefined, where there is none.
	Present
	// Equal compares a value of Field with Value: texts folded, numbers by their digits, however either is written.
	Equal
	// Substrings holds where a value of Field begins with Initial, ends with Final and contains each of Any between
	// them, in that order and without overlap. Empty Initial and Final ask nothing, nor do, of a text, pieces of only
	// spaces and the like; a space at the edge of a piece asks for the edge of a word. In Name a single piece of several
	// words, "mei p" as Initial or as Any, also matches where each word begins a word of the name, in that order, either
	// name first; words of the name may be left out.
	Substrings
	// AtLeast and AtMost compare in the order of the folded form, then the spelling, whatever its case.
	AtLeast
	AtMost
	// OfKind is true of documents whose kind is in Kinds.
	OfKind
	// OneOf is true of documents whose ID is in IDs.
	OneOf
	// Marked is true of documents that have all of Marks.
	Marked
)

// Expr is a node of a query's condition.
type Expr struct {
	Op             Op
	Field          Field
	Value          string   // Equal, AtLeast, AtMost
	Initial, Final string   // Substrings
	Any            []string // Substrings
	Args           []Expr   // And, Or, Not
	Kinds          KindSet  // OfKind
	IDs            []ID     // OneOf
	Marks          Marks    // Marked
}

// Query asks for documents in display order. What lies outside Folders, is hidden or is not in Fields can neither be
// found nor be guessed at: it takes part in no comparison.
type Query struct {
	Where Expr
	// Folders limits the answer to documents whose Parent is in the set; nil means everywhere. It must never be changed: an
	// Index remembers what is in a set that comes again.
	Folders map[ID]struct{}
	// Self, where not zero, also admits the document with this ID, wherever it is: a subtree search's own base.
	Self ID
	// Fill lists the number fields that stand in for Work where a document has no work number of its own: then Work
	// holds the first of the document's visible numbers whose field is in Fill. Empty: nothing stands in.
	Fill FieldSet
	// Hidden also looks at values that are marked hidden from phones.
	Hidden bool
	// Lenient makes Equal on text fields also match where Value begins the field (a Snom that lost its wildcard).
	Lenient bool
	// After, where not nil, leaves out what does not come after it in the order of display: see Dialect.At.
	After *Document
	// Wanted is how many documents are taken at most: an Index looks for as many at a time as that is quick with. 0: nobody knows; it looks for
	// one after the other.
	Wanted int
}
