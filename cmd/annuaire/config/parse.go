package config

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"annuaire/directory"
	"annuaire/provisioning/mail"
)

// Load reads and checks the file at path. Paths inside are relative to the folder the file is in; in the result they can
// be opened as they are. The error is a Problems, or wraps what reading the file met.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("read the configuration: %w", err)
	}
	c, err := Parse(path, data)
	if err != nil {
		return Config{}, err
	}
	for _, p := range []*string{&c.Directory.Store, &c.LDAP.TLSCert, &c.LDAP.TLSKey, &c.HTTP.TLSCert, &c.HTTP.TLSKey, &c.Mail.PasswordFile} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(filepath.Dir(path), *p)
		}
	}
	return c, nil
}

// Parse reads and checks a configuration; file is how problems name it. Paths stay as they are written. The error is a
// Problems with everything that is wrong, in the order of the lines.
func Parse(file string, data []byte) (Config, error) {
	var tree map[string]any
	if _, err := toml.Decode(string(data), &tree); err != nil {
		return Config{}, syntaxProblem(file, err)
	}
	c := Default()
	c.File = file
	c.lines = keyLines(data)

	p := parser{config: &c, setters: map[string]setter{}, tables: map[string]bool{}}
	p.know(c.keys())
	p.takeListeners(tree)
	p.take("", tree)
	p.check()
	if len(p.problems) > 0 {
		slices.SortStableFunc(p.problems, func(a, b Problem) int { return a.Line - b.Line })
		return Config{}, p.problems
	}
	return c, nil
}

func syntaxProblem(file string, err error) Problems {
	var syntax toml.ParseError
	if !errors.As(err, &syntax) {
		return Problems{{File: file, Message: err.Error()}}
	}
	message := syntax.Message
	if message == "" {
		message = err.Error()
	}
	return Problems{{File: file, Line: max(syntax.Position.Line, 1), Key: syntax.LastKey, Message: message}}
}

// parser hands the values of a decoded file to their setters.
type parser struct {
	config   *Config
	setters  map[string]setter
	tables   map[string]bool // names that hold keys, such as "ldap.limits"
	problems Problems
}

func (p *parser) know(keys []key) {
	for _, k := range keys {
		p.setters[k.name] = k.set
		for table := k.name; strings.Contains(table, "."); {
			table = table[:strings.LastIndexByte(table, '.')]
			p.tables[table] = true
		}
	}
}

// takeListeners reads [[ldap.listener]], whose keys only exist as often as the file has the table, and takes it out of the
// tree.
func (p *parser) takeListeners(tree map[string]any) {
	ldap, _ := tree["ldap"].(map[string]any)
	value, ok := ldap["listener"]
	if !ok {
		return
	}
	delete(ldap, "listener")
	tables, ok := value.([]map[string]any)
	if !ok {
		p.problem("ldap.listener", wanted(value, "tables under the heading [[ldap.listener]], in two brackets each"))
		return
	}
	p.config.LDAP.Listeners = make([]Listener, len(tables))
	for i, table := range tables {
		l := &p.config.LDAP.Listeners[i]
		*l = defaultListener()
		p.know(l.keys(i))
		at := fmt.Sprintf("ldap.listener[%d]", i)
		p.take(at+".", table)
		if l.Address == "" {
			p.problem(at, errors.New(`address is missing: want an address and a port, such as ":1389"`))
		}
	}
}

// take hands the values of a table to their setters; prefix is the table's name and a dot.
func (p *parser) take(prefix string, table map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		full, value := prefix+name, table[name]
		if set, ok := p.setters[full]; ok {
			if err := set(value); err != nil {
				p.problem(full, err)
			}
			continue
		}
		if !p.tables[full] {
			p.unknown(prefix, name)
			continue
		}
		inner, ok := value.(map[string]any)
		if !ok {
			p.problem(full, wanted(value, fmt.Sprintf("a table under the heading [%s]", full)))
			continue
		}
		p.take(full+".", inner)
	}
}

