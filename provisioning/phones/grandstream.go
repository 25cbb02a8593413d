package phones

func grandstream() *Family {
	return &Family{
		ID: "grandstream", Name: "Grandstream", Models: Text{"GXP, GRP, GXV, WP, DP and HT series", "séries GXP, GRP, GXV, WP, DP et HT"},
		Menu: "Contacts → LDAP, on some Phonebook → LDAP", Security: []Security{LDAPS, Clear},
		NameFilter: nameFilter, NumberFilter: numberFilter, Wildcard: ByPhone,
		fields: []field{
			{label: "LDAP Protocol", key: "P8037", value: "{tls:0|0|1}", choice: "{tls:LDAP|LDAP|LDAPS}"},
			{label: "Server Address", key: "P8020", value: "{host}"},
			{label: "Port", key: "P8021", value: "{port}"},
			{label: "Base", key: "P8022", value: "{base}"},
			{label: "User Name", key: "P8023", value: "{account}"},
			{label: "Password", key: "P8024", value: "{secret}"},
			{label: "LDAP Number Filter", key: "P8025", value: "{numbers}"},
			{label: "LDAP Name Filter", key: "P8026", value: "{names}"},
			{label: "LDAP Version", key: "P8027", value: "3", choice: "Version 3"},
			{label: "LDAP Name Attributes", key: "P8028", value: "cn sn o"},
			{label: "LDAP Number Attributes", key: "P8029", value: numbers},
			{label: "LDAP Display Name", key: "P8030", value: "%cn"},
			{label: "Max Hits", key: "P8031", value: "50"},
			{label: "Search Timeout", key: "P8032", value: "30"},
			{label: "Sort Results", key: "P8033", value: "1", choice: "Yes"},
			{label: "LDAP Lookup: Outgoing Calls", key: "P8034", value: "1", choice: "Yes"},
			{label: "LDAP Lookup: Incoming Calls", key: "P8035", value: "1", choice: "Yes"},
			{label: "Lookup Display Name", key: "P8036", value: "cn"},
		},
		file: &file{
			name: "annuaire-grandstream.xml", contentType: xmlText,
			head: xmlHead + `<gs_provision version="1">` + "\n" + `  <config version="1">` + "\n", foot: "  </config>\n</gs_provision>\n",
			line: element("    ", ""), escape: escapeXML,
		},
		Notes: []Text{
			{"Set the version to 3: after a factory reset some fall back to LDAPv2, bind and hang up at once.",
				"Choisissez la version 3\u202f: après une remise à zéro, certains reviennent à LDAPv2, s’authentifient et raccrochent aussitôt."},
			{"Leave Exact Match Search off: it takes the asterisk away. At most three fields are displayed.",
				"Laissez Exact Match Search désactivé\u202f: il supprime l’astérisque. Trois champs au plus sont affichés."},
			{"Press the phone book key for LDAP with P1526 (phone book key function) set to LDAP Search.",
				"La touche du répertoire ouvre LDAP si P1526 (fonction de la touche) vaut LDAP Search."},
		},
	}
}
