package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ldapAccount is what a phone, or several, bind as.
type ldapAccount struct {
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	Folders         []string `json:"folders"`
	Attributes      []string `json:"attributes"`
	DialFormat      string   `json:"dial_format"`
	OutsideLine     string   `json:"outside_line"`
	LenientEquality bool     `json:"lenient_equality"`
	Truncation      string   `json:"truncation"`
	SearchBase      string   `json:"search_base"`
	LastBind        *struct {
		At      time.Time `json:"at"`
		Address string    `json:"address"`
	} `json:"last_bind"`
	Device  *named `json:"device"`
	Version uint64 `json:"version"`
}

// Link is where the account is shown.
func (a ldapAccount) Link() string { return "/accounts/" + url.PathEscape(a.ID) }

// Asks is where one sees what those ask who bind as the account.
func (a ldapAccount) Asks() string {
	return "/connect/requests?" + url.Values{"account": {a.Name}}.Encode()
}

// Standing is whether somebody uses the account.
func (a ldapAccount) Standing() shape {
	if a.LastBind != nil && time.Since(a.LastBind.At) < 24*time.Hour {
		return shape{"registered", "in use", "circle-check"}
	}
	return shape{"unknown", "silent", "circle-help"}
}

// accountsPage is what the list of LDAP accounts shows.
type accountsPage struct {
	Text     string
	Accounts []accountRow
	Total    int
	Pager    pager
	MayWrite bool
}

// accountRow is an account in the list.
type accountRow struct {
	ldapAccount
	Sees   words  // of people
	Fields int    // that it sees of people, where they were chosen
	Where  string // the folders that it sees, as far as the visitor sees them; "" for the whole directory
	Hidden int    // of its folders, how many the visitor does not see
}

// accounts shows the list.
func (v *visit) accounts() error {
	p := accountsPage{Text: v.r.FormValue("q"), MayWrite: v.self.MayEverywhere("access", "write")}
	list, err := v.accountsFound(v.asked("50", "q"))
	if err != nil {
		return err
	}
	folders, err := v.folderNames()
	if err != nil {
		return err
	}
	for _, a := range list.Accounts {
		row := accountRow{ldapAccount: a, Sees: seesLabel(sees(a.Attributes)), Fields: len(ticks(a.Attributes))}
		var names []string
		for _, id := range a.Folders {
			if name, seen := folders[id]; seen {
				names = append(names, name)
			} else {
				row.Hidden++
			}
		}
		row.Where = strings.Join(names, ", ")
		p.Accounts = append(p.Accounts, row)
	}
	p.Total, p.Pager = list.Total, v.pager(list.Next)
	return v.show("accounts", v.say("LDAP accounts"), p)
}

// accountsFound are LDAP accounts as the API lists them.
type accountsFound struct {
	Accounts []ldapAccount `json:"accounts"`
	Next     string        `json:"next"`
	Total    int           `json:"total"`
}

func (v *visit) accountsFound(query url.Values) (accountsFound, error) {
	var list accountsFound
	err := v.api.get("/accounts?"+query.Encode(), &list)
	return list, err
}

// findAccount finds the account of a name, whatever its capitals; found is false where there is none.
func (v *visit) findAccount(name string) (account ldapAccount, found bool, err error) {
	list, err := v.accountsFound(url.Values{"q": {name}, "limit": {"1000"}})
	if err != nil {
		return account, false, err
	}
	for _, a := range list.Accounts {
		if strings.EqualFold(a.Name, name) {
			return a, true, nil
		}
	}
	return account, false, nil
}

// accountNamed leads from an account's name, which is all that a phone's request tells of it, to its page.
func (v *visit) accountNamed() error {
	a, found, err := v.findAccount(v.r.FormValue("name"))
	if err != nil {
		return err
	}
	if !found {
		return refusal(http.StatusNotFound, "not_found")
	}
	v.redirect(a.Link())
	return nil
}
