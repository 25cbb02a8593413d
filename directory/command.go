package directory

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"annuaire/directory/store"
)

// Applied is what a batch of commands came to.
type Applied struct {
	Revision uint64 `json:"revision"` // of the batch; 0 where nothing has changed
	Changes  int    `json:"changes"`  // records added, changed or removed
}

// Apply runs fn's commands in one transaction and commits them as one batch: all of them or, when fn or the commit fails,
// none. Commands that fail inside fn change nothing and leave the others standing: fn may go on, and decides by what it
// returns. It returns fn's error as it is when it is an *Error, else as the cause of one with the code internal.
func (d *Directory) Apply(ctx context.Context, action string, fn func(*Edit) error) (Applied, error) {
	return d.change(ctx, action, "", fn)
}

// errPlanned rolls a plan's transaction back.
var errPlanned = errors.New("planned only")

// Plan is Apply without the commit: every rule is checked, nothing is written. Applied's revision is the one that the plan
// was made on; its Changes are not counted.
func (d *Directory) Plan(ctx context.Context, fn func(*Edit) error) (Applied, error) {
	var planned Applied
	_, err := d.change(ctx, "plan", "", func(e *Edit) error {
		if err := fn(e); err != nil {
			return err
		}
		if err := e.settle(); err != nil {
			return err
		}
		planned.Revision = e.tx.Revision()
		return errPlanned
	})
	if !errors.Is(err, errPlanned) {
		return Applied{}, err
	}
	return planned, nil
}

// change runs fn in a transaction, journalled as action and note by the context's actor.
func (d *Directory) change(ctx context.Context, action, note string, fn func(*Edit) error) (Applied, error) {
	return d.changeBy(ctx, store.Entry{Action: action, Note: note}, fn)
}

// changeBy runs fn in a transaction, journalled under entry with time and the context's actor filled in.
func (d *Directory) changeBy(ctx context.Context, entry store.Entry, fn func(*Edit) error) (Applied, error) {
	actor, err := json.Marshal(actorOf(ctx))
	if err != nil {
		return Applied{}, &Error{Code: Internal, Message: "write down who asks", Cause: err}
	}
	now := d.now()
	entry.Time, entry.Actor = now, actor
	batch, err := d.store.Update(ctx, entry, func(tx *store.Tx) error {
		if err := guardOf(ctx)(); err != nil {
			return err
		}
		e := newEdit(ctx, d, tx, now)
		if err := fn(e); err != nil {
			return err
		}
		return e.settle()
	})
	if err != nil {
		return Applied{}, asError(entry.Action, err)
	}
	applied := Applied{Revision: batch.Revision, Changes: len(batch.Changes)}
	if told, is := ctx.Value(toldKey{}).(func(Applied)); is {
		told(applied)
	}
	return applied, nil
}

type toldKey struct{}

// WithTold returns a context in which told is called with what each batch came to, once it is committed: for who must know the revision of whatever
// command was run.
func WithTold(ctx context.Context, told func(Applied)) context.Context {
	return context.WithValue(ctx, toldKey{}, told)
}

// view runs a query on the store.
func (d *Directory) view(what string, fn func(*store.Tx) error) error {
	return asError(what, d.store.View(fn))
}

// now is the time that records are stamped with: UTC, to the millisecond, as JSON keeps it.
func (d *Directory) now() time.Time { return d.config.Now().UTC().Truncate(time.Millisecond) }

// asError makes an *Error of what a command failed with.
func asError(what string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	switch {
	case errors.Is(err, errPlanned):
		return err
	case errors.Is(err, store.ErrClosed), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Error{Code: Unavailable, Message: what, Cause: err}
	}
	return &Error{Code: Internal, Message: what, Cause: err}
}
