package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// Problem is something in the file that is not as it must be.
type Problem struct {
	Table   string `json:"table,omitempty"`
	Key     Key    `json:"key,omitempty"`
	Index   string `json:"index,omitempty"`
	Message string `json:"message"`
}

func (p Problem) String() string {
	where := ""
	if p.Table != "" {
		where += p.Table + " "
	}
	if p.Key != "" {
		where += p.Key.String() + " "
	}
	if p.Index != "" {
		where += "index " + p.Index + " "
	}
	if where == "" {
		return p.Message
	}
	return where[:len(where)-1] + ": " + p.Message
}

// maxProblems is how many problems are told; where everything is broken the first thousand say so.
const maxProblems = 1000

// Check reads the whole file: every record decodes and stands under its key, records and index entries match both ways, the
// journal can be read and comes to the records that there are, and bbolt finds its pages in order. Updates wait during the last of these only.
func (s *Store) Check(ctx context.Context) ([]Problem, error) {
	h, err := s.acquire()
	if err != nil {
		return nil, err
	}
	defer s.release(h)
	problems, readable, err := checkContents(ctx, h.db, s.tables)
	if err != nil || !readable {
		return problems, err
	}
	if err := s.lock(ctx); err != nil {
		return problems, err
	}
	defer s.unlock()
	return append(problems, checkPages(h.db)...), nil
}

// checkFile is Check for a file that nobody else uses.
func checkFile(ctx context.Context, db *bbolt.DB, tables map[string]*schema) ([]Problem, error) {
	problems, readable, err := checkContents(ctx, db, tables)
	if err != nil || !readable {
		return problems, err
	}
	return append(problems, checkPages(db)...), nil
}

// checkPages runs bbolt's own check. It must follow checkContents, which survives a reference beyond the file, and no update may run.
func checkPages(db *bbolt.DB) (problems []Problem) {
	err := db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			if len(problems) < maxProblems {
				problems = append(problems, Problem{Message: err.Error()})
			}
		}
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{Message: err.Error()})
	}
	return problems
}

// checker reads one snapshot of the file.
type checker struct {
	ctx      context.Context
	tx       *bbolt.Tx
	tables   map[string]*schema
	problems []Problem
	found    map[string]int  // by index bucket: entries that some record accounts for
	broken   map[holder]bool // records that can not be read
	replayed *replay
}

// checkContents checks all that the store itself has written. It is not readable when bbolt can not even walk through it.
func checkContents(ctx context.Context, db *bbolt.DB, tables map[string]*schema) (problems []Problem, readable bool, err error) {
	c := &checker{ctx: ctx, tables: tables, found: map[string]int{}, broken: map[holder]bool{}, replayed: newReplay()}
	damage := guarded(db.Path(), func() error {
		err = db.View(func(tx *bbolt.Tx) error {
			c.tx = tx
			return c.run()
		})
		return nil
	})
	if damage != nil {
		c.report(Problem{Message: damage.Error()})
	}
	return c.problems, damage == nil, err
}

// run returns an error only when the context ends.
func (c *checker) run() error {
	names := slices.Sorted(maps.Keys(c.tables))
	for _, name := range names {
		if err := c.records(c.tables[name]); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, name := range names {
		for i, x := range c.tables[name].indexes {
			var err error
			if !x.unique {
				err = c.secondary(c.tables[name], i)
			} else if !seen[x.name] {
				seen[x.name] = true
				err = c.unique(x.name)
			}
			if err != nil {
				return err
			}
		}
	}
	if err := c.journal(); err != nil {
		return err
	}
	return c.outcome(names)
}

func (c *checker) report(p Problem) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, p)
	}
}

// each calls fn for everything in a bucket, until the context ends.
func (c *checker) each(bucket []byte, fn func(k, v []byte)) error {
	b := c.tx.Bucket(bucket)
	if b == nil {
		c.report(Problem{Message: fmt.Sprintf("the file lacks %s", bucket)})
		return nil
	}
	return b.ForEach(func(k, v []byte) error {
		fn(k, v)
		return c.ctx.Err()
	})
}
