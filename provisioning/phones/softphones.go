package phones

func linphone() *Family {
	const filter = "(|(cn=*%s*)(telephoneNumber=*%s*)(mobile=*%s*)(ipPhone=*%s*))"
	return &Family{
		ID: "linphone", Name: "Linphone", Models: Text{"desktop and mobile", "ordinateur et mobile"}, Menu: "Settings → Contacts → LDAP", Security: []Security{StartTLS, Clear},
		NameFilter: filter, NumberFilter: filter, Wildcard: ByTemplate, Account: Account{DialFormat: "international"},
		fields: []field{
			{key: "enable", value: "1"},
			{label: "Server", key: "server", value: "ldap://{authority}:{port}"},
			{key: "use_sal", value: "0"},
			{label: "Use TLS", key: "use_tls", value: "{tls:0|1|0}", choice: "{tls:off|on|off}"},
			{key: "auth_method", value: "1", nameless: "0"},
			{label: "Bind DN", key: "bind_dn", value: "{dn}"},
			{label: "Password", key: "password", value: "{secret}"},
			{label: "Search base", key: "base_object", value: "{base}"},
			{label: "Filter", key: "filter", value: "{names}"},
			{label: "Max results", key: "max_results", value: "20"},
			{label: "Timeout", key: "timeout", value: "5"},
			{label: "Delay between two queries", key: "delay", value: "300"},
			{label: "Min characters", key: "min_chars", value: "2"},
			{label: "Name attributes", key: "name_attribute", value: "displayName,cn,givenName+sn,sn"},
			{label: "SIP attributes", key: "sip_attribute", value: "telephoneNumber,mobile,ipPhone,homePhone"},
			{key: "timeout_tls_ms", value: "1000"},
		},
		file: &file{
			name: "annuaire-linphone.xml", contentType: xmlText,
			head: xmlHead + `<config xmlns="http://www.linphone.org/xsds/lpconfig.xsd">` + "\n" + `  <section name="ldap_0">` + "\n",
			foot: "  </section>\n</config>\n", line: lines(`    <entry name="%s" overwrite="true">%s</entry>`), escape: escapeXML,
		},
		Notes: []Text{
			{"With use_sal, which is on unless the file turns it off, the port is dropped: the server must then answer on port 389. There is no LDAPS.",
				"Avec use_sal, actif sauf mention contraire du fichier, le port est ignoré\u202f: le serveur doit alors répondre sur le port 389. Pas de LDAPS."},
			{"A contact without a number that Linphone can call is not shown. It compares callers once more itself, which international numbers help with.",
				"Un contact sans numéro appelable n’est pas affiché. Linphone compare à nouveau les appelants\u202f: les numéros internationaux l’y aident."},
		},
	}
}

func jitsi() *Family {
	const filter = "(|(displayName=*<query>*)(sn=*<query>*)(o=*<query>*)(telephoneNumber=*<query>*)(mobile=*<query>*)(ipPhone=*<query>*))"
	return &Family{
		ID: "jitsi", Name: "Jitsi", Models: Text{"Jitsi Desktop", "Jitsi Desktop"}, Menu: "Options → Advanced → LDAP → New", Security: []Security{LDAPS, Clear},
		NameFilter: filter, NumberFilter: filter, Wildcard: ByTemplate, Account: Account{Truncation: "success"},
		fields: []field{
			{label: "Server Name", value: "{label}"},
			{label: "Hostname", value: "{host}"},
			{label: "Use SSL", value: "{tls:no|no|yes}"},
			{label: "Port", value: "{port}"},
			{label: "Authentication", value: "Simple", nameless: "None"},
			{label: "User name", value: "{dn}"},
			{label: "Password", value: "{secret}"},
			{label: "Base Distinguished Name", value: "{base}"},
			{label: "Scope", value: "Sub-level"},
			{label: "Work phone fields", value: "telephoneNumber ipPhone"},
			{label: "Mobile phone fields", value: "mobile"},
			{label: "Home phone fields", value: "homePhone"},
			{label: "Custom query", value: "{names}"},
		},
		Notes: []Text{
			{"Names are compared once more as they are typed, accents included: helene does not show Hélène.",
				"Les noms sont comparés à nouveau tels que saisis, accents compris\u202f: helene n’affiche pas Hélène."},
			{"A list that is cut may show as an error: the account's option truncation answers it as complete.",
				"Une liste tronquée peut s’afficher comme une erreur\u202f: l’option truncation du compte la donne pour complète."},
			{"There is no StartTLS.", "Pas de StartTLS."},
		},
	}
}

func thunderbird() *Family {
	const filter = "(|(cn=%v1*%v2-*)(mail=%v1*%v2-*)(sn=%v1*%v2-*)(telephoneNumber=%v*)(mobile=%v*))"
	const prefix = "ldap_2.servers.annuaire."
	return &Family{
		ID: "thunderbird", Name: "Thunderbird", Models: Text{"address book of Thunderbird and those made from it", "carnet d’adresses de Thunderbird et de ses dérivés"}, Menu: "Address Book → New → LDAP Directory",
		Security: []Security{LDAPS, Clear}, NameFilter: filter, NumberFilter: filter, Wildcard: ByTemplate,
		fields: []field{
			{label: "Name", key: prefix + "description", value: "{label}"},
			{label: "Hostname", value: "{host}"},
			{label: "Base DN", value: "{base}"},
			{label: "Port number", value: "{port}"},
			{label: "Use secure connection (SSL)", value: "{tls:no|no|yes}"},
			{label: "Bind DN", key: prefix + "auth.dn", value: "{dn}"},
			{label: "Don’t return more than", key: prefix + "maxHits", value: "100"},
			{label: "Scope", value: "Subtree"},
			{label: "Search filter", value: "(objectclass=person)"},
			{key: prefix + "autoComplete.filterTemplate", value: "{names}"},
			{label: "Password, when it asks for it", value: "{secret}"},
		},
		Notes: []Text{
			{"The template of searches is set in the configuration editor; what Thunderbird comes with finds names and addresses, no numbers.",
				"Le modèle de recherche se règle dans l’éditeur de configuration\u202f; celui d’origine trouve les noms et les adresses, pas les numéros."},
			{"There is no StartTLS.", "Pas de StartTLS."},
		},
	}
}

func apple() *Family {
	return &Family{
		ID: "apple", Name: "Apple Contacts", Models: Text{"iPhone, iPad and Mac", "iPhone, iPad et Mac"}, Menu: "Settings → Contacts → Accounts → Add Account → Other → Add LDAP Account",
		Security: []Security{LDAPS, Clear}, Wildcard: BuiltIn,
		fields: []field{
			{label: "Server", value: "{authority}:{port}"},
			{label: "User Name", value: "{dn}"},
			{label: "Password", value: "{secret}"},
			{label: "Description", value: "{label}"},
			{label: "Use SSL", value: "{tls:Off|Off|On}"},
			{label: "Search Settings: Scope", value: "Subtree"},
			{label: "Search Settings: Search Base", value: "{base}"},
		},
		Notes: []Text{
			{"One filter of nine attributes is asked whatever is typed; letters never match a number here.",
				"Un même filtre de neuf attributs est envoyé quoi qu’on saisisse\u202f; ici, des lettres ne correspondent jamais à un numéro."},
			{"The certificate must be one that the device trusts.", "Le certificat doit être reconnu par l’appareil."},
		},
	}
}
