package ldapserver

import (
	"testing"
	"testing/synctest"
	"time"

	"annuaire/ldapserver/message"
)

// wantOpen checks that the server has not closed the connection, and sends nothing.
func (c *client) wantOpen() {
	c.t.Helper()
	if err := c.conn.SetReadDeadline(time.Now().Add(time.Nanosecond)); err != nil {
		c.t.Fatal(err)
	}
	var b [1]byte
	if _, err := c.conn.Read(b[:]); !isTimeout(err) {
		c.t.Fatalf("the connection is not left waiting: %x, %v", b, err)
	}
}

func isTimeout(err error) bool {
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func TestAClientThatSendsNothingIsClosedAfterTheTimeForAFirstRequest(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		time.Sleep(30*time.Second - time.Millisecond)
		c.wantOpen()
		time.Sleep(2 * time.Millisecond)
		c.wantClosed()
	})
}

func TestAFirstRequestSentByteByByteMustBeWholeInTime(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		for _, b := range simpleBind(1, 3, "cn=phones,"+base, "0123456789012345678901234567890123456789")[:35] {
			if c.trySend([]byte{b}) != nil {
				break
			}
			time.Sleep(time.Second)
		}
		c.wantClosed()
	})
}

func TestALaterRequestSentByteByByteMustBeWholeInTime(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.wantAlive()
		time.Sleep(10 * time.Minute) // idle is no offence
		request := whoAmI(1)
		c.send(request[:1])
		time.Sleep(29 * time.Second)
		c.send(request[1:])
		c.want(1, message.TagExtendedResponse, message.Success)
		c.send(request[:10])
		time.Sleep(29 * time.Second)
		c.wantOpen()
		time.Sleep(2 * time.Second)
		c.wantClosed()
	})
}

func TestAPipelinedHalfRequestMustBeWholeInTime(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.send(whoAmI(1), whoAmI(2)[:7])
		c.want(1, message.TagExtendedResponse, message.Success)
		time.Sleep(29 * time.Second)
		c.wantOpen()
		time.Sleep(2 * time.Second)
		c.wantClosed()
	})
}

func TestAnIdleConnectionIsClosed(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		for range 3 { // every answer begins the time anew
			c.wantAlive()
			time.Sleep(15*time.Minute - time.Millisecond)
			c.wantOpen()
		}
		time.Sleep(mostSlack + 2*time.Millisecond)
		c.wantClosed()
	})
}

func TestAClientThatReadsNothingIsClosed(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, s *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.send(whoAmI(1))
		time.Sleep(10*time.Second - time.Millisecond)
		if n := s.Stats().Open; n != 1 {
			t.Errorf("%d connections open before the stall is over", n)
		}
		time.Sleep(mostSlack + 2*time.Millisecond)
		synctest.Wait()
		if n := s.Stats().Open; n != 0 {
			t.Errorf("%d connections open after the stall", n)
		}
		p.connect(t, "192.0.2.2").wantAlive()
	})
}

func TestAClientThatVanishesIsClosedWhenIdle(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, s *Server, p *pipes) {
		p.connect(t, "192.0.2.1").wantAlive()
		time.Sleep(15*time.Minute + mostSlack + time.Millisecond)
		synctest.Wait()
		if n := s.Stats().Open; n != 0 {
			t.Errorf("%d connections open", n)
		}
	})
}

func TestNewLimitsHoldForOpenConnections(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, s *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		limits := DefaultLimits()
		limits.Idle = 2 * time.Second
		if err := s.SetLimits(limits); err != nil {
			t.Fatal(err)
		}
		c.wantAlive()
		time.Sleep(3 * time.Second)
		c.wantClosed()
	})
}

func TestInvalidLimitsChangeNothing(t *testing.T) {
	inBubble(t, Options{}, func(t *testing.T, s *Server, _ *pipes) {
		if err := s.SetLimits(Limits{}); err == nil {
			t.Error("limits of zero are accepted")
		}
		if got := *s.limits.Load(); got != DefaultLimits() {
			t.Errorf("limits are now %+v", got)
		}
	})
}