// unknown reports a key that nobody reads, and names the one that was most likely meant: one of the same table that
// differs in a letter, else one of any table that is spelt so, else one of the same table that is like it.
func (p *parser) unknown(prefix, name string) {
	var siblings, elsewhere []string
	for full := range p.setters {
		if rest, ok := strings.CutPrefix(full, prefix); ok {
			sibling, _, _ := strings.Cut(rest, ".")
			siblings = append(siblings, sibling)
		}
		if full[strings.LastIndexByte(full, '.')+1:] == name {
			elsewhere = append(elsewhere, full)
		}
	}
	slices.Sort(siblings)
	slices.Sort(elsewhere)
	siblings = slices.Compact(siblings)
	switch meant := nearest(name, siblings); {
	case len(elsewhere) > 0 && (meant == "" || editDistance(name, meant) > 1):
		p.problem(prefix+name, fmt.Errorf("no such key; it exists as %s", strings.Join(elsewhere, " and ")))
	case meant != "":
		p.problem(prefix+name, fmt.Errorf("no such key; did you mean %s?", meant))
	default:
		p.problem(prefix+name, fmt.Errorf("no such key; there are %s", strings.Join(siblings, ", ")))
	}
}

// check looks at keys that only make sense together.
func (p *parser) check() {
	l := &p.config.LDAP
	if l.Listen == "" && l.ListenTLS == "" && len(l.Listeners) == 0 {
		p.problem("ldap.listen", errors.New(`nothing to listen on: want listen = ":389", listen_tls or a [[ldap.listener]]`))
	}
	if l.Limits.BoundMessage < l.Limits.AnonymousMessage {
		p.problem("ldap.limits.bound_message_bytes", errors.New("is less than anonymous_message_bytes: a bind would allow less than before"))
	}
	p.checkTelephony()
	p.checkAnonymous()
	p.checkMail()
	p.checkHTTP()
	switch {
	case l.TLSCert != "" && l.TLSKey == "":
		p.problem("ldap.tls_cert", errors.New("needs tls_key beside it: the certificate's key, a PEM file"))
	case l.TLSCert == "" && l.TLSKey != "":
		p.problem("ldap.tls_key", errors.New("needs tls_cert beside it: the key's certificate, a PEM file"))
	}
}

func (p *parser) checkAnonymous() {
	options, err := p.config.LDAP.Anonymous.Options.Checked()
	var wrong *directory.Error
	if errors.As(err, &wrong) {
		for _, f := range wrong.Fields {
			p.problem("ldap.anonymous."+f.Field, fmt.Errorf("%q %s", f.Value, f.Message))
		}
	}
	p.config.LDAP.Anonymous.Options = options
}

func (p *parser) checkHTTP() {
	h := p.config.HTTP
	switch {
	case h.Listen == "" && h.TLSCert+h.TLSKey != "":
		p.problem("http.listen", errors.New(`is missing: want the address that the certificate is for, such as ":443"`))
	case h.TLSCert != "" && h.TLSKey == "":
		p.problem("http.tls_cert", errors.New("needs tls_key beside it: the certificate's key, a PEM file"))
	case h.TLSCert == "" && h.TLSKey != "":
		p.problem("http.tls_key", errors.New("needs tls_cert beside it: the key's certificate, a PEM file"))
	}
}

// checkMail has the mail package judge [mail]; the password is read when it is needed.
func (p *parser) checkMail() {
	m := p.config.Mail
	if m.SMTP == "" {
		for key, value := range map[string]string{
			"from": m.From, "security": string(m.Security), "username": m.Username, "password_file": m.PasswordFile,
		} {
			if value != "" {
				p.problem("mail."+key, errors.New("needs smtp beside it: the mail server's name and port"))
			}
		}
		return
	}
	if (m.Username == "") != (m.PasswordFile == "") {
		p.problem("mail.username", errors.New("username and password_file come together, or not at all"))
		return
	}
	_, err := mail.New(mail.Options{Server: m.SMTP, From: m.From, Security: m.Security, Username: m.Username, Password: m.PasswordFile})
	var refused *directory.Error
	if !errors.As(err, &refused) {
		return
	}
	for _, f := range refused.Fields {
		p.problem("mail."+f.Field, errors.New(f.Message))
	}
}

func (p *parser) problem(key string, err error) {
	p.problems = append(p.problems, Problem{File: p.config.File, Line: p.config.line(key), Key: key, Message: err.Error()})
}

// line is where a key stands, or else what holds it; 0 where the file says nothing of either.
func (c *Config) line(key string) int {
	for {
		if n, ok := c.lines[key]; ok {
			return n
		}
		end := strings.LastIndexAny(key, ".[")
		if end < 0 {
			return 0
		}
		key = key[:end]
	}
}
