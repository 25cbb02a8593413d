package config

import (
	"errors"
	"strings"
	"testing"
)

// Each case is a file and all that is said about it.
func TestProblemsNameTheLineTheKeyAndWhatWouldBeRight(t *testing.T) {
	cases := map[string]struct{ file, want string }{
		"a misspelt key": {
			"[ldap]\nlistn = \":389\"",
			`c.toml:2: ldap.listn: no such key; did you mean listen?`,
		},
		"a misspelt table": {
			"[directory]\nname = \"x\"\n\n[ldap.limit]\nidle = \"1m\"",
			`c.toml:4: ldap.limit: no such key; did you mean limits?`,
		},
		"a key of another table": {
			"[directory]\nidle = \"1m\"",
			`c.toml:2: directory.idle: no such key; it exists as ldap.limits.idle`,
		},
		"a key of no table": {
			"store = \"a.db\"",
			`c.toml:1: store: no such key; it exists as directory.store`,
		},
		"a key like no other": {
			"[ldap.anonymous]\nwhatever = 1",
			`c.toml:2: ldap.anonymous.whatever: no such key; there are dial_format, folders, lenient_equality, networks, outside_line, search_base, truncation`,
		},
		"a cipher suite that can not be chosen": {
			"[[ldap.listener]]\naddress = \":1\"\ncipher_suites = [\"TLS_RSA_WITH_RC4_128_SHA\"]",
			`c.toml:3: ldap.listener[0].cipher_suites: "TLS_RSA_WITH_RC4_128_SHA" is not right: want a list of cipher suites up to TLS 1.2, such as ["TLS_RSA_WITH_AES_128_CBC_SHA"]`,
		},
		"options that are none": {
			"[ldap.anonymous]\ndial_format = \"e164\"\noutside_line = \"0\"\nsearch_base = \"root\"",
			"c.toml:2: ldap.anonymous.dial_format: \"e164\" must be one of as_typed, international, national\n" +
				"c.toml:4: ldap.anonymous.search_base: \"root\" must be one of strict, any",
		},
		"an outside line before numbers as typed": {
			"[ldap.anonymous]\noutside_line = \"0\"",
			`c.toml:2: ldap.anonymous.outside_line: "0" goes before international or national numbers: choose a dial_format`,
		},
		"a dial prefix of nothing": {
			"[ldap]\ndial_prefixes = [\"9\", \"\"]",
			`c.toml:2: ldap.dial_prefixes: "" is not right: want a list of up to 8 characters each, such as ["L0#", "9"]`,
		},
		"sections of later versions": {
			"[replication]\nlisten = \":9090\"",
			`c.toml:1: replication: no such key; there are directory, extensions, http, imports, ldap, licence, lines, mail, metrics, voicemail`,
		},
		"a certificate for no address": {
			"[http]\ntls_cert = \"a.pem\"\ntls_key = \"b.pem\"",
			`c.toml:1: http.listen: is missing: want the address that the certificate is for, such as ":443"`,
		},
		"a certificate of the API without its key": {
			"[http]\nlisten = \":443\"\ntls_cert = \"a.pem\"",
			"c.toml:3: http.tls_cert: needs tls_key beside it: the certificate's key, a PEM file",
		},
		"a key of the API without its certificate": {
			"[http]\nlisten = \":443\"\ntls_key = \"a.pem\"",
			"c.toml:3: http.tls_key: needs tls_cert beside it: the key's certificate, a PEM file",
		},
		"an address for links with a path": {
			"[http]\nlisten = \":443\"\nurl = \"https://example.com/annuaire\"",
			`c.toml:3: http.url: "https://example.com/annuaire" is not right: want the beginning of an address without a path, such as "https://annuaire.example.com", or ""`,
		},
		"an address for links without a scheme": {
			"[http]\nlisten = \":443\"\nurl = \"annuaire.example.com\"",
			`c.toml:3: http.url: "annuaire.example.com" is not right: want the beginning of an address without a path, such as "https://annuaire.example.com", or ""`,
		},
		"an address for links without a host": {
			"[http]\nlisten = \":443\"\nurl = \"https://:443\"",
			`c.toml:3: http.url: "https://:443" is not right: want the beginning of an address without a path, such as "https://annuaire.example.com", or ""`,
		},
		"an address for links that is no text": {
			"[http]\nlisten = \":443\"\nurl = 443",
			`c.toml:3: http.url: 443 is not right: want the beginning of an address without a path, such as "https://annuaire.example.com", or ""`,
		},
		"metrics without a port": {
			"[metrics]\nlisten = \"127.0.0.1\"",
			`c.toml:2: metrics.listen: "127.0.0.1" is not right: want an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`,
		},
		"a proxy that is no network": {
			"[http]\nlisten = \":443\"\nproxies = [\"proxy.example.com\"]",
			`c.toml:3: http.proxies: "proxy.example.com" is not right: want a list of networks, such as ["127.0.0.0/8", "::1", "10.1.0.0/16"]`,
		},
		"mail without a server": {
			"[mail]\nfrom = \"annuaire@example.com\"\nsecurity = \"tls\"\nusername = \"\"",
			"c.toml:2: mail.from: needs smtp beside it: the mail server's name and port\n" +
				"c.toml:3: mail.security: needs smtp beside it: the mail server's name and port",
		},
		"a mail server without its port": {
			"[mail]\nsmtp = \"mail.example.com\"\nfrom = \"annuaire@example.com\"",
			`c.toml:2: mail.smtp: "mail.example.com": want the mail server's name and port, such as "mail.example.com:587"`,
		},
		"mail from nobody": {
			"[mail]\nsmtp = \"mail.example.com:587\"",
			`c.toml:1: mail.from: "": want an e-mail address, such as "annuaire@example.com" or "Annuaire <annuaire@example.com>"`,
		},
		"a security of mail that there is not": {
			"[mail]\nsmtp = \"mail.example.com:587\"\nfrom = \"annuaire@example.com\"\nsecurity = \"ssl\"",
			`c.toml:4: mail.security: "ssl": must be starttls, tls or none`,
		},
		"a password for the mail server without a user": {
			"[mail]\nsmtp = \"mail.example.com:587\"\nfrom = \"annuaire@example.com\"\npassword_file = \"p\"",
			`c.toml:1: mail.username: username and password_file come together, or not at all`,
		},
		"a password that would go out in clear": {
			"[mail]\nsmtp = \"mail.example.com:25\"\nfrom = \"a@example.com\"\nsecurity = \"none\"\nusername = \"u\"\npassword_file = \"p\"",
			`c.toml:5: mail.username: "u": a password is not sent without TLS`,
		},
		"a number for a text": {
			"[directory]\nname = 12",
			`c.toml:2: directory.name: 12 is not right: want a text in quotes`,
		},
		"an empty store": {
			"[directory]\nstore = \"\"",
			`c.toml:2: directory.store: must not be empty`,
		},
		"a name too long": {
			"[directory]\nname = \"" + strings.Repeat("é", 129) + "\"",
			`c.toml:2: directory.name: has 129 characters, want at most 128`,
		},
		"a name of two lines": {
			"[directory]\nname = \"a\\nb\"",
			`c.toml:2: directory.name: contains control characters`,
		},
		"a base DN that is none": {
			"[directory]\nbase_dn = \"example.com\"",
			`c.toml:2: directory.base_dn: "example.com" is not right: want a distinguished name (RFC 4514), such as "dc=example,dc=com"`,
		},
		"no country": {
			"[directory]\ncountry = \"France\"",
			`c.toml:2: directory.country: "France" is not right: want a country's two letters (ISO 3166-1), such as "FR"`,
		},
		"no language": {
			"[directory]\nlanguage = \"\"",
			`c.toml:2: directory.language: "" is not right: want a language (BCP 47), such as "fr" or "de-CH"`,
		},
		"an outside prefix that can not be dialled": {
			"[directory]\noutside_prefix = 0",
			`c.toml:2: directory.outside_prefix: 0 is not right: want up to 4 digits in quotes, such as "0", or ""`,
		},
		"a number out of range": {
			"[directory]\nbin_days = 0",
			`c.toml:2: directory.bin_days: 0 is not right: want a whole number from 1 to 3650`,
		},
		"a fraction": {
			"[directory]\nbin_days = 1.5",
			`c.toml:2: directory.bin_days: 1.5 is not right: want a whole number from 1 to 3650`,
		},
		"an address without a port": {
			"[ldap]\nlisten = \"127.0.0.1\"",
			`c.toml:2: ldap.listen: "127.0.0.1" is not right: want an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`,
		},
		"a port that is none": {
			"[ldap]\nlisten = \":99999\"",
			`c.toml:2: ldap.listen: ":99999" is not right: want an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`,
		},
		"a size without a unit that is known": {
			"[ldap.limits]\nbound_message_bytes = \"1MB\"",
			`c.toml:2: ldap.limits.bound_message_bytes: "1MB" is not right: want a size from 1KiB to 64MiB, such as 65536, "64KiB" or "1MiB"`,
		},
		"a size beyond counting": {
			"[ldap.limits]\nbound_message_bytes = \"9223372036854775807KiB\"",
			`c.toml:2: ldap.limits.bound_message_bytes: "9223372036854775807KiB" is not right: want a size from 1KiB to 64MiB, such as 65536, "64KiB" or "1MiB"`,
		},
		"a time without a unit": {
			"[ldap.limits]\nidle = 30",
			`c.toml:2: ldap.limits.idle: 30 is not right: want a time from 1s to 24h in quotes with its unit, such as "30s", "15m" or "1h30m"`,
		},
		"a network that is none": {
			"[ldap.anonymous]\nnetworks = [\"10.0.0.0/8\", \"all\"]",
			`c.toml:2: ldap.anonymous.networks: "all" is not right: want a list of networks, such as ["127.0.0.0/8", "::1", "10.1.0.0/16"]`,
		},
		"one network without its list": {
			"[ldap.anonymous]\nnetworks = \"10.0.0.0/8\"",
			`c.toml:2: ldap.anonymous.networks: "10.0.0.0/8" is not right: want a list of networks, such as ["127.0.0.0/8", "::1", "10.1.0.0/16"]`,
		},
		"a folder named by its name": {
			"[ldap.anonymous]\nfolders = [\"Sales\"]",
			`c.toml:2: ldap.anonymous.folders: "Sales" is not right: want a list of folder ids, such as ["01997b7e-8f1c-7c3a-9d2e-1a2b3c4d5e6f"]`,
		},
		"a table for a value": {
			"[ldap.listen]\nport = 389",
			`c.toml:1: ldap.listen: a table is not right: want an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`,
		},
		"a list for a value": {
			"[ldap]\nlisten = [\":389\", \":390\"]",
			`c.toml:2: ldap.listen: a list is not right: want an address and a port, such as ":389", "192.168.1.2:389" or "[::1]:389"`,
		},
		"a value for a table": {
			"ldap = 389",
			`c.toml:1: ldap: 389 is not right: want a table under the heading [ldap]`,
		},
		"one bracket too few around a listener": {
			"[ldap.listener]\naddress = \":1389\"",
			`c.toml:1: ldap.listener: a table is not right: want tables under the heading [[ldap.listener]], in two brackets each`,
		},
		"the second listener": {
			"[ldap]\ntls_cert = \"c\"\ntls_key = \"k\"\n[[ldap.listener]]\naddress = \":1389\"\n[[ldap.listener]]\naddress = \":1636\"\ntls = \"yes\"\nmin_version = \"1.4\"",
			`c.toml:8: ldap.listener[1].tls: "yes" is not right: want true or false, without quotes` + "\n" +
				`c.toml:9: ldap.listener[1].min_version: "1.4" is not right: want "1.0", "1.1", "1.2" or "1.3"`,
		},
		"a misspelt key of a listener": {
			"[[ldap.listener]]\naddress = \":1389\"\nmin_versoin = \"1.0\"",
			`c.toml:3: ldap.listener[0].min_versoin: no such key; did you mean min_version?`,
		},
		"a listener without an address": {
			"[[ldap.listener]]\nmin_version = \"1.0\"",
			`c.toml:1: ldap.listener[0]: address is missing: want an address and a port, such as ":1389"`,
		},
		"a certificate without its key": {
			"[ldap]\ntls_cert = \"cert.pem\"",
			"c.toml:2: ldap.tls_cert: needs tls_key beside it: the certificate's key, a PEM file",
		},
		"a key without its certificate": {
			"[ldap]\ntls_key = \"key.pem\"",
			"c.toml:2: ldap.tls_key: needs tls_cert beside it: the key's certificate, a PEM file",
		},
		"nothing to listen on": {
			"[ldap]\nlisten = \"\"",
			`c.toml:2: ldap.listen: nothing to listen on: want listen = ":389", listen_tls or a [[ldap.listener]]`,
		},
		"less for those who are known": {
			"[ldap.limits]\nbound_message_bytes = 1024",
			"c.toml:2: ldap.limits.bound_message_bytes: is less than anonymous_message_bytes: a bind would allow less than before",
		},
		"several problems, in the order of the lines": {
			"[ldap.limits]\nsize_limit = \"500\"\n\n[directory]\nnmae = \"x\"",
			`c.toml:2: ldap.limits.size_limit: "500" is not right: want a whole number from 1 to 1000000` + "\n" +
				`c.toml:5: directory.nmae: no such key; did you mean name?`,
		},
		"no TOML": {
			"[directory]\nname = Bob",
			`c.toml:2: directory.name: expected value but found "Bob" instead`,
		},
		"a key twice": {
			"[directory]\nname = \"a\"\nname = \"b\"",
			`c.toml:3: directory.name: Key 'directory.name' has already been defined.`,
		},
		"dotted keys and inline tables": {
			"ldap.limits.idle = \"1x\"\ndirectory = { nam = \"x\" }",
			`c.toml:1: ldap.limits.idle: "1x" is not right: want a time from 1s to 24h in quotes with its unit, such as "30s", "15m" or "1h30m"` + "\n" +
				`c.toml:2: directory.nam: no such key; did you mean name?`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c, err := Parse("c.toml", []byte(tc.file))
			if err == nil {
				t.Fatalf("no problem found, config %+v", c)
			}
			if err.Error() != tc.want {
				t.Errorf("said\n%s\nwant\n%s", err, tc.want)
			}
			var ps Problems
			if !errors.As(err, &ps) {
				t.Errorf("error is a %T, want Problems", err)
			}
		})
	}
}
