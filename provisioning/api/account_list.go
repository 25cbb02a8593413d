package api

import (
	"context"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// AccountView is an LDAP account with who uses it.
type AccountView struct {
	directory.Account
	LastBind *LastBind   `json:"last_bind,omitempty" doc:"Missing where nobody has bound as the account since the server started."`
	Device   *DeviceName `json:"device,omitempty" doc:"The telephone that it is of its own, where that is in sight; missing for an account that several share."`
}

// LastBind is when somebody bound as an LDAP account as last, and from where.
type LastBind struct {
	At      time.Time  `json:"at"`
	Address netip.Addr `json:"address"`
}

// DeviceName is what a device is called.
type DeviceName struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
}

func (a *API) accountView(c *caller, account directory.Account) (AccountView, error) {
	view := AccountView{Account: account}
	if last, known := a.LastBind(account.ID); known {
		view.LastBind = &last
	}
	device, found, err := a.directory.DeviceOfAccount(account.ID)
	if err != nil || !found {
		return view, err
	}
	owners, err := a.directory.DeviceOwners(device)
	if err != nil {
		return view, err
	}
	if c.Rights.ReaderOf(directory.SectionDevices, c.sight())(owners) {
		view.Device = &DeviceName{device.ID, device.Name}
	}
	return view, nil
}

// AccountListInput says which LDAP accounts are wanted.
type AccountListInput struct {
	Paging
	Text string `query:"q" maxLength:"64" doc:"A part of the name."`
}

// AccountListOutput is a page of LDAP accounts.
type AccountListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Accounts []AccountView `json:"accounts" doc:"In the order of their names."`
		Next     string        `json:"next,omitempty"`
		Total    int           `json:"total"`
	}
}

// accountList gives the LDAP accounts.
func (a *API) accountList(_ context.Context, c *caller, in *AccountListInput) (*AccountListOutput, error) {
	var found []directory.Account
	for _, account := range a.directory.Accounts() {
		if strings.Contains(search.Fold(account.Name), search.Fold(in.Text)) {
			found = append(found, account)
		}
	}
	page, next, err := cut(&in.Paging, found)
	if err != nil {
		return nil, err
	}
	out := &AccountListOutput{Link: in.link(next)}
	out.Body.Total, out.Body.Next, out.Body.Accounts = len(found), next, make([]AccountView, len(page))
	for i, account := range page {
		if out.Body.Accounts[i], err = a.accountView(c, account); err != nil {
			return nil, err
		}
	}
	return out, nil
}
