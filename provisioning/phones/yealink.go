package phones

func yealink() *Family {
	return &Family{
		ID: "yealink", Name: "Yealink", Models: Text{"T2 to T5, W, CP, VP and AX series; Flyingvoice FIP and P series", "séries T2 à T5, W, CP, VP et AX\u202f; Flyingvoice séries FIP et P"},
		Menu: "Directory → LDAP", Security: []Security{StartTLS, LDAPS, Clear},
		NameFilter: nameFilter, NumberFilter: numberFilter, Wildcard: ByPhone,
		fields: []field{
			{label: "Enable LDAP", key: "ldap.enable", value: "1", choice: "Enabled"},
			{label: "LDAP Label", key: "ldap.customize_label", value: "{label}"},
			{label: "LDAP Name Filter", key: "ldap.name_filter", value: "{names}"},
			{label: "LDAP Number Filter", key: "ldap.number_filter", value: "{numbers}"},
			{label: "LDAP TLS Mode", key: "ldap.tls_mode", value: "{tls:0|1|2}", choice: "{tls:LDAP|LDAP TLS Start|LDAPs}"},
			{label: "Server Address", key: "ldap.host", value: "{host}"},
			{label: "Port", key: "ldap.port", value: "{port}"},
			{label: "Base", key: "ldap.base", value: "{base}"},
			{label: "User Name", key: "ldap.user", value: "{account}"},
			{label: "Password", key: "ldap.password", value: "{secret}"},
			{label: "Max Hits (1~32000)", key: "ldap.max_hits", value: "50"},
			{label: "LDAP Name Attributes", key: "ldap.name_attr", value: "cn sn o"},
			{label: "LDAP Number Attributes", key: "ldap.numb_attr", value: numbers},
			{label: "LDAP Display Name", key: "ldap.display_name", value: "%cn"},
			{label: "Protocol", key: "ldap.version", value: "3", choice: "Version 3"},
			{label: "LDAP Lookup for Incoming Call", key: "ldap.call_in_lookup", value: "1", choice: "Enabled"},
			{label: "LDAP Lookup for Callout", key: "ldap.call_out_lookup", value: "1", choice: "Enabled"},
			{label: "LDAP Sorting Results", key: "ldap.ldap_sort", value: "1", choice: "Enabled"},
			{key: "ldap.search_type", value: "0"},
			{key: "ldap.incoming_call_special_search.enable", value: "1"},
			{key: "directory_setting.ldap.enable", value: "1"},
			{key: "search_in_dialing.ldap.enable", value: "1"},
		},
		file: &file{name: "annuaire-yealink.cfg", contentType: plainText, head: "#!version:1.0.0.1\n", line: lines("%s = %s")},
		Notes: []Text{
			{"A filter may have 99 characters, and the display name must begin with a percent sign.",
				"Un filtre compte 99 caractères au plus, et le nom affiché doit commencer par un pourcent."},
			{"Searching while dialling is turned on under Directory → Setting; in the file by search_in_dialing.ldap.enable, on old firmware in super_search.xml.",
				"La recherche pendant la numérotation s’active sous Directory → Setting\u202f; dans le fichier par search_in_dialing.ldap.enable, sur les anciens firmwares dans super_search.xml."},
			wantsCA(),
		},
	}
}
