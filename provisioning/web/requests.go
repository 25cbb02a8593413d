package web

import (
	"maps"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// phoneRequest is what a phone has asked, and what came of it, as the API has it.
type phoneRequest struct {
	ID           string    `json:"id"`
	At           time.Time `json:"at"`
	Address      string    `json:"address"` // with the port
	Account      string    `json:"account"`
	Request      string    `json:"request"`
	Result       string    `json:"result"`
	Microseconds int64     `json:"microseconds"`
	Missed       uint64    `json:"missed"`
	Why          struct {
		Code    string            `json:"code"`
		Values  map[string]string `json:"values"`
		Text    string            `json:"text"`
		Trouble bool              `json:"trouble"`
	} `json:"why"`
}

// asked is a phone's request as it is shown.
type asked struct {
	phoneRequest
	Key   string // tells it from every other
	Did   string // what it looked for and where; "" where that is said with what came of it
	Said  string // what came of it
	Base  string // what is to be copied into the phone; "" for nothing
	Fixes []fix
}

// From is the address without the port, which tells an installer nothing.
func (a asked) From() string {
	if host, _, err := net.SplitHostPort(a.Address); err == nil {
		return host
	}
	return a.Address
}

// Manner is how it is shown what came of it: "trouble", "fine", or "left" where a phone only signs off, which says nothing about what went before.
func (a asked) Manner() string {
	switch {
	case a.Why.Trouble:
		return "trouble"
	case a.Why.Code == "unbound":
		return "left"
	}
	return "fine"
}

// live is the view of what phones ask: what they have asked lately, and where more comes from.
type live struct {
	Stream   string // the address of the stream
	Page     string // the address of a page that shows the same
	Requests []asked
	Since    time.Time
	One      bool // phone's, or account's, requests are shown alone
}

// liveOf asks for what phones have asked lately; nil where phones are not answered here. From then on it is kept for who looks again.
func (v *visit) liveOf(query url.Values) (*live, error) {
	l := &live{Page: "/connect/requests?" + query.Encode(), One: query.Get("account")+query.Get("address") != ""}
	var recent struct {
		Since    time.Time
		Last     string
		Requests []phoneRequest
	}
	err := v.api.get("/watch/recent?"+query.Encode(), &recent)
	if p := problemIn(err); p != nil && p.Status == http.StatusServiceUnavailable {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	after := maps.Clone(query)
	after.Set("after", recent.Last)
	l.Since, l.Stream = recent.Since, "/connect/requests/live?"+after.Encode()
	for _, r := range recent.Requests {
		l.Requests = append(l.Requests, v.requestShown(r))
	}
	return l, nil
}

func (v *visit) requestShown(r phoneRequest) asked {
	port := r.Address[strings.LastIndexByte(r.Address, ':')+1:]
	a := asked{
		phoneRequest: r, Key: "r" + strconv.FormatInt(r.At.UnixNano(), 36) + "-" + port, Did: v.searched(r), Said: v.outcomeOf(r), Fixes: fixes(r),
	}
	if r.Why.Code == "wrong_base" {
		a.Base = r.Why.Values["right"]
	}
	return a
}

// requestsPage is what the page of what phones ask shows.
type requestsPage struct {
	Tabs                      []tab
	Account, Address, Outcome string
	Form                      *form
	Outcomes                  []option
	Live                      *live
}

// watchQuery are the filters in the page's address that the API knows too.
func (v *visit) watchQuery() url.Values {
	query := url.Values{}
	for _, name := range []string{"account", "address", "outcome"} {
		if value := strings.TrimSpace(v.r.FormValue(name)); value != "" {
			query.Set(name, value)
		}
	}
	return query
}

// requests shows what phones ask.
func (v *visit) requests() error {
	query := v.watchQuery()
	outcomes := []option{{Value: "", Label: "all"}, {Value: "trouble", Label: "what went wrong"}, {Value: "fine", Label: "what went well"}}
	p := requestsPage{
		Tabs: v.connectTabs(), Account: query.Get("account"), Address: query.Get("address"), Outcome: query.Get("outcome"), Outcomes: outcomes,
		Form: newForm(v, "Show", "", []*field{{Name: "address", Label: "IP address of the phone"}}),
	}
	title := v.say("What phones ask")
	var err error
	if p.Live, err = v.liveOf(query); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "requests", title, p) })
	}
	return v.show("requests", title, p)
}
