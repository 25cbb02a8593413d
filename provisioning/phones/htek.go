package phones

// htekFields are those of Htek's pages, which Sangoma's S series has too. The word behind each key is the attribute para of the file.
func htekFields() []field {
	return []field{
		{label: "LDAP Name Filter", key: "P5430 LDAP.NameFilter", value: "{names}"},
		{label: "LDAP Number Filter", key: "P5431 LDAP.NumberFilter", value: "{numbers}"},
		{label: "Server Address", key: "P5432 LDAP.ServerAddress", value: "{host}"},
		{label: "Port", key: "P5433 LDAP.Port", value: "{port}"},
		{label: "Base", key: "P5434 LDAP.Base", value: "{base}"},
		{label: "User Name", key: "P5435 LDAP.UserName", value: "{account}"},
		{label: "Password", key: "P5436 LDAP.Password", value: "{secret}"},
		{label: "Max. Hits", key: "P5437 LDAP.Max.Hits", value: "50"},
		{label: "LDAP Name Attributes", key: "P23136 LDAP.NameAttributes", value: "cn o"},
		{label: "LDAP Number Attributes", key: "P23137 LDAP.NumberAttributes", value: numbers},
		{label: "LDAP Display Name", key: "P5440 LDAP.DisplayName", value: "cn"},
		{label: "Protocol", key: "P5441 LDAP.Protocol", value: "1", choice: "Version 3"},
		{label: "Search Delay (ms)", key: "P5442 LDAP.SearchDelay", value: "200"},
		{label: "LDAP Lookup For Incoming Call", key: "P5443 LDAP.LookupForIncomingCall", value: "1", choice: "Enabled"},
		{label: "LDAP Sorting Results", key: "P5444 LDAP.SortingResults", value: "1", choice: "Enabled"},
	}
}

func htekFile(name string) *file {
	return &file{
		name: name, contentType: xmlText, head: xmlHead + `<hl_provision version="1">` + "\n" + `  <config version="1">` + "\n",
		foot: "  </config>\n</hl_provision>\n", line: named("    "), escape: escapeXML,
	}
}

func htek() *Family {
	return &Family{
		ID: "htek", Name: "Htek", Models: Text{"UC9xx", "UC9xx"}, Menu: "Directory → LDAP", Security: []Security{Clear},
		NameFilter: nameFilter, NumberFilter: numberFilter, Wildcard: ByPhone, fields: htekFields(), file: htekFile("annuaire-htek.xml"),
		Notes: []Text{
			{"The display name is written without a percent sign.", "Le nom affiché s’écrit sans pourcent."},
			onlyClear(),
		},
	}
}

func sangoma() *Family {
	return &Family{
		ID: "sangoma", Name: "Sangoma", Models: Text{"S series (S206 to S705)", "série S (S206 à S705)"}, Menu: "Directory → LDAP", Security: []Security{Clear},
		NameFilter: nameFilter, NumberFilter: numberFilter, Wildcard: ByPhone, fields: htekFields(), file: htekFile("annuaire-sangoma.xml"),
		Notes: []Text{
			{"The filters that the phone comes with are malformed: replace both.", "Les filtres d’origine sont mal formés\u202f: remplacez les deux."},
			onlyClear(),
		},
	}
}

func akuvox() *Family {
	const names, numbers = "(|(cn=#)(sn=#)(o=#))", "(|(telephoneNumber=#)(mobile=#)(ipPhone=#)(homePhone=#))"
	const prefix = "Config.Ldap.LDAP."
	return &Family{
		ID: "akuvox", Name: "Akuvox", Models: Text{"SP-R series", "série SP-R"}, Menu: "Contacts → LDAP", Security: []Security{Clear},
		NameFilter: names, NumberFilter: numbers, Wildcard: ByPhone,
		fields: []field{
			{label: "LDAP", key: prefix + "Enable", value: "1", choice: "Enabled"},
			{label: "Name Filter", key: prefix + "NameFilter", value: "{names}"},
			{label: "Number Filter", key: prefix + "NumberFilter", value: "{numbers}"},
			{label: "Server Address", key: prefix + "Server", value: "{host}"},
			{label: "Port", key: prefix + "Port", value: "{port}"},
			{label: "Base", key: prefix + "Root", value: "{base}"},
			{label: "User Name", key: prefix + "User", value: "{account}"},
			{label: "Password", key: prefix + "Pwd", value: "{secret}"},
			{label: "Max Hits", key: prefix + "MaxHits", value: "50"},
			{label: "Name Attribute", key: prefix + "NameAttr", value: "cn sn o"},
			{label: "Number Attribute", key: prefix + "NumberAttr", value: "telephoneNumber mobile ipPhone homePhone"},
			{label: "Display Name", key: prefix + "DisplayName", value: "cn"},
			{label: "Version", key: prefix + "Version", value: "3"},
			{label: "Search Delay", key: prefix + "SearchDelay", value: "1000"},
		},
		file: &file{name: "annuaire-akuvox.cfg", contentType: plainText, head: "#!version:1.0.0.1\n", line: lines("%s = %s")},
		Notes: []Text{
			{"What is typed stands for # in the filters, where others have a percent sign.", "Dans les filtres, # tient la place de ce qui est saisi, là où d’autres ont un pourcent."},
			onlyClear(),
		},
	}
}

func escene() *Family {
	const names, numbers = "(|(cn=%s)(sn=%s))", "(|(telephoneNumber=%s)(mobile=%s)(ipPhone=%s))"
	return &Family{
		ID: "escene", Name: "Escene, tiptel", Models: Text{"Escene ES and tiptel IP phones", "téléphones IP Escene ES et tiptel"}, Menu: "Phone → Phonebook → LDAP", Security: []Security{Clear},
		NameFilter: names, NumberFilter: numbers, Wildcard: ByPhone,
		fields: []field{
			{label: "LDAP Name Filter", value: "{names}"},
			{label: "LDAP Number Filter", value: "{numbers}"},
			{label: "Server Address", value: "{host}"},
			{label: "Port", value: "{port}"},
			{label: "Base", value: "{base}"},
			{label: "User Name", value: "{account}"},
			{label: "Password", value: "{secret}"},
			{label: "Max Hits", value: "50"},
			{label: "LDAP Name Attributes", value: "cn sn"},
			{label: "LDAP Number Attributes", value: "telephoneNumber mobile ipPhone"},
			{label: "LDAP Display Name", value: "%cn"},
		},
		Notes: []Text{
			{"What is typed stands for %s in the filters.", "Dans les filtres, %s tient la place de ce qui est saisi."},
			onlyClear(),
		},
	}
}
