package phones

func mitel() *Family {
	return &Family{
		ID: "mitel", Name: "Mitel 6800, 6900", Models: Text{"6863i to 6873i, 6905 to 6940", "6863i à 6873i, 6905 à 6940"}, Security: []Security{Clear},
		NameFilter: "(|(sn=%)(cn=%)(telephoneNumber=%)(mobile=%))", NumberFilter: "(|(sn=%)(cn=%)(telephoneNumber=%)(mobile=%))",
		Wildcard: ByPhone, inURL: true,
		fields: []field{
			{key: "ldap server", value: "{account}:{secret}@{authority}:{port}"},
			{key: "ldap base dn", value: "{base}"},
			{key: "ldap search filter", value: "{names}"},
			{key: "ldap search scope", value: "subtree"},
			{key: "ldap cn attribute", value: "displayName"},
			{key: "ldap dn attribute", value: "entryDN"},
		},
		file: &file{name: "annuaire-mitel.cfg", contentType: plainText, line: lines("%s: %s")},
		Notes: []Text{
			{"The settings are in aastra.cfg or startup.cfg alone. Name and secret stand in front of the server, so neither may have : @ or / in it; a plain name, not a DN.",
				"Les réglages ne sont que dans aastra.cfg ou startup.cfg. L’identifiant et le mot de passe précèdent le serveur\u202f: ni : ni @ ni / n’y sont possibles\u202f; un nom simple, pas un DN."},
			{"There is one filter for what is typed, so it has the numbers too.", "Un seul filtre sert à ce qui est saisi\u202f: il contient donc aussi les numéros."},
			{"Aastra 67xx phones have no LDAP of their own.", "Les Aastra 67xx n’ont pas de LDAP."},
			onlyClear(),
		},
	}
}

func mitelDECT() *Family {
	return &Family{
		ID: "mitel-dect", Name: "Mitel SIP-DECT", Models: Text{"RFP bases with the Open Mobility Manager", "bornes RFP avec l’Open Mobility Manager"}, Menu: "System features → Directory → LDAP",
		Security: []Security{StartTLS, LDAPS, Clear}, Wildcard: BuiltIn,
		fields: []field{
			{label: "Directory name", value: "{label}"},
			{label: "Protocol", value: "{tls:LDAP|LDAP with StartTLS|LDAPS}"},
			{label: "Server name", value: "{host}"},
			{label: "Server port", value: "{port}"},
			{label: "Search base", value: "{base}"},
			{label: "User name", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Surname", value: "sn"},
			{label: "First name", value: "givenName"},
			{label: "Phone", value: "telephoneNumber"},
			{label: "Mobile", value: "mobile"},
		},
		Notes: []Text{
			{"The manager makes its searches itself, of the attributes named here.", "Le gestionnaire compose ses recherches lui-même, avec les attributs nommés ici."},
			wantsCA(),
		},
	}
}
