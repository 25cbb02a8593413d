package main

import (
	"bytes"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"annuaire/ldapserver/message"
	"annuaire/ldapserver/peer"
)

func TestRequestsAreWhatOurDecoderReads(t *testing.T) {
	filter := "(|(cn=mar*)(sn=mar*))"
	request, err := searchRequest(filter)
	if err != nil {
		t.Fatal(err)
	}
	decoded := func(b []byte) any {
		m, err := message.Decode(b, message.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return m.Op
	}
	search, is := decoded(request).(*message.SearchRequest)
	if !is || search.Base != baseDN || search.SizeLimit != sizeLimit || !slices.Equal(search.Attributes, asked()) || search.Filter.String() != filter {
		t.Errorf("%+v", search)
	}
	bind, is := decoded(bindRequest("cn=a", "b")).(*message.BindRequest)
	if !is || bind.Name != "cn=a" || bind.Version != 3 || !bind.Simple {
		t.Errorf("%+v", bind)
	}
	if _, is := decoded(unbindRequest()).(*message.UnbindRequest); !is {
		t.Error("no unbind")
	}
}

func TestElementsAreCutWhereTheyEnd(t *testing.T) {
	long := "\x04\x82\x01\x00" + strings.Repeat("a", 256)
	for name, c := range map[string]struct {
		in, content, rest string
		ok                bool
	}{
		"short":                {"\x04\x02abcd", "ab", "cd", true},
		"long form":            {long + "x", strings.Repeat("a", 256), "x", true},
		"empty":                {"\x04\x00", "", "", true},
		"not yet all":          {"\x04\x03ab", "", "\x04\x03ab", false},
		"length not yet there": {"\x04\x82\x01", "", "\x04\x82\x01", false},
		"nothing":              {"", "", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			content, rest, ok := element([]byte(c.in))
			if string(content) != c.content || string(rest) != c.rest || ok != c.ok {
				t.Errorf("%q, %q, %v", content, rest, ok)
			}
		})
	}
}

func TestAnAnswerMayComeInPieces(t *testing.T) {
	here, there := net.Pipe()
	defer here.Close()
	answer := []byte("\x30\x0a\x02\x01\x01\x64\x05\x04\x01a\x30\x00\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\x04\x04\x00\x04\x00")
	go func() {
		request := make([]byte, 100)
		if _, err := there.Read(request); err != nil {
			t.Error(err)
		}
		for _, b := range answer {
			if _, err := there.Write([]byte{b}); err != nil {
				t.Error(err)
			}
		}
	}()
	c := &connection{Conn: here, buffer: make([]byte, 64)}
	if entries, err := c.search([]byte("?")); err != nil || entries != 1 {
		t.Errorf("%d entries, %v", entries, err)
	}
}

func TestLDIFIsReadAsItIsWritten(t *testing.T) {
	entries, err := readLDIF(strings.NewReader("dn: dc=example\ndc: example\n\ndn:: Y249SsOpcsO0bWU=\ncn: a long\n  line\nsn:: w6k=\nsn: e\n"))
	want := []peer.Entry{
		{DN: "dc=example", Attributes: []peer.Attribute{{Name: "dc", Values: []string{"example"}}}},
		{DN: "cn=Jérôme", Attributes: []peer.Attribute{{Name: "cn", Values: []string{"a long line"}}, {Name: "sn", Values: []string{"é", "e"}}}},
	}
	if err != nil || !slices.EqualFunc(entries, want, func(a, b peer.Entry) bool {
		return a.DN == b.DN && slices.EqualFunc(a.Attributes, b.Attributes, func(a, b peer.Attribute) bool { return a.Name == b.Name && slices.Equal(a.Values, b.Values) })
	}) {
		t.Errorf("%+v, %v", entries, err)
	}
	for _, wrong := range []string{"cn: before any", "dn: a\nno colon", "dn: a\ncn:: ???"} {
		if _, err := readLDIF(strings.NewReader(wrong)); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}

func TestTheTableTellsHowManyTimesTheOthersACaseCosts(t *testing.T) {
	var out bytes.Buffer
	err := writeTable(&out, "nobody", []measured{
		{server: "annuaire", perSecond: 50_000, cpu: 20 * time.Microsecond, p50: 100 * time.Microsecond, p99: time.Millisecond, memory: 17_400_000, entries: 0.5},
		{server: "slapd", perSecond: 25_000, cpu: 40 * time.Microsecond},
		{server: "echo", perSecond: 100_000, cpu: 10 * time.Microsecond},
	})
	want := `    nobody   ops/s  CPU µs/op  p50 µs  p99 µs  RssAnon MB  entries  × slapd  × echo
  annuaire   50000       20.0     100    1000          17      0.5     0.50    2.00
     slapd   25000       40.0       0       0           0      0.0        -    4.00
      echo  100000       10.0       0       0           0      0.0     0.25       -

`
	if err != nil || out.String() != want {
		t.Errorf("got\n%s\nwant\n%s%v", out.String(), want, err)
	}
}

func TestQuantilesAreOfAllRequests(t *testing.T) {
	var l load
	if l.quantile(0.5) != 0 {
		t.Error("no request took something")
	}
	for i := range 100 {
		l.took = append(l.took, time.Duration(i))
	}
	if l.quantile(0.5) != 50 || l.quantile(0.99) != 99 || l.quantile(1) != 99 {
		t.Errorf("%v %v %v", l.quantile(0.5), l.quantile(0.99), l.quantile(1))
	}
}
