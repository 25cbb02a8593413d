package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
)

func TestPasswordRules(t *testing.T) {
	names := []string{"jean.martin@example.com", "jean.martin", "Jean Martin", "Li"}
	for _, test := range []struct {
		name, password string
		want           Code
	}{
		{"ten characters", "abcdefghij", ""},
		{"nine characters", "abcdefghi", WeakPassword},
		{"ten characters of many bytes", "éàüöçßñåøæ", ""},
		{"256 characters", strings.Repeat("abcdefgh", 32), ""},
		{"257 characters", strings.Repeat("abcdefgh", 32) + "a", Invalid},
		{"five different characters", "abcdeabcde", ""},
		{"four different characters", "abcdabcdabcd", WeakPassword},
		{"nothing", "", Required},
		{"spaces inside", "one two three", ""},
		{"a control character", "abcdefghij\n", Invalid},
		{"invalid UTF-8", "abcdefghij\xff", Invalid},
		{"the e-mail address", "Jean.Martin@example.com", WeakPassword},
		{"what is before the at sign, and a year", "jean.martin2026", WeakPassword},
		{"the name in capitals", "JEAN MARTIN", WeakPassword},
		{"the name among much else", "jean martin loves horses", ""},
		{"a short name inside", "Li and something", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			f.password(preparePassword(test.password), names...)
			wantCode(t, f.err("x"), test.want)
			if test.password != "" && len(f) > 0 && strings.Contains(f.err("x").Error(), test.password) {
				t.Error("the error repeats the password")
			}
		})
	}
}

func TestPasswordsAreTheSameOnEveryKeyboard(t *testing.T) {
	if preparePassword("cafe\u0301\u00a0noir") != "café noir" {
		t.Error("a decomposed letter or a no-break space makes another password")
	}
}

func TestPasswordHash(t *testing.T) {
	h := hashPassword(goodPassword)
	read, err := parsePasswordHash(h.String())
	if err != nil || read.String() != h.String() {
		t.Fatalf("read %v, %v", read, err)
	}
	if !read.matches(goodPassword) || read.matches(goodPassword+"x") || read.matches("") {
		t.Error("matches the wrong password, or not the right one")
	}
	if hashPassword(goodPassword).String() == h.String() {
		t.Error("two hashes have one salt")
	}
	// From the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32.
	const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if known, err := parsePasswordHash(reference); err != nil || !known.matches("password") || known.String() != reference {
		t.Errorf("the reference hash is read as %v, %v", known, err)
	}
}

func TestUnreadablePasswordHashes(t *testing.T) {
	good := hashPassword("x").String()
	for _, test := range []struct{ name, phc string }{
		{"empty", ""},
		{"another algorithm", strings.Replace(good, "argon2id", "argon2i", 1)},
		{"another version", strings.Replace(good, "v=19", "v=16", 1)},
		{"too much memory", strings.Replace(good, "m=19456", "m=262145", 1)},
		{"no memory", strings.Replace(good, "m=19456", "m=0", 1)},
		{"too many passes", strings.Replace(good, "t=2", "t=17", 1)},
		{"too many lanes", strings.Replace(good, "p=1", "p=17", 1)},
		{"a cost missing", strings.Replace(good, ",p=1", "", 1)},
		{"a cost that is no number", strings.Replace(good, "t=2", "t=x", 1)},
		{"cut off", good[:len(good)-3]},
		{"no base64", good[:len(good)-3] + "???"},
		{"more behind it", good + "$x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if h, err := parsePasswordHash(test.phc); err == nil {
				t.Errorf("read as %v", h)
			}
		})
	}
}

func FuzzParsePasswordHash(f *testing.F) {
	f.Add(hashPassword("x").String())
	f.Add("$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAA$AAAA")
	f.Fuzz(func(t *testing.T, phc string) {
		h, err := parsePasswordHash(phc)
		if err != nil {
			return
		}
		again, err := parsePasswordHash(h.String())
		if err != nil || again.String() != h.String() {
			t.Errorf("%q is written as %q and read as %q, %v", phc, h, again, err)
		}
		if h.memory > mostArgonMemory || h.passes > mostArgonPasses || h.lanes > mostArgonLanes {
			t.Errorf("%q is too dear", phc)
		}
	})
}

