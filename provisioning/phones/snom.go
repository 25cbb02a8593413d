package phones

// snomFile is a settings file of Snom, which Gigaset's P series reads too.
func snomFile(name string) *file {
	return &file{
		name: name, contentType: xmlText, head: xmlHead + "<settings>\n  <phone-settings>\n", foot: "  </phone-settings>\n</settings>\n",
		line: element("    ", ` perm=""`), escape: escapeXML,
	}
}

// snomFields are the fields of Snom's pages.
func snomFields() []field {
	return []field{
		{label: "LDAP Name Filter", key: "ldap_search_filter", value: "{names}"},
		{label: "LDAP Number Filter", key: "ldap_number_filter", value: "{numbers}"},
		{label: "LDAP Name Filter During Call", key: "ldap_search_filter_during_call", value: "{names}"},
		{label: "LDAP Number Filter During Call", key: "ldap_number_filter_during_call", value: numberFilter},
		{label: "Server Address", key: "ldap_server", value: "{host}"},
		{label: "Port", key: "ldap_port", value: "{port}"},
		{label: "LDAP over TLS", key: "ldap_over_tls", value: "{tls:off|off|on}"},
		{label: "Base", key: "ldap_base", value: "{base}"},
		{label: "User Name", key: "ldap_username", value: "{account}"},
		{label: "Password", key: "ldap_password", value: "{secret}"},
		{label: "Max. Hits", key: "ldap_max_hits", value: "50"},
		{label: "LDAP Name Attributes", key: "ldap_name_attributes", value: "cn o"},
		{label: "LDAP Number Attributes", key: "ldap_number_attributes", value: numbers},
		{label: "LDAP Display Name", key: "ldap_display_name", value: "%cn %o"},
		{label: "LDAP Predict Text", key: "ldap_predict_text", value: "off"},
		{label: "LDAP Sort Results", key: "ldap_sort_results", value: "on"},
		{key: "perform_initial_query_in_ldap_state", value: "on"},
		{key: "contact_source_priority", value: "Ldap InternalTbook Sip Vcard Memory"},
	}
}

func snom() *Family {
	return &Family{
		ID: "snom", Name: "Snom", Models: Text{"D3xx, D7xx and D8xx desk phones", "postes D3xx, D7xx et D8xx"},
		Menu: "Setup → Advanced → LDAP, or Directory → LDAP Settings", Security: []Security{LDAPS, Clear},
		NameFilter: begins(nameFilter), NumberFilter: begins(numberFilter), Wildcard: ByTemplate,
		fields: snomFields(), file: snomFile("annuaire-snom.xml"),
		Notes: []Text{
			{"Since firmware 10.1.27 the phone adds no asterisk: the filter must have %*. Where a bare % can not be changed, the account's option lenient_equality helps.",
				"Depuis le firmware 10.1.27, le téléphone n’ajoute pas d’astérisque\u202f: le filtre doit contenir %*. Si un simple % ne peut être changé, l’option lenient_equality du compte y remédie."},
			{"The phone always asks for photos (jpegPhoto); they are sent to an account that is granted that attribute.",
				"Le téléphone demande toujours les photos (jpegPhoto)\u202f; elles sont envoyées si cet attribut est accordé au compte."},
			{"There is no StartTLS: LDAP over TLS needs the port of LDAPS.",
				"Pas de StartTLS\u202f: «\u202fLDAP over TLS\u202f» demande le port LDAPS."},
		},
	}
}

