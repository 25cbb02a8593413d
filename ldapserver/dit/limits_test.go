package dit

import (
	"context"
	"errors"
	"testing"
	"time"

	"annuaire/directory"
	"annuaire/ldapserver/message"
)

// ticking is a clock that goes on by a second each time it is looked at.
func ticking() func() time.Time {
	at := time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

func TestTimeLimits(t *testing.T) {
	for _, c := range []struct {
		name        string
		lookThrough time.Duration
		client      int // seconds
		want        message.ResultCode
		entries     int
	}{
		{"none", 0, 0, message.Success, 3 * entriesPerLook},
		{"long enough", 10 * time.Second, 10, message.Success, 3 * entriesPerLook},
		{"the client's is shorter", 10 * time.Second, 3, message.TimeLimitExceeded, 2 * entriesPerLook},
		{"the server's is shorter", 3 * time.Second, 10, message.TimeLimitExceeded, 2 * entriesPerLook},
		{"the client's alone", 0, 2, message.TimeLimitExceeded, entriesPerLook},
		{"the server's alone", 2 * time.Second, 0, message.TimeLimitExceeded, entriesPerLook},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := openBook(t, func(o *Options) { o.LookThrough, o.Now = c.lookThrough, ticking() })
			for range 3 * entriesPerLook {
				draft := directory.ContactDraft{FirstName: "Zoé", LastName: "Zola", FolderID: b.folders["Paris"]}
				if _, _, err := b.dir.CreateContact(context.Background(), draft); err != nil {
					t.Fatal(err)
				}
			}
			entries, res := b.ask(t, Who{Account: b.accounts["all"]},
				request{base: baseDN, scope: message.WholeSubtree, filter: "(sn=zola)", time: c.client})
			if res.Code != c.want || len(entries) != c.entries {
				t.Errorf("%d entries, %v", len(entries), res.Code)
			}
		})
	}
}

// TestASearchThatFindsNobodyEndsWithItsTime asks for what everybody has to be looked at for, who are more than are looked at before the clock is.
func TestASearchThatFindsNobodyEndsWithItsTime(t *testing.T) {
	b := openBook(t, func(o *Options) { o.LookThrough, o.Now = time.Second, ticking() })
	b.crowd(t, 1100)
	q := request{base: baseDN, scope: message.WholeSubtree, filter: "(cn<=!)"}
	if entries, res := b.ask(t, Who{Account: b.accounts["all"]}, q); res.Code != message.TimeLimitExceeded || len(entries) > 0 {
		t.Errorf("%d entries, %v", len(entries), res.Code)
	}
}

func TestLimitsAreReplacedWhileRunning(t *testing.T) {
	b := openBook(t)
	q := request{base: baseDN, scope: message.WholeSubtree, filter: "(sn=m*)"}
	b.SetLimits(3, 0, 0)
	if entries, res := b.ask(t, Who{Account: b.accounts["all"]}, q); len(entries) != 3 || res.Code != message.SizeLimitExceeded {
		t.Errorf("%d entries, %v", len(entries), res.Code)
	}
	b.SetLimits(0, 0, 0)
	if entries, res := b.ask(t, Who{Account: b.accounts["all"]}, q); len(entries) != 4 || res.Code != message.Success {
		t.Errorf("%d entries, %v", len(entries), res.Code)
	}
}

func TestSearchEndsWithItsContext(t *testing.T) {
	b := openBook(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	req := request{base: baseDN, scope: message.WholeSubtree, filter: "(sn=m*)"}.decode(t)
	_, res, n, err := b.Search(ctx, Who{Account: b.accounts["all"]}, 1, req, nil, nil)
	if res.Code != message.Unavailable || n != 0 || err != nil {
		t.Errorf("%v, %d entries, %v", res.Code, n, err)
	}
	if res := b.Compare(ctx, Who{Account: b.accounts["all"]}, &message.CompareRequest{}); res.Code != message.Unavailable {
		t.Errorf("compare: %v", res.Code)
	}
}

func TestLongAnswersAreFlushed(t *testing.T) {
	b := openBook(t)
	q := request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=*)", attrs: []string{"*", "+"}}
	who := Who{Account: b.accounts["all"]}
	whole, _, entries, err := b.Search(context.Background(), who, 7, q.decode(t), nil, nil)
	if err != nil {
		t.Fatal(err)
	}

	// A buffer that holds almost as much as is gathered overflows with every entry.
	full := make([]byte, flushAt-1)
	var sent []byte
	flushes := 0
	out, _, n, err := b.Search(context.Background(), who, 7, q.decode(t), full, func(b []byte) ([]byte, error) {
		flushes++
		sent = append(sent, b...)
		return b[:0], nil
	})
	if err != nil || n != entries || flushes != 1 {
		t.Errorf("%d entries of %d, %d flushes, %v", n, entries, flushes, err)
	}
	if got := append(sent, out...)[len(full):]; string(got) != string(whole) {
		t.Error("what is flushed and what is left differ from the whole")
	}
}

func TestSearchEndsWhereFlushFails(t *testing.T) {
	b := openBook(t)
	q := request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=*)"}
	broken := errors.New("broken pipe")
	flushes := 0
	_, _, n, err := b.Search(context.Background(), Who{Account: b.accounts["all"]}, 7, q.decode(t), make([]byte, flushAt-1),
		func(b []byte) ([]byte, error) {
			flushes++
			return b[:0], broken
		})
	if !errors.Is(err, broken) || n != 1 || flushes != 1 {
		t.Errorf("%v after %d entries and %d flushes", err, n, flushes)
	}
}