func TestSignIn(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "Jean@example.com", UID: "jean.m"})
	luc := contact(t, d, ContactDraft{FirstName: "Luc", Email: "luc@example.com"})
	_, err := d.SetRoles(ctx, luc.ID, 0, nil)
	wantCode(t, err, "")
	_, secret, err := d.AddAccount(ctx, AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	signed := person(t, d, jean, RoleAssignment{RoleID: StandardRole()})
	for _, test := range []struct {
		name, as, password string
		want               Code
	}{
		{"by e-mail address", "jean@example.com", goodPassword, ""},
		{"by e-mail address in capitals, with spaces around", " JEAN@EXAMPLE.COM ", goodPassword, ""},
		{"by uid", "Jean.M", goodPassword, ""},
		{"with a wrong password", "jean@example.com", goodPassword + "x", InvalidCredentials},
		{"with no password", "jean@example.com", "", InvalidCredentials},
		{"with an endless password", "jean@example.com", strings.Repeat("x", 1<<20), InvalidCredentials},
		{"unknown", "nobody@example.com", goodPassword, InvalidCredentials},
		{"nobody", "", goodPassword, InvalidCredentials},
		{"who is only invited", "luc@example.com", goodPassword, InvalidCredentials},
		{"an LDAP account", "phones", secret, InvalidCredentials},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := d.SignIn(ctx, test.as, test.password)
			wantCode(t, err, test.want)
			if test.want == "" && (p.Login.ID != signed.Login.ID || p.Stamp != signed.Stamp || p.Login.Email != "Jean@example.com" || !p.Rights.May(SectionDirectory, Read, uuid.Nil)) {
				t.Errorf("signed in as %+v", p)
			}
			if test.want != "" && err.Error() != "name or password is wrong" {
				t.Errorf("the error says what was wrong: %v", err)
			}
		})
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	d.passwords.slots = make(chan struct{}) // no core is ever free
	_, err = d.SignIn(cancelled, "nobody@example.com", goodPassword)
	wantCode(t, err, Unavailable)
	_, err = d.SignIn(ctx, "jean@example.com", goodPassword) // remembered: needs none
	wantCode(t, err, "")
}

func TestChangePasswordEndsSessions(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{Email: "jean@example.com"})
	p := person(t, d, jean)
	_, err := d.Resume(p.Login.ID, p.Stamp)
	wantCode(t, err, "")
	_, err = d.ChangePassword(as(p), p.Login.ID, "wrong password", "another good one")
	wantCode(t, err, InvalidCredentials)
	_, err = d.ChangePassword(as(p), p.Login.ID, goodPassword, "short")
	wantCode(t, err, WeakPassword)
	_, err = d.ChangePassword(as(p), p.Login.ID, goodPassword, "jean.martin1")
	wantCode(t, err, WeakPassword)
	_, err = d.ChangePassword(as(p), uuid.New(), goodPassword, "another good one")
	wantCode(t, err, NotFound)
	link, _ := linkFor(t, d, p.Login.ID)
	now, err := d.ChangePassword(as(p), p.Login.ID, goodPassword, "another good one")
	wantCode(t, err, "")
	_, err = d.Resume(p.Login.ID, p.Stamp)
	wantCode(t, err, SessionEnded)
	_, err = d.Resume(p.Login.ID, now.Stamp)
	wantCode(t, err, "")
	_, err = d.Resume(uuid.New(), now.Stamp)
	wantCode(t, err, SessionEnded)
	_, err = d.SignIn(ctx, "jean@example.com", goodPassword) // remembered from before, and void
	wantCode(t, err, InvalidCredentials)
	_, err = d.SignIn(ctx, "jean@example.com", "another good one")
	wantCode(t, err, "")
	_, err = d.Link(link)
	wantCode(t, err, LinkInvalid)
	wantSound(t, d)
}

func TestPasswordsAreHashedOnNoMoreCoresThanThereAre(t *testing.T) {
	c := newPasswordChecker()
	var running, most atomic.Int32
	var wait sync.WaitGroup
	for range 4 * runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			err := c.run(context.Background(), func() {
				now := running.Add(1)
				for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
				}
				hashPassword(goodPassword)
				running.Add(-1)
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if got := int(most.Load()); got > runtime.GOMAXPROCS(0) {
		t.Errorf("%d at once on %d cores", got, runtime.GOMAXPROCS(0))
	}
}

func TestVerifiedPasswordsAreRememberedInBounds(t *testing.T) {
	c := newPasswordChecker()
	for i := range rememberedPasswords + 10 {
		c.remember(credential{LoginID: uuid.UUID{byte(i), byte(i >> 8)}, Stamp: "s"}, c.mac(fmt.Sprint(i)))
	}
	if len(c.verified) != rememberedPasswords {
		t.Errorf("%d are remembered", len(c.verified))
	}
	last := rememberedPasswords + 9
	cred := credential{LoginID: uuid.UUID{byte(last % 256), byte(last >> 8)}, Stamp: "s"}
	if !c.remembers(cred, c.mac(fmt.Sprint(last))) || c.remembers(cred, c.mac("x")) {
		t.Error("the last one is not remembered as it was")
	}
	cred.Stamp = "later"
	if c.remembers(cred, c.mac(fmt.Sprint(last))) {
		t.Error("a password outlives its credential")
	}
}

func BenchmarkSignIn(b *testing.B) {
	d, _ := openAt(b, filepath.Join(b.TempDir(), "a.db"), Config{Name: "Acme"})
	jean := contact(b, d, ContactDraft{Email: "jean@example.com"})
	person(b, d, jean)
	for _, bench := range []struct{ name, password string }{{"remembered", goodPassword}, {"hashed", "wrong password"}} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				_, _ = d.SignIn(context.Background(), "jean@example.com", bench.password)
			}
		})
	}
}
