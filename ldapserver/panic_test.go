package ldapserver

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"annuaire/ldapserver/message"
)

// journal collects log lines.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func TestAPanicEndsItsConnectionAlone(t *testing.T) {
	var log journal
	opts := Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}
	f := newFixture(t)
	f.inBubble(opts, func(t *testing.T, s *Server, p *pipes) {
		s.testRequest = func(k kind) {
			if k == kindCompare {
				panic("a defect")
			}
		}
		other, unlucky := p.connect(t, "192.0.2.1"), p.connect(t, "192.0.2.1")
		other.wantAlive()
		unlucky.wantBind(3, "phones", f.secret, message.Success)
		unlucky.send(compare(1, base))
		unlucky.wantClosed()
		synctest.Wait()
		other.wantAlive()
		p.connect(t, "192.0.2.1").wantAlive()
		if got := s.Stats(); got.Panics != 1 || got.Open != 2 {
			t.Errorf("counted %+v", got)
		}
	})
	text := log.String()
	for _, part := range []string{"level=ERROR", "a defect", "panic_test.go", "192.0.2.1"} {
		if !strings.Contains(text, part) {
			t.Errorf("the log does not have %q:\n%s", part, text)
		}
	}
}

func TestNothingSecretIsLogged(t *testing.T) {
	for level, silent := range map[slog.Level][]string{
		slog.LevelDebug: nil,
		slog.LevelInfo:  {"mart", "phones"}, // what people look for is nobody's business
	} {
		t.Run(level.String(), func(t *testing.T) {
			var log journal
			f := newFixture(t)
			opts := Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: level}))}
			f.inBubble(opts, func(t *testing.T, s *Server, p *pipes) {
				c := p.connect(t, "192.0.2.1")
				c.wantBind(3, "phones", "my-wrong-secret", message.InvalidCredentials)
				c.wantBind(3, "a-secret-typed-as-name", "x", message.InvalidCredentials)
				c.wantBind(3, "phones", f.secret, message.Success)
				c.send(search(2, "ou=mart,"+base, message.WholeSubtree, present("mart")))
				c.want(2, message.TagSearchDone, message.NoSuchObject)
				c.send(pack(3, message.TagBindRequest, []byte("\x02\x01\x03\x04\x80my-broken-bind")))
				c.want(3, message.TagBindResponse, message.ProtocolError)
				c.send(unbind(4))
				c.wantClosed()
			})
			text := log.String()
			if level == slog.LevelDebug && !strings.Contains(text, "connection opened") {
				t.Errorf("nothing is logged:\n%s", text)
			}
			for _, part := range append(silent, f.secret, "my-wrong-secret", "a-secret-typed-as-name", "my-broken-bind") {
				if strings.Contains(text, part) {
					t.Errorf("the log has %q:\n%s", part, text)
				}
			}
		})
	}
}
