package directory

import "context"

// ActorKind is who asks for a change.
type ActorKind string

const (
	ActorAccount ActorKind = "account" // a person, through the API or the pages
	ActorDevice  ActorKind = "device"  // a phone
	ActorImport  ActorKind = "import"
	ActorSystem  ActorKind = "system" // the program itself, or who may write its files
)

// Actor is who asks for a change, as the journal remembers it.
type Actor struct {
	Kind    ActorKind `json:"kind"`
	Name    string    `json:"name,omitempty"`
	Address string    `json:"address,omitempty"` // source address, without port
}

type actorKey struct{}

// WithActor returns a context in which commands act for a.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// actorOf gives the context's actor; without one, the program itself acts.
func actorOf(ctx context.Context) Actor {
	if a, ok := ctx.Value(actorKey{}).(Actor); ok {
		return a
	}
	return Actor{Kind: ActorSystem}
}
