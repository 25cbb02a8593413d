package directory

import "context"

type guardKey struct{}

// WithGuard returns a context whose commands ask guard before anything else, within their transaction: nothing changes between its answer and what they
// write. So rights are asked for that depend on what is in the directory. Guard may read the directory, which it sees as the transaction found it; to
// change it would wait for itself for ever. Its error refuses the command and is returned as Apply returns its own. Guards that the context has already
// are asked first.
func WithGuard(ctx context.Context, guard func() error) context.Context {
	outer := guardOf(ctx)
	return context.WithValue(ctx, guardKey{}, func() error {
		if err := outer(); err != nil {
			return err
		}
		return guard()
	})
}

// guardOf gives the context's guard; without one, nothing is refused.
func guardOf(ctx context.Context) func() error {
	if guard, is := ctx.Value(guardKey{}).(func() error); is {
		return guard
	}
	return func() error { return nil }
}
