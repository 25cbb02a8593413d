package directory

import (
	"context"
	"crypto/sha256"
	"time"

	"annuaire/directory/store"
)

// How long the answer to a request is remembered, and how long one that has not been answered is waited for: after that, it
// was lost in a crash.
const (
	answerFor  = 24 * time.Hour
	pendingFor = 5 * time.Minute
)

// RememberedAnswer is what a request was answered with. It lies in the file for a day: answers that show a secret are not to be remembered.
type RememberedAnswer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	Body   []byte            `json:"body,omitempty"`
}

// rememberedRequest is a request under its actor and key; without an answer, it is being worked on.
type rememberedRequest struct {
	Hash      []byte            `json:"hash"` // of actor and key
	Request   []byte            `json:"request"`
	Answer    *RememberedAnswer `json:"answer,omitempty"`
	ExpiresAt time.Time         `json:"expires_at"`
}

// RequestKey names a request that its sender may send again: who sends it, the key it chose, and the SHA-256 of method, path and body.
type RequestKey struct {
	Actor   string
	Key     string
	Request [sha256.Size]byte
}

func (k RequestKey) hash() []byte {
	actor := sha256.Sum256([]byte(k.Actor))
	hash := sha256.Sum256(append(actor[:], k.Key...))
	return hash[:]
}

// BeginRequest notes that a request is being worked on, until FinishRequest or AbandonRequest. Where the same one was answered within a day, it
// gives that answer and there is nothing to do. It returns idempotency_key_reused where the key came with another request, and
// request_in_progress where the same is being worked on.
func (d *Directory) BeginRequest(ctx context.Context, k RequestKey) (answer *RememberedAnswer, err error) {
	_, err = d.change(ctx, "", "", func(e *Edit) error {
		before, found, err := d.tables.idempotency.Get(e.tx, store.Key(k.hash()))
		if err != nil {
			return err
		}
		if found && before.ExpiresAt.After(e.now) {
			switch {
			case string(before.Request) != string(k.Request[:]):
				return &Error{Code: IdempotencyKeyReused, Message: "the Idempotency-Key came with another request before; take a new one"}
			case before.Answer == nil:
				return &Error{Code: RequestInProgress, Message: "the same request is being worked on"}
			}
			answer = before.Answer
			return nil
		}
		return d.tables.idempotency.Put(e.tx, &rememberedRequest{Hash: k.hash(), Request: k.Request[:], ExpiresAt: e.now.Add(pendingFor)})
	})
	return answer, err
}

// FinishRequest remembers a request's answer for a day.
func (d *Directory) FinishRequest(ctx context.Context, k RequestKey, answer RememberedAnswer) error {
	_, err := d.change(ctx, "", "", func(e *Edit) error {
		return d.tables.idempotency.Put(e.tx, &rememberedRequest{Hash: k.hash(), Request: k.Request[:], Answer: &answer, ExpiresAt: e.now.Add(answerFor)})
	})
	return err
}

// AbandonRequest forgets a request that failed in a way that trying again may help against.
func (d *Directory) AbandonRequest(ctx context.Context, k RequestKey) error {
	_, err := d.change(ctx, "", "", func(e *Edit) error { return d.tables.idempotency.Delete(e.tx, store.Key(k.hash())) })
	return err
}
