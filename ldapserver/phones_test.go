package ldapserver

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"annuaire/ldapserver/message"
)

// What phones send one after the other: captured, or read in their makers' sources and manuals.

const (
	jean   = "uid=jean.martin," + base
	ana    = "uid=ana.martinez," + base
	helene = "uid=helene.muller," + base
)

// byName is what most phones send while a name is typed.
func byName(id int32, typed string) []byte {
	return search(id, base, message.WholeSubtree, or(initial("cn", typed), initial("sn", typed)))
}

func TestSnomBindsOnceAndSearchesOnTheSameConnection(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(simpleBind(1, 3, "phones", f.secret))
	c.want(1, message.TagBindResponse, message.Success)
	c.sendHex(snomSearch)
	c.want(2, message.TagSearchDone, message.NoSuchObject)
	c.send(byName(3, "mart"))
	c.wantEntries(3, message.Success, jean, ana)
	c.send(byName(4, "martine"))
	c.wantEntries(4, message.Success, ana)
}

func TestLinphoneBeginsWithStartTLS(t *testing.T) {
	server, trusting := certificate(t)
	_, address, f := startServer(t, Options{TLS: always(server)})
	c := dial(t, address)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	c.upgrade(trusting)
	c.send(simpleBind(2, 3, "cn=phones,"+base, f.secret))
	c.want(2, message.TagBindResponse, message.Success)
	c.send(byName(3, "hélène"))
	c.wantEntries(3, message.Success, helene)
}

func TestLinphoneGoesOnWhereStartTLSIsRefused(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(startTLS(1))
	if r := c.want(1, message.TagExtendedResponse, message.ProtocolError); r.name != message.OIDStartTLS {
		t.Errorf("response name %q", r.name)
	}
	c.send(simpleBind(2, 3, "cn=phones,"+base, f.secret))
	c.want(2, message.TagBindResponse, message.Success)
	c.send(byName(3, "mart"))
	c.wantEntries(3, message.Success, jean, ana)
}

func TestGrandstreamSpeaksLDAPv2AfterAReset(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(simpleBind(1, 2, "cn=phones,"+base, f.secret))
	c.want(1, message.TagBindResponse, message.Success)
	c.send(byName(2, "m\xfcl"))
	c.wantEntries(2, message.Success, helene)
	c.send(unbind(3))
	c.wantClosed()
}

func TestAStormOfKeystrokesIsAnsweredInOrder(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	var storm [][]byte
	typed := "martinez"
	for i := range len(typed) {
		storm = append(storm, byName(int32(i+10), typed[:i+1]))
		if i > 0 {
			storm = append(storm, pack(int32(i+100), message.TagAbandonRequest, []byte{byte(i + 9)}))
		}
	}
	c.send(storm...)
	for i := range len(typed) {
		switch {
		case i == 0:
			c.wantEntries(10, message.Success, jean, ana, helene)
		case i < len("martin"):
			c.wantEntries(int64(i+10), message.Success, jean, ana)
		default:
			c.wantEntries(int64(i+10), message.Success, ana)
		}
	}
}

