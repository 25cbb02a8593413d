package directory

import "annuaire/directory/search"

// What a contact's document is marked with, for lists that are made by it.
const (
	internalMark search.Marks = 1 << iota
	importedMark              // made by an import
	autoMark                  // made because a line needed a contact
	lineMark                  // it has a line
	userMark                  // it has a user
	enabledMark               // whose user is enabled
)

// marksOf are the marks of a contact's own record.
func marksOf(c *Contact) (marks search.Marks) {
	if c.Kind == InternalContact {
		marks |= internalMark
	}
	return marks | originMark(c.Origin)
}

// originMark is the mark of what an origin has made; 0 where such contacts are not marked.
func originMark(origin string) search.Marks {
	switch origin {
	case ImportOrigin:
		return importedMark
	case AutoService:
		return autoMark
	}
	return 0
}

// joinedMarks are those of what belongs to a contact: its user, nil for none, and its lines.
func joinedMarks(u *User, lines []Line) (marks search.Marks) {
	if len(lines) > 0 {
		marks |= lineMark
	}
	if u != nil {
		marks |= userMark
		if u.Enabled {
			marks |= enabledMark
		}
	}
	return marks
}

// marked asks for documents that have the marks; where has is false, for those that lack one of them.
func marked(marks search.Marks, has bool) search.Expr {
	e := search.Expr{Op: search.Marked, Marks: marks}
	if !has {
		e = search.Expr{Op: search.Not, Args: []search.Expr{e}}
	}
	return e
}