func snomM() *Family {
	return &Family{
		ID: "snom-m", Name: "Snom M-series DECT", Models: Text{"M300, M700, M900 and other bases by RTX", "bornes M300, M700, M900 et autres de RTX"},
		Menu: "Contacts → Central Directory → LDAP", Security: []Security{Clear}, Wildcard: BuiltIn,
		fields: []field{
			{label: "Server", value: "{host}"},
			{label: "Port", value: "{port}"},
			{label: "Sbase", value: "{base}"},
			{label: "LDAP Filter", value: ""},
			{label: "Bind", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Virtual Lists", value: "enabled", choice: "Enabled"},
			{label: "Name", value: "cn"},
			{label: "Work number", value: "telephoneNumber"},
			{label: "Mobile number", value: "mobile"},
			{label: "Home number", value: "homephone"},
		},
		Notes: []Text{
			{"LDAP Filter stays empty: the base makes its searches itself. Virtual Lists may be enabled, annuaire has them.",
				"LDAP Filter reste vide\u202f: la base compose ses recherches elle-même. Virtual Lists peut être activé, annuaire le prend en charge."},
			onlyClear(),
		},
	}
}

func vtech() *Family {
	return &Family{
		ID: "vtech", Name: "VTech and Snom C/M500", Models: Text{"VTech VCS754; Snom C520, M100, M500 and M500KLE", "VTech VCS754\u202f; Snom C520, M100, M500 et M500KLE"},
		Menu: "Contacts → LDAP", Security: []Security{Clear},
		NameFilter: "(sn=%)", NumberFilter: "(|(telephoneNumber=%)(mobile=%)(homePhone=%))", Wildcard: ByPhone,
		Account: Account{LenientEquality: true},
		fields: []field{
			{label: "Enable LDAP", key: "remoteDir.ldap_enable", value: "1", choice: "on"},
			{label: "Directory name", key: "remoteDir.ldap_directory_name", value: "{label}"},
			{label: "LDAP number filter", key: "remoteDir.ldap_number_filter", value: "{numbers}"},
			{label: "LDAP first name filter", key: "remoteDir.ldap_firstname_filter", value: "(givenName=%)"},
			{label: "LDAP last name filter", key: "remoteDir.ldap_lastname_filter", value: "{names}"},
			{label: "Server address", key: "remoteDir.ldap_server_address", value: "{host}"},
			{label: "Port", key: "remoteDir.ldap_port", value: "{port}"},
			{label: "Authentication type", key: "remoteDir.ldap_authentication_type", value: "simple", choice: "Simple"},
			{label: "Base", key: "remoteDir.ldap_base", value: "{base}"},
			{label: "User name", key: "remoteDir.ldap_user_name", value: "{account}"},
			{label: "Password", key: "remoteDir.ldap_access_password", value: "{secret}"},
			{label: "Max hits", key: "remoteDir.ldap_max_hits", value: "200"},
			{label: "First name attribute", key: "remoteDir.ldap_firstname_attribute", value: "givenName"},
			{label: "Last name attribute", key: "remoteDir.ldap_lastname_attribute", value: "sn"},
			{label: "Work number attributes", key: "remoteDir.ldap_work_number_attributes", value: "telephoneNumber"},
			{label: "Mobile number attributes", key: "remoteDir.ldap_mobile_number_attributes", value: "mobile"},
			{label: "Other number attributes", key: "remoteDir.ldap_other_number_attributes", value: "homePhone"},
			{label: "Protocol version", key: "remoteDir.ldap_protocol_version", value: "version_3", choice: "Version 3"},
			{label: "LDAP lookup for incoming call", key: "remoteDir.ldap_incall_lookup_enable", value: "1", choice: "on"},
			{label: "LDAP lookup for outgoing call", key: "remoteDir.ldap_outcall_lookup_enable", value: "1", choice: "on"},
		},
		file: &file{name: "annuaire-vtech.cfg", contentType: plainText, line: lines("%s = %s")},
		Notes: []Text{
			{"Whether every model adds the asterisk is not known to us: the account's option lenient_equality stands in for it.",
				"Nous ignorons si chaque modèle ajoute l’astérisque\u202f: l’option lenient_equality du compte y supplée."},
			{"Snom C520 and M500 have the same keys without remoteDir. in front.", "Les Snom C520 et M500 ont les mêmes clés, sans remoteDir. devant."},
			onlyClear(),
		},
	}
}
