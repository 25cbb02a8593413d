package phones

func fanvil() *Family {
	const three = "(|(telephoneNumber=%)(mobile=%)(ipPhone=%))"
	return &Family{
		ID: "fanvil", Name: "Fanvil", Models: Text{"X, V and H series; Swissvoice CP25xx, Nethesis NP-X, Linkvil", "séries X, V et H\u202f; Swissvoice CP25xx, Nethesis NP-X, Linkvil"},
		Menu: "Phone book → Cloud phonebook → LDAP Settings", Security: []Security{StartTLS, LDAPS, Clear},
		NameFilter: nameFilter, NumberFilter: three, Wildcard: ByPhone,
		fields: []field{
			{label: "Display Title", key: "LDAP1 Title", value: "{label}"},
			{label: "Server Address", key: "LDAP1 Server", value: "{host}"},
			{label: "Server Port", key: "LDAP1 port", value: "{port}"},
			{label: "Search Base", key: "LDAP1 Base", value: "{base}"},
			{label: "LDAP TLS Mode", key: "LDAP1 Use SSL", value: "{tls:0|2|1}", choice: "{tls:LDAP|LDAP TLS Start|LDAPS}"},
			{label: "Version", key: "LDAP1 Version", value: "3", choice: "Version 3"},
			{key: "LDAP1 Calling Line", value: "-1"},
			{key: "LDAP1 Bind Line", value: "-1"},
			{label: "In Call Search", key: "LDAP1 In Call Search", value: "1", choice: "Enabled"},
			{label: "Out Call Search", key: "LDAP1 Out Call Search", value: "1", choice: "Enabled"},
			{label: "Authentication", key: "LDAP1 Authenticate", value: "3", choice: "Simple", nameless: "None", unbound: "0"},
			{label: "Username", key: "LDAP1 Username", value: "{account}"},
			{label: "Password", key: "LDAP1 Password", value: "{secret}"},
			{label: "Telephone", key: "LDAP1 Tel Attr", value: "telephoneNumber"},
			{label: "Mobile", key: "LDAP1 Mobile Attr", value: "mobile"},
			{label: "Other", key: "LDAP1 Other Attr", value: "ipPhone"},
			{label: "Name Attr", key: "LDAP1 Name Attr", value: "cn sn o"},
			{label: "Sort Attr", key: "LDAP1 Sort Attr", value: "cn"},
			{label: "Display Name", key: "LDAP1 Displayname", value: "cn"},
			{label: "Number Filter", key: "LDAP1 Number Filter", value: "{numbers}"},
			{label: "Name Filter", key: "LDAP1 Name Filter", value: "{names}"},
			{label: "Max Hits", key: "LDAP1 Max Hits", value: "50"},
		},
		file: &file{
			name: "annuaire-fanvil.txt", contentType: plainText,
			head: "<<VOIP CONFIG FILE>>Version:2.0002\n\n<PHONE FEATURE MODULE>\n--LDAP Config--    :\n", foot: "<<END OF FILE>>\n",
			line: lines("%-24s:%s"),
		},
		Notes: []Text{
			{"Three attributes of numbers, no more; here the third is the short number.", "Trois attributs de numéros, pas davantage\u202f; ici, le troisième est le numéro court."},
			{"Display name and sort attribute are written without a percent sign.", "Le nom affiché et l’attribut de tri s’écrivent sans pourcent."},
			{"A function key of the type URL with F_LDAP:1 (X3) or F_LDAPCONTACTS:0 opens the directory.",
				"Une touche de fonction F_LDAP:1 (X3) ou F_LDAPCONTACTS:0 ouvre l’annuaire."},
		},
	}
}
