package exchange

import (
	"slices"

	"github.com/google/uuid"
)

// plannedRows finds the rows of a plan that an import is made by, in the order of the file.
type plannedRows struct{ rows []Row }

func plannedIn(plan *Report) plannedRows {
	if plan == nil {
		return plannedRows{}
	}
	return plannedRows{plan.Rows}
}

// share has a row, each one further down than the one before, use the memory of the planned one where it comes to the same: there are two for every
// row of the file until the import is done.
func (p *plannedRows) share(row *Row) {
	for len(p.rows) > 0 && p.rows[0].Line > 0 && p.rows[0].Line < row.Line {
		p.rows = p.rows[1:]
	}
	if len(p.rows) == 0 || !p.rows[0].Same(row) {
		return
	}
	id := row.ID
	*row = p.rows[0]
	row.ID = id
}

// Same reports whether two rows come to the same, whichever ids new contacts get.
func (row *Row) Same(other *Row) bool {
	return row.Line == other.Line && row.Action == other.Action && row.Contact == other.Contact && row.Users == other.Users && row.lasting() == other.lasting() &&
		slices.Equal(row.Changes, other.Changes) && slices.Equal(row.Problems, other.Problems) && slices.Equal(row.Warnings, other.Warnings)
}

// lasting is the id of a contact that is there already.
func (row *Row) lasting() uuid.UUID {
	if row.Action == ActionAdd {
		return uuid.Nil
	}
	return row.ID
}
