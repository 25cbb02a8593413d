package web

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
)

// follow opens the stream of what phones ask in the name of a browser, until the test leaves.
func (b *browser) follow(address string) (lines *bufio.Scanner, leave context.CancelFunc) {
	t := b.site.t
	t.Helper()
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "GET", b.site.url+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = b.header.Clone()
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		leave()
		_ = answer.Body.Close()
	})
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" || answer.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%s %v", answer.Status, answer.Header)
	}
	return bufio.NewScanner(answer.Body), leave
}

// wantLine reads a stream up to a line that has a text.
func wantLine(t testing.TB, lines *bufio.Scanner, text string) {
	t.Helper()
	for lines.Scan() {
		if strings.Contains(lines.Text(), text) {
			return
		}
	}
	t.Fatalf("the stream ends without %q", text)
}

func TestALiveViewBeginsWithWhatWasAskedLately(t *testing.T) {
	o := connectSite(t)
	_, secret, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"})
	if err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	b.get("/connect/requests?account=standard")
	o.phone().bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	b.until("/connect/requests?account=standard", "Wrong password")
	lines, _ := b.follow("/connect/requests/live?account=standard")
	wantLine(t, lines, "event: request")
	wantLine(t, lines, "Wrong password for standard.")
	wantLine(t, lines, "event: begun")
	o.phone().bind("standard", secret, ldap.LDAPResultSuccess)
	wantLine(t, lines, "Bound as standard")
}

// TestALiveViewGoesOnWhereItsPageEnds: what is asked after the page was made and before its stream begins is in the stream, explained by then or not.
func TestALiveViewGoesOnWhereItsPageEnds(t *testing.T) {
	o := connectSite(t)
	_, secret, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"})
	if err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	page := b.get("/connect/requests?account=standard").want(200).body
	stream := unescaped(between(t, page, `data-live="`, `"`))
	p := o.phone()
	p.bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	p.bind("standard", secret, ldap.LDAPResultSuccess)
	lines, _ := b.follow(stream)
	wantLine(t, lines, "id: ")
	last := strings.TrimPrefix(lines.Text(), "id: ")
	wantLine(t, lines, "Wrong password for standard.")
	wantLine(t, lines, "Bound as standard")

	b.header.Set("Last-Event-ID", last) // as a browser does that comes back
	lines, _ = b.follow(stream)
	wantLine(t, lines, "id: ")
	if lines.Text() == "id: "+last {
		t.Error("what has been seen is told again")
	}
	wantLine(t, lines, "Bound as standard")
}

func TestALiveViewEndsWithItsReader(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	lines, leave := b.follow("/connect/requests/live")
	wantLine(t, lines, "event: begun")
	o.untilFollowed(1)
	leave()
	o.untilFollowed(0)
	o.untilWatched(1) // by what keeps it for who looks again, which the stream is made of
}

func TestALiveViewEndsWithTheSession(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	lines, _ := b.follow("/connect/requests/live?outcome=trouble")
	wantLine(t, lines, "event: begun")
	b.post("/sign-out")
	wantLine(t, lines, "event: ended")
	for lines.Scan() {
		if lines.Text() != "" && lines.Text() != "data: -" {
			t.Errorf("the stream goes on: %s", lines.Text())
		}
	}
	o.untilWatched(1)
}

func TestALiveViewOfWhatIsNoAddressIsRefused(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	b.get("/connect/requests/live?address=phone").want(422)
	newSite(t).signedIn(adminEmail).get("/connect/requests/live").want(503)
}
