package api

import (
	"context"
	"testing"
	"time"
)

func TestTheBackgroundIsWaitedFor(t *testing.T) {
	b := newBackground()
	begun, goOn := make(chan struct{}), make(chan struct{})
	ended := false
	b.run(func(context.Context) { close(begun); <-goOn; ended = true })
	<-begun
	closed := make(chan struct{})
	go func() { b.close(time.Hour); close(closed) }()
	close(goOn)
	<-closed
	if !ended {
		t.Error("closed while something was running")
	}
	if b.run(func(context.Context) { t.Error("begun after the end") }) {
		t.Error("taken after the end")
	}
}

func TestTheBackgroundIsGivenUpWhereItDoesNotEnd(t *testing.T) {
	b := newBackground()
	b.run(func(ctx context.Context) { <-ctx.Done() })
	b.close(0)
}

func TestTheBackgroundDoesNotGrowWithoutEnd(t *testing.T) {
	b := newBackground()
	for range backgroundAtOnce {
		if !b.run(func(ctx context.Context) { <-ctx.Done() }) {
			t.Fatal("refused")
		}
	}
	if b.run(func(context.Context) {}) {
		t.Error("one too many")
	}
	b.close(0)
}
