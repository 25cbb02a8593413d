package phones

func avaya() *Family {
	return &Family{
		ID: "avaya-j100", Name: "Avaya J100", Models: Text{"J129 to J189", "J129 à J189"}, Menu: "Directory → LDAP", Security: []Security{LDAPS, StartTLS},
		Wildcard: BuiltIn, plainName: true,
		fields: []field{
			{label: "Enable LDAP Directory", key: "DIRENABLED_PLATFORM", value: "1", choice: "On"},
			{label: "Directory Server", key: "DIRSRVR", value: "{host}"},
			{label: "Directory Port", key: "DIRSRVRPRT", value: "{port}"},
			{label: "Root DN", key: "DIRTOPDN", value: `"{base}"`, choice: "{base}"},
			{label: "Secure mode", key: "DIRSECURE", value: "{tls:0|1|2}", choice: "{tls:TCP|StartTLS|TLS}"},
			{label: "Authentication type", key: "DIRAUTHTYPE", value: "PLAIN"},
			{label: "User name", key: "DIRUSERNAME", value: "{account}"},
			{label: "Password", key: "DIRPASSWORD", value: "{secret}"},
			{label: "Search fields", key: "DIRSEARCH_FIELDS", value: `"cn,sn,telephoneNumber"`, choice: "cn,sn,telephoneNumber"},
		},
		file: &file{name: "annuaire-46xxsettings.txt", contentType: plainText, line: lines("SET %s %s")},
		Notes: []Text{
			{"Without TLS the phone knows no authentication but DIGEST-MD5, which is obsolete and is not offered: use TLS, or let these phones in without a name from their network ([ldap.anonymous]).",
				"Sans TLS, le téléphone ne connaît que DIGEST-MD5, obsolète et non proposé\u202f: utilisez TLS, ou ouvrez l’accès anonyme à leur réseau ([ldap.anonymous])."},
			{"The account's name may have letters and digits alone. For LDAPS the server must be a name that its certificate has, and TRUSTCERTS its authority.",
				"Le nom du compte n’a que des lettres et des chiffres. En LDAPS, le serveur doit être un nom présent dans son certificat, et TRUSTCERTS désigner l’autorité."},
			{"Once it is enabled, LDAP is the phone's only source of contacts.", "Une fois activé, LDAP est la seule source de contacts du téléphone."},
		},
	}
}

func konftel() *Family {
	const filter = "(|(sn=%*)(cn=%*)(telephoneNumber=%*)(mobile=%*))"
	return &Family{
		ID: "konftel", Name: "Konftel, Avaya B179", Models: Text{"Konftel 300IP, Avaya B179, ALE OmniTouch 4135 conference phones", "téléphones de conférence Konftel 300IP, Avaya B179, ALE OmniTouch 4135"}, Menu: "Settings → LDAP",
		Security: []Security{LDAPS, Clear}, NameFilter: filter, NumberFilter: filter, Wildcard: ByTemplate,
		fields: []field{
			{label: "Enable LDAP", value: "Yes"},
			{label: "Name filter", value: "{names}"},
			{label: "Server URL", value: "{url}:{port}"},
			{label: "Search base", value: "{base}"},
			{label: "Username", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Max hits", value: "50"},
			{label: "Display name", value: "%givenName %sn"},
			{label: "Sort results", value: "Yes"},
			{label: "Number attributes", value: "telephoneNumber mobile"},
		},
		Notes: []Text{
			{"The asterisk is written into the filter. Rules for dialling (country and area code, external prefix) are on the phone: leave the account's dial_format as it is, or leave those empty.",
				"L’astérisque s’écrit dans le filtre. Les règles de numérotation (indicatifs, préfixe externe) sont sur le téléphone\u202f: gardez le dial_format du compte, ou laissez-les vides."},
		},
	}
}
