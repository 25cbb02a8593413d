package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// everyTenth writes ten times a second until ctx ends.
func everyTenth(ctx context.Context, write func(context.Context) error) error {
	tick := time.NewTicker(time.Second / 10)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := write(ctx); err != nil && ctx.Err() == nil {
				return fmt.Errorf("write: %w", err)
			}
		}
	}
}

// writer changes contacts of annuaire over its API, one after the other: so many, and then these again.
func (c *company) writer(ctx context.Context, api string, contacts int) (func(context.Context) error, error) {
	call := func(ctx context.Context, method, path, body string, into any) error {
		r, err := http.NewRequestWithContext(ctx, method, api+"/api/v1"+path, strings.NewReader(body))
		if err != nil {
			return err
		}
		r.Header.Set("Authorization", "Bearer "+c.token)
		r.Header.Set("Content-Type", "application/merge-patch+json")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			return fmt.Errorf("%s %s: %s", method, path, answer.Status)
		}
		return json.NewDecoder(answer.Body).Decode(into)
	}
	var ids []string
	for after := ""; len(ids) < contacts; {
		var page struct {
			Contacts []struct{ ID string }
			Next     string
		}
		if err := call(ctx, http.MethodGet, "/contacts?limit=100&after="+url.QueryEscape(after), "", &page); err != nil {
			return nil, fmt.Errorf("look for contacts to change: %w", err)
		}
		for _, contact := range page.Contacts {
			ids = append(ids, contact.ID)
		}
		if after = page.Next; after == "" {
			break
		}
	}
	turn := 0
	return func(ctx context.Context) error {
		turn++
		var changed struct{}
		return call(ctx, http.MethodPatch, "/contacts/"+ids[turn%len(ids)], fmt.Sprintf(`{"title":"Title %d"}`, turn), &changed)
	}, nil
}

// modifier changes contacts of slapd over LDAP, one after the other.
func (c *company) modifier(address string) (func(context.Context) error, error) {
	conn, err := ldap.DialURL("ldap://" + address)
	if err != nil {
		return nil, err
	}
	if err := conn.Bind(benchName, benchSecret); err != nil {
		return nil, err
	}
	found, err := conn.Search(ldap.NewSearchRequest(baseDN, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 100, 0, false, "(sn=*)", []string{"1.1"}, nil))
	if err != nil && !ldap.IsErrorWithCode(err, ldap.LDAPResultSizeLimitExceeded) {
		return nil, fmt.Errorf("look for contacts to change: %w", err)
	}
	turn := 0
	return func(context.Context) error {
		turn++
		change := ldap.NewModifyRequest(found.Entries[turn%len(found.Entries)].DN, nil)
		change.Replace("title", []string{fmt.Sprint("Title ", turn)})
		return conn.Modify(change)
	}, nil
}
