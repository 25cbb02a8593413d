package phones

func unify() *Family {
	return &Family{
		ID: "unify", Name: "Unify OpenStage, OpenScape CP", Models: Text{"OpenStage 40 to 80, OpenScape Desk Phone CP", "OpenStage 40 à 80, OpenScape Desk Phone CP"},
		Menu: "Admin → Local functions → Directory settings → LDAP", Security: []Security{LDAPS, Clear}, Wildcard: BuiltIn,
		Account: Account{DialFormat: "national"},
		fields: []field{
			{label: "LDAP Server address", value: "{host}"},
			{label: "LDAP Server port", value: "{port}"},
			{label: "Transport", value: "{tls:TCP|TCP|TLS}"},
			{label: "Authentication", value: "Simple", nameless: "Anonymous"},
			{label: "User name", value: "{dn}"},
			{label: "Password", value: "{secret}"},
			{label: "Search trigger timeout (sec)", value: "3"},
			{label: "Template file", value: "annuaire-openstage.txt"},
			{key: "SEARCHBASE", value: "{base}"},
			{key: "ATTRIB01", value: "sn"},
			{key: "ATTRIB02", value: "givenName"},
			{key: "ATTRIB03", value: "telephoneNumber"},
			{key: "ATTRIB04", value: "facsimileTelephoneNumber"},
			{key: "ATTRIB05", value: "mobile"},
			{key: "ATTRIB06", value: "homePhone"},
			{key: "ATTRIB07", value: "o"},
			{key: "ATTRIB08", value: "departmentNumber"},
			{key: "ATTRIB10", value: "title"},
			{key: "ATTRIB11", value: "mail"},
		},
		file: &file{name: "annuaire-openstage.txt", contentType: plainText, head: "OpenStage LDAP TEMPLATE (v.1)\n", line: lines(`%s="%s"`)},
		Notes: []Text{
			{"The file is the template that is loaded onto the phone; server, name and secret are typed.",
				"Le fichier est le modèle à charger sur le téléphone\u202f; serveur, identifiant et mot de passe se saisissent."},
			{"Numbers with + in front are not dialled right: give the account dial_format national and, where there is one, its outside line.",
				"Les numéros commençant par + sont mal composés\u202f: donnez au compte le dial_format national et, s’il y a lieu, son préfixe de sortie."},
			{"Callers are searched for by plain digits; annuaire finds them however they are written.",
				"Les appelants sont cherchés par leurs seuls chiffres\u202f; annuaire les trouve quelle que soit leur écriture."},
		},
	}
}

func alcatel() *Family {
	return &Family{
		ID: "alcatel", Name: "Alcatel-Lucent Halo, Myriad", Models: Text{"H3P, H3G, H6, H6W; M3, M5, M7, M8", "H3P, H3G, H6, H6W\u202f; M3, M5, M7, M8"}, Menu: "Directory → LDAP", Security: []Security{Clear},
		Wildcard: BuiltIn, mostLogin: 99,
		fields: []field{
			{label: "LDAP Enable", value: "On"},
			{label: "Server Address", value: "{host}"},
			{label: "Port", value: "{port}"},
			{label: "Base DN", value: "{base}"},
			{label: "User Name", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "First Name", value: "givenName"},
			{label: "Last Name", value: "sn"},
			{label: "Phone Number 1", value: "telephoneNumber"},
			{label: "Phone Number 2", value: "mobile"},
			{label: "Phone Number 3", value: "homePhone"},
			{label: "Search Mode", value: "Start with"},
			{label: "Max Hits", value: "50"},
			{label: "Search Timeout", value: "5"},
			{label: "Connection Timeout", value: "5"},
			{label: "LDAP Call Query Enable", value: "On"},
		},
		Notes: []Text{
			{"Where the first character typed is a digit, the phone searches in the three numbers and both names, else in the names alone.",
				"Si le premier caractère saisi est un chiffre, le téléphone cherche dans les trois numéros et les deux noms, sinon dans les noms seuls."},
			{"Name and secret have 99 characters at most.", "Identifiant et mot de passe de 99 caractères au plus."},
			onlyClear(),
		},
	}
}

func auerswald() *Family {
	return &Family{
		ID: "auerswald", Name: "Auerswald COMfortel D", Models: Text{"COMfortel D-100 to D-600", "COMfortel D-100 à D-600"}, Menu: "Contacts → LDAP", Security: []Security{Clear},
		NameFilter: begins("(|(cn=%)(sn=%)(o=%))"), NumberFilter: "(|(telephoneNumber=%)(mobile=%)(ipPhone=%)(homePhone=%))", Wildcard: ByTemplate,
		fields: []field{
			{label: "Server", value: "{host}"},
			{label: "Port", value: "{port}"},
			{label: "Base", value: "{base}"},
			{label: "User name", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Name filter", value: "{names}"},
			{label: "Number filter (incoming/outgoing)", value: "{numbers}"},
			{label: "Number filter dial preparation", value: begins(numberFilter)},
			{label: "Max. matches", value: "50"},
			{label: "Name attributes", value: "cn sn o"},
			{label: "Phone number attributes", value: numbers},
			{label: "Sort by", value: "Last name"},
			{label: "Number search incoming", value: "On"},
			{label: "Number search outgoing", value: "On"},
		},
		Notes: []Text{
			{"Whether the phone adds an asterisk of its own is not known to us: one too many does no harm, it stands for nothing.",
				"Nous ignorons si le téléphone ajoute son propre astérisque\u202f: un de trop ne gêne pas."},
			onlyClear(),
		},
	}
}
