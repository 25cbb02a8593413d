package main

import (
	"fmt"
	"math/rand/v2"
)

// benchCase is something that phones ask, in many variants.
type benchCase struct {
	name     string
	requests [][]byte
	// client makes a client of t: what it does with a request, and how it ends.
	client func(t target) (ask func(request []byte) (entries int, err error), end func(), err error)
	idle   int  // connections that are bound and ask nothing beside those that do
	writes bool // contacts are changed meanwhile, ten times a second
}

// variants is how many requests of a case there are, so that no server answers from what it has just computed.
const variants = 500

// writtenContacts is how many contacts are changed in turn.
const writtenContacts = 100

// cases are what is measured in a directory that names and numbers were sampled from; the same seed gives the same.
func cases(s *sampled, idle int, seed uint64) ([]benchCase, error) {
	random := rand.New(rand.NewPCG(seed, seed))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	begins := func(letters int) func() string {
		return func() string {
			part := pick(s.names[letters])[:letters]
			return fmt.Sprintf("(|(cn=%[1]s*)(sn=%[1]s*))", part)
		}
	}
	contains := func(letters int) func() string {
		return func() string {
			name := pick(s.names[letters])
			at := random.IntN(len(name) - letters + 1)
			return fmt.Sprintf("(|(cn=*%[1]s*)(sn=*%[1]s*)(telephoneNumber=*%[1]s*))", name[at:at+letters])
		}
	}
	var all []benchCase
	for _, c := range []struct {
		name   string
		filter func() string
		client func(target) (func([]byte) (int, error), func(), error)
		idle   int
		writes bool
	}{
		{name: "caller's number", filter: func() string { return fmt.Sprintf("(|(telephoneNumber=%[1]s)(mobile=%[1]s))", pick(s.numbers)) }},
		{name: "1 letter", filter: begins(1)},
		{name: "2 letters", filter: begins(2)},
		{name: "3 letters", filter: begins(3)},
		{name: "5 letters", filter: begins(5)},
		{name: "contains 2", filter: contains(2)},
		{name: "contains 3", filter: contains(3)},
		{name: "contains 4", filter: contains(4)},
		{name: "first page", filter: func() string { return "(objectClass=inetOrgPerson)" }},
		{name: "two words", filter: func() string { return fmt.Sprintf("(cn=%s %s*)", pick(s.first), pick(s.names[3])[:3]) }},
		{name: "nobody", filter: func() string { return fmt.Sprintf("(|(cn=%[1]s*)(sn=%[1]s*))", "zqx"+pick(s.names[3])) }},
		{name: "present and 3 letters", filter: func() string { return "(&(|(telephoneNumber=*)(mobile=*))" + begins(3)() + ")" }},
		{name: "connect, bind, 3 letters, unbind", filter: begins(3), client: oneShot},
		{name: fmt.Sprintf("3 letters, %d idle", idle), filter: begins(3), idle: idle},
		{name: "3 letters, 10 writes/s", filter: begins(3), writes: true},
	} {
		bc := benchCase{name: c.name, client: c.client, idle: c.idle, writes: c.writes}
		if bc.client == nil {
			bc.client = staying
		}
		for range variants {
			request, err := searchRequest(c.filter())
			if err != nil {
				return nil, err
			}
			bc.requests = append(bc.requests, request)
		}
		all = append(all, bc)
	}
	return all, nil
}

// staying is a client that binds once and asks on that connection.
func staying(t target) (func([]byte) (int, error), func(), error) {
	c, err := bound(t)
	if err != nil {
		return nil, nil, err
	}
	return c.search, func() { _ = c.Close() }, nil
}

// oneShot is a client that makes a connection for every search, as many phones do.
func oneShot(t target) (func([]byte) (int, error), func(), error) {
	unbind := unbindRequest()
	ask := func(request []byte) (int, error) {
		c, err := bound(t)
		if err != nil {
			return 0, err
		}
		defer c.Close()
		entries, err := c.search(request)
		if err == nil {
			_, err = c.Write(unbind)
		}
		return entries, err
	}
	return ask, func() {}, nil
}

func bound(t target) (*connection, error) {
	c, err := dial(t.address)
	if err != nil {
		return nil, err
	}
	if err := c.bind(t.bind); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

// hold opens connections that ask nothing, until release is called.
func hold(t target, connections int) (release func(), err error) {
	var held []*connection
	release = func() {
		for _, c := range held {
			_ = c.Close()
		}
	}
	for range connections {
		c, err := bound(t)
		if err != nil {
			release()
			return nil, err
		}
		held = append(held, c)
	}
	return release, nil
}
