package phones

func panasonic() *Family {
	return &Family{
		ID: "panasonic", Name: "Panasonic", Models: Text{"KX-HDV and KX-TGP series", "séries KX-HDV et KX-TGP"}, Menu: "Telephone → LDAP Settings", Security: []Security{LDAPS, Clear},
		NameFilter: "(|(cn=%)(sn=%))", NumberFilter: "(|(telephoneNumber=%)(mobile=%)(homePhone=%))", Wildcard: ByPhone,
		fields: []field{
			{label: "Enable LDAP", key: "LDAP_ENABLE", value: "Y", choice: "Yes"},
			{key: "LDAP_DNSSRV_ENABLE", value: "N"},
			{label: "Server Address", key: "LDAP_SERVER", value: "{url}"},
			{label: "Port", key: "LDAP_SERVER_PORT", value: "{port}"},
			{label: "User ID", key: "LDAP_USERID", value: "{account}"},
			{label: "Password", key: "LDAP_PASSWORD", value: "{secret}"},
			{label: "Max Hits", key: "LDAP_MAXRECORD", value: "20"},
			{label: "Name Filter", key: "LDAP_NAME_FILTER", value: "{names}"},
			{label: "Number Filter", key: "LDAP_NUMB_FILTER", value: "{numbers}"},
			{label: "Name Attributes", key: "LDAP_NAME_ATTRIBUTE", value: "cn,sn"},
			{label: "Number Attributes", key: "LDAP_NUMB_ATTRIBUTE", value: "telephoneNumber,mobile,homePhone"},
			{label: "Distinguished Name (Base)", key: "LDAP_BASEDN", value: "{base}"},
			{label: "Number Search Timer", key: "LDAP_NUMB_SEARCH_TIMER", value: "30"},
			{label: "Name Search Timer", key: "LDAP_NAME_SEARCH_TIMER", value: "5"},
			{key: "LDAP_SSL_VERIFY", value: "0"},
		},
		file: &file{
			name: "annuaire-panasonic.cfg", contentType: plainText, head: "# Panasonic SIP Phone Standard Format File #\n", line: lines(`%s="%s"`),
		},
		Notes: []Text{
			{"Attributes are separated by commas. A search ends after the seconds of its timer.", "Les attributs sont séparés par des virgules. Une recherche s’arrête après les secondes de sa minuterie."},
			{"LDAP_SSL_VERIFY=\"0\" takes any certificate; with another value, LDAP_ROOT_CERT_PATH names the authority's.",
				"LDAP_SSL_VERIFY=\"0\" accepte tout certificat\u202f; avec une autre valeur, LDAP_ROOT_CERT_PATH désigne celui de l’autorité."},
		},
	}
}
