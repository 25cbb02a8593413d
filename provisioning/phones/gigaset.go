package phones

// gigasetLogin is how long a name or a secret may be on Gigaset's bases.
const gigasetLogin = 50

func gigasetN() *Family {
	return &Family{
		ID: "gigaset-n", Name: "Gigaset N DECT", Models: Text{"N510, N610, N670, N720, N870; OpenScape Cordless IP", "N510, N610, N670, N720, N870\u202f; OpenScape Cordless IP"},
		Menu: "Settings → Online Directories → Corporate (LDAP)", Security: []Security{LDAPS, Clear},
		NameFilter: "(|(cn=%)(sn=%))", NumberFilter: "(|(telephoneNumber=%)(mobile=%)(ipPhone=%)(homePhone=%))", Wildcard: ByPhone,
		mostLogin: gigasetLogin,
		fields: []field{
			{label: "Directory name", value: "{label}"},
			{label: "Server address", value: "{host}"},
			{label: "Server port", value: "{port}"},
			{label: "LDAP Search base (BaseDN)", value: "{base}"},
			{label: "User name", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Secure LDAP", value: "{tls:None|None|SSL/TLS}"},
			{label: "Enable list mode", value: "Yes"},
			{label: "Name filter", value: "{names}"},
			{label: "Number filter", value: "{numbers}"},
			{label: "Display format", value: "%cn"},
			{label: "Max. number of search results", value: "99"},
			{label: "First name", value: "givenName"},
			{label: "Last name", value: "sn"},
			{label: "Phone (office)", value: "telephoneNumber"},
			{label: "Phone (mobile)", value: "mobile"},
			{label: "Phone (home)", value: "homePhone"},
		},
		Notes: []Text{
			{"99 results are the most that the handsets take; name and secret have 50 characters at most, the directory's name 20.",
				"99 résultats au plus pour les combinés\u202f; identifiant et mot de passe de 50 caractères au plus, nom de l’annuaire de 20."},
			{"Callers are searched for by the exact number: annuaire compares digits, in whatever form they are kept.",
				"Les appelants sont cherchés par leur numéro exact\u202f: annuaire compare les chiffres, quelle que soit la forme enregistrée."},
			{"Give the handsets the directory on their keys: in N870's files hs.#IPUI#.IntKeyDir, DirectAccessDir and AutoLookupDir are 10 for the first LDAP directory.",
				"Donnez l’annuaire aux touches des combinés\u202f: dans les fichiers du N870, hs.#IPUI#.IntKeyDir, DirectAccessDir et AutoLookupDir valent 10 pour le premier annuaire LDAP."},
		},
	}
}

func gigasetMaxwell() *Family {
	return &Family{
		ID: "gigaset-maxwell", Name: "Gigaset Maxwell", Models: Text{"Maxwell Basic, 2, 3, 4 and C", "Maxwell Basic, 2, 3, 4 et C"},
		Menu: "Settings → Online Directories → Corporate (LDAP)", Security: []Security{StartTLS, LDAPS, Clear},
		NameFilter: nameFilter, NumberFilter: numberFilter, Wildcard: ByPhone, mostLogin: gigasetLogin,
		fields: []field{
			{label: "Directory name", key: "NetDir.LDAP.0.DirectoryName", value: "{label}"},
			{key: "NetDir.LDAP.0.Enable", value: "1"},
			{label: "Automatic look-up", key: "NetDir.LDAP.0.Lookup", value: "1", choice: "Yes"},
			{label: "Server address", key: "NetDir.LDAP.0.Server.Address", value: "{host}"},
			{label: "Server port", key: "NetDir.LDAP.0.Server.Port", value: "{port}"},
			{label: "Security", key: "NetDir.LDAP.0.Security", value: "{tls:0|1|2}", choice: "{tls:None|StartTLS|LDAPS}"},
			{label: "LDAP Search base (BaseDN)", key: "NetDir.LDAP.0.BaseDN", value: "{base}"},
			{label: "User name", key: "NetDir.LDAP.0.Username", value: "{account}"},
			{label: "Password", key: "NetDir.LDAP.0.Password", value: "{secret}"},
			{label: "Name filter", key: "NetDir.LDAP.0.NameFilter", value: "{names}"},
			{label: "Number filter", key: "NetDir.LDAP.0.NumberFilter", value: "{numbers}"},
			{label: "Display format", key: "NetDir.LDAP.0.DisplayFormat", value: "%cn %o"},
			{label: "Max. number of search results", key: "NetDir.LDAP.0.MaxNumberOfSearchResults", value: "50"},
			{label: "First name", key: "NetDir.LDAP.0.FirstName", value: "givenName"},
			{label: "Last name", key: "NetDir.LDAP.0.Surname", value: "sn"},
			{label: "Phone (office)", key: "NetDir.LDAP.0.PhoneOffice", value: "telephoneNumber"},
			{label: "Phone (mobile)", key: "NetDir.LDAP.0.PhoneMobile", value: "mobile"},
			{label: "Phone (home)", key: "NetDir.LDAP.0.PhoneHome", value: "homePhone"},
		},
		file: &file{
			name: "annuaire-maxwell.xml", contentType: xmlText, head: xmlHead + `<provisioning version="1.1">` + "\n  <nvm>\n",
			foot: "  </nvm>\n</provisioning>\n", line: lines(`    <param name="%s" value="%s"/>`), escape: escapeXML,
		},
		Notes: []Text{
			{"One attribute in each field of a number; name and secret have 50 characters at most.",
				"Un seul attribut par champ de numéro\u202f; identifiant et mot de passe de 50 caractères au plus."},
			wantsCA(),
		},
	}
}

func gigasetP() *Family {
	return &Family{
		ID: "gigaset-p", Name: "Gigaset P", Models: Text{"P710, P810, P820, P825, P850 and P855 desk phones", "postes P710, P810, P820, P825, P850 et P855"},
		Menu: "Directory → LDAP Settings", Security: []Security{LDAPS, Clear},
		NameFilter: begins(nameFilter), NumberFilter: begins(numberFilter), Wildcard: ByTemplate,
		fields: snomFields(), file: snomFile("annuaire-gigaset-p.xml"),
		Notes: []Text{
			{"The firmware is Snom's: the phone adds no asterisk, so the filters have %*.",
				"Le firmware est celui de Snom\u202f: le téléphone n’ajoute pas d’astérisque, d’où %* dans les filtres."},
			{"There is no StartTLS: LDAP over TLS needs the port of LDAPS.", "Pas de StartTLS\u202f: «\u202fLDAP over TLS\u202f» demande le port LDAPS."},
		},
	}
}