func TestGrandstreamsConnectForEverySearch(t *testing.T) {
	s, address, f := startServer(t, Options{})
	const phones, rounds = 50, 4
	var all sync.WaitGroup
	failures := make(chan error, phones)
	for range phones {
		all.Go(func() {
			for range rounds {
				if err := grandstream(t, address, f.secret); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	all.Wait()
	close(failures)
	for err := range failures {
		t.Error(err)
	}
	if got := s.Stats().Requests; got["bind"] != phones*rounds || got["search"] != phones*rounds || got["unbind"] != phones*rounds {
		t.Errorf("counted %v", got)
	}
}

// grandstream binds, searches, unbinds and waits for the connection to end.
func grandstream(t *testing.T, address, secret string) error {
	c := dial(t, address)
	if err := c.trySend(simpleBind(1, 3, "phones", secret)); err != nil {
		return err
	}
	if r, err := c.receive(); err != nil || r.code != message.Success {
		return fmt.Errorf("bind: %+v, %w", r, err)
	}
	if err := c.trySend(byName(2, "martine")); err != nil {
		return err
	}
	if r, err := c.receive(); err != nil || r.dn != ana {
		return fmt.Errorf("entry: %+v, %w", r, err)
	}
	if r, err := c.receive(); err != nil || r.code != message.Success {
		return fmt.Errorf("end of the search: %+v, %w", r, err)
	}
	if err := c.trySend(unbind(3)); err != nil {
		return err
	}
	if r, err := c.receive(); err == nil {
		return fmt.Errorf("after the unbind: %+v", r)
	}
	return nil
}

func TestGigasetReadsTheEntryItFound(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(byName(2, "mart"))
	found := c.next()
	c.want(2, message.TagSearchEntry, message.Success)
	c.want(2, message.TagSearchDone, message.Success)
	c.send(search(3, found.dn, message.BaseObject, present("objectClass")))
	c.wantEntries(3, message.Success, found.dn)
}

func TestPolyAsksTheRootDSEFirstAndComesBackAfterMinutes(t *testing.T) {
	f := newFixture(t)
	f.inBubble(Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.send(search(1, "", message.BaseObject, present("objectClass")))
		c.wantEntries(1, message.Success, "")
		c.send(search(2, "cn=Subschema", message.BaseObject, present("objectClass")))
		c.wantEntries(2, message.Success, "cn=Subschema")
		c.wantBind(3, "phones", f.secret, message.Success)
		c.send(byName(3, "martine"))
		c.wantEntries(3, message.Success, ana)
		time.Sleep(14 * time.Minute)
		c.send(byName(4, "martine"))
		c.wantEntries(4, message.Success, ana)
	})
}

func TestABadBindIsFollowedByAnAnonymousOne(t *testing.T) {
	_, address, _ := startServer(t, Options{Anonymous: loopback()})
	c := dial(t, address)
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	c.wantBind(3, "", "", message.Success)
	c.send(byName(3, "mart"))
	c.wantEntries(3, message.Success, jean, ana)
}

func TestSearchingWithoutABind(t *testing.T) {
	t.Run("where nobody needs a name", func(t *testing.T) {
		_, address, _ := startServer(t, Options{Anonymous: loopback()})
		c := dial(t, address)
		c.send(byName(1, "mart"))
		c.wantEntries(1, message.Success, jean, ana)
		c.send(compare(2, jean))
		c.want(2, message.TagCompareResponse, message.CompareTrue)
	})
	t.Run("where everybody does", func(t *testing.T) {
		_, address, _ := startServer(t, Options{})
		c := dial(t, address)
		for _, request := range [][]byte{
			byName(1, "mart"),
			search(1, jean, message.BaseObject, present("cn")),
			search(1, "", message.WholeSubtree, present("cn")),
			search(1, "dc=example", message.WholeSubtree, present("cn")), // nor is it told whether there is such an entry
			search(1, "no DN", message.BaseObject, present("cn")),
		} {
			c.send(request)
			c.want(1, message.TagSearchDone, message.InsufficientAccessRights)
		}
		c.send(compare(2, jean))
		c.want(2, message.TagCompareResponse, message.InsufficientAccessRights)
	})
}

func TestAvayaAsksForDigestMD5(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(saslBind(1, "DIGEST-MD5"))
	c.want(1, message.TagBindResponse, message.AuthMethodNotSupported)
	c.wantBind(3, "phones", f.secret, message.Success)
}

// The phone probes, binds, and reads the list as its user scrolls; it comes back minutes later on the same connection.
func TestPolyReadsAListThroughAView(t *testing.T) {
	f := newFixture(t)
	for i := range 60 {
		f.add(fmt.Sprintf("Smith %02d", i), "Ann", fmt.Sprintf("+33 1 40 00 00 %02d", i))
	}
	everyone := func(from, to int) (dns []string) {
		for i := from; i < to; i++ {
			dns = append(dns, smith(i))
		}
		return dns
	}
	f.inBubble(Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.send(search(1, "", message.BaseObject, present("objectClass")))
		c.wantEntries(1, message.Success, "")
		c.wantBind(3, "phones", f.secret, message.Success)
		screen := func(id int32, target string) {
			c.send(searchWith(id, base, message.WholeSubtree, and(equal("objectclass", "person"), initial("sn", "smith")),
				sortControl("sn givenName telephoneNumber", true), viewControl(t, target, true)))
		}
		screen(3, "0 before, 31 after 1 of 0")
		context := c.wantList(3, message.Success, "sorted: success\nview: at 1 of 60, success\n", everyone(0, 32)...)
		screen(4, "0 before, 31 after 33 of 60, context "+context)
		c.wantList(4, message.Success, "sorted: success\nview: at 33 of 60, success\n", everyone(32, 60)...)
		time.Sleep(14 * time.Minute)
		screen(5, "2 before, 2 after smith-30")
		c.wantList(5, message.Success, "sorted: success\nview: at 31 of 60, success\n", everyone(28, 33)...)
	})
}
