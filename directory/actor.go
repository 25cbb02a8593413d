package directory

import (
	"context"

	"github.com/google/uuid"
)

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
	// LoginID is the login that asks, TokenID the API token it asks with: they bound what may be granted. Whoever asks over
	// a network has at least one of them. Zero for the program itself and for who may write its files.
	LoginID uuid.UUID `json:"login_id,omitzero"`
	TokenID uuid.UUID `json:"token_id,omitzero"`
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
