package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"syscall"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// Client asks a Handler. Its errors are *directory.Error where the handler refused, and say what went wrong on the way
// otherwise.
type Client struct {
	http *http.Client
}

// ErrNoServer is what Dial returns where nobody listens on the socket.
var ErrNoServer = errors.New("no server runs on this store")

// Dial gives a client of the server behind the socket at path. It fails with ErrNoServer where there is none.
func Dial(ctx context.Context, path string) (*Client, error) {
	dial := func(ctx context.Context) (net.Conn, error) {
		short, release, err := shorten(path)
		if err != nil {
			return nil, err
		}
		defer release()
		return new(net.Dialer).DialContext(ctx, "unix", short)
	}
	conn, err := dial(ctx)
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOTSOCK):
		return nil, ErrNoServer
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("the server at %s belongs to another user: run the command as the user it runs as, or as root", path)
	case err != nil:
		return nil, fmt.Errorf("reach the server at %s: %w", path, err)
	}
	_ = conn.Close() // it only had to be answered
	return newClient(dial), nil
}

func newClient(dial func(context.Context) (net.Conn, error)) *Client {
	return &Client{http: &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) },
	}}}
}

// Import sends a file to be imported and calls progress, where not nil, as it goes. The report of a dry run has every row
// that changes something, that of an import only those with problems or warnings. A report with rows in error is no error.
func (c *Client) Import(ctx context.Context, file io.Reader, o ImportOptions, progress func(Progress)) (*exchange.Report, error) {
	query, err := o.query()
	if err != nil {
		return nil, err
	}
	answer, err := c.do(ctx, http.MethodPost, "/import?"+query.Encode(), io.NopCloser(file))
	if err != nil {
		return nil, err
	}
	defer answer.Close()
	return readEvents(answer, progress)
}

// Export writes the directory to w; format is "csv" or "ldif".
func (c *Client) Export(ctx context.Context, format string, w io.Writer) error {
	return c.download(ctx, "/export/"+url.PathEscape(format), w)
}

// Backup writes a copy of the store to w.
func (c *Client) Backup(ctx context.Context, w io.Writer) error {
	return c.download(ctx, "/backup", w)
}

// Restore makes a backup the directory.
func (c *Client) Restore(ctx context.Context, backup io.Reader) error {
	answer, err := c.do(ctx, http.MethodPost, "/restore", io.NopCloser(backup))
	if err != nil {
		return err
	}
	return answer.Close()
}

// Check gives what is wrong with the store; nothing is wrong where the list is empty.
func (c *Client) Check(ctx context.Context) ([]directory.Problem, error) {
	var answer checkAnswer
	err := c.json(ctx, http.MethodGet, "/check", nil, &answer)
	return answer.Problems, err
}

// Accounts lists the LDAP accounts by name.
func (c *Client) Accounts(ctx context.Context) ([]directory.Account, error) {
	var accounts []directory.Account
	err := c.json(ctx, http.MethodGet, "/accounts", nil, &accounts)
	return accounts, err
}

// AddAccount makes an LDAP account.
func (c *Client) AddAccount(ctx context.Context, draft AccountDraft) (NewAccount, error) {
	var account NewAccount
	err := c.json(ctx, http.MethodPost, "/accounts", draft, &account)
	return account, err
}

// SetAccount changes how the answers to an LDAP account suit its phones.
func (c *Client) SetAccount(ctx context.Context, name string, options directory.PhoneOptionsPatch) error {
	return c.json(ctx, http.MethodPatch, "/accounts/"+url.PathEscape(name), options, nil)
}

// RemoveAccount takes an LDAP account away.
func (c *Client) RemoveAccount(ctx context.Context, name string) error {
	return c.json(ctx, http.MethodDelete, "/accounts/"+url.PathEscape(name), nil, nil)
}

// RotateAccount gives an LDAP account a new secret and returns it.
func (c *Client) RotateAccount(ctx context.Context, name string) (secret string, err error) {
	var answer accountSecret
	err = c.json(ctx, http.MethodPost, "/accounts/"+url.PathEscape(name)+"/secret", nil, &answer)
	return answer.Secret, err
}

func (c *Client) download(ctx context.Context, path string, w io.Writer) error {
	answer, err := c.do(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	defer answer.Close()
	if _, err := io.Copy(w, answer); err != nil {
		return fmt.Errorf("receive %s: %w", path, err)
	}
	return nil
}

// json asks with a JSON body, where ask is not nil, and decodes the answer into answer, where that is not nil.
func (c *Client) json(ctx context.Context, method, path string, ask, answer any) error {
	var body io.Reader
	if ask != nil {
		encoded, err := json.Marshal(ask)
		if err != nil {
			return fmt.Errorf("encode %s %s: %w", method, path, err)
		}
		body = bytes.NewReader(encoded)
	}
	got, err := c.do(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer got.Close()
	if answer == nil {
		return nil
	}
	if err := json.NewDecoder(got).Decode(answer); err != nil {
		return fmt.Errorf("read the answer to %s %s: %w", method, path, err)
	}
	return nil
}

// do asks, and gives the body of a success, to be closed.
func (c *Client) do(ctx context.Context, method, path string, body io.Reader) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, method, "http://annuaire"+path, body)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	if answer.StatusCode >= 300 {
		defer answer.Body.Close()
		return nil, readProblem(answer)
	}
	return answer.Body, nil
}
