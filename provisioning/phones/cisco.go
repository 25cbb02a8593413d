package phones

// ciscoFile is a flat profile of Cisco's multiplatform phones.
func ciscoFile(name string) *file {
	return &file{
		name: name, contentType: xmlText, head: xmlHead + "<flat-profile>\n", foot: "</flat-profile>\n",
		line: element("  ", ` ua="na"`), escape: escapeXML,
	}
}

// ciscoFields are the fields of the corporate directory, with the server and what is in front of the searches.
func ciscoFields(server field, startTLS ...field) []field {
	fields := []field{
		{label: "LDAP Dir Enable", key: "LDAP_Dir_Enable", value: "Yes"},
		{label: "Corp Dir Name", key: "LDAP_Corp_Dir_Name", value: "{label}"},
		server,
		{label: "Search Base", key: "LDAP_Search_Base", value: "{base}"},
		{label: "Auth Method", key: "LDAP_Auth_Method", value: "Simple", nameless: "None"},
		{label: "Client DN", key: "LDAP_Client_DN", value: "{dn}"},
		{label: "Password", key: "LDAP_Password", value: "{secret}"},
	}
	fields = append(fields, startTLS...)
	return append(fields,
		field{label: "Last Name Filter", key: "LDAP_Last_Name_Filter", value: "sn:{names}"},
		field{label: "First Name Filter", key: "LDAP_First_Name_Filter", value: "cn:(cn=*$VALUE*)"},
		field{label: "Search Item 3", key: "LDAP_Search_Item_3", value: "Number"},
		field{label: "Search Item 3 Filter", key: "LDAP_Item_3_Filter", value: "telephoneNumber:{numbers}"},
		field{label: "Display Attrs", key: "LDAP_Display_Attrs", value: "a=cn,n=Name;a=telephoneNumber,n=Phone,t=p;a=mobile,n=Mobile,t=p;a=ipPhone,n=Short,t=p"},
	)
}

const (
	ciscoNames   = "(sn=$VALUE*)"
	ciscoNumbers = "(|(telephoneNumber=*$VALUE*)(mobile=*$VALUE*)(ipPhone=$VALUE))"
)

func ciscoMPP() *Family {
	return &Family{
		ID: "cisco-mpp", Name: "Cisco MPP", Models: Text{"7800, 8800 and 9800 series with multiplatform firmware", "séries 7800, 8800 et 9800 avec micrologiciel multiplateforme"},
		Menu: "Voice → Phone → LDAP", Security: []Security{StartTLS, LDAPS, Clear},
		NameFilter: ciscoNames, NumberFilter: ciscoNumbers, Wildcard: ByTemplate,
		fields: ciscoFields(
			field{label: "Server", key: "LDAP_Server", value: "{url}:{port}"},
			field{label: "StartTLS Enable", key: "LDAP_StartTLS_Enable", value: "{tls:No|Yes|No}"},
			field{key: "LDAP_Prompt_For_Empty_Credentials", value: "No"},
			field{label: "Browse Mode Enable", key: "Browse_Mode_Enable", value: "Yes"},
		),
		file: ciscoFile("annuaire-cisco-mpp.xml"),
		Notes: []Text{
			{"At most 20 results are shown; the first attribute with t=p is dialled.", "20 résultats au plus sont affichés\u202f; le premier attribut avec t=p est composé."},
			{"Callers are looked up by Search Item 3 alone: the number belongs there.", "Les appelants ne sont cherchés que par Search Item 3\u202f: le numéro doit y être."},
			{"DIGEST-MD5 is obsolete and is not offered: choose Simple.", "DIGEST-MD5 est obsolète et n’est pas proposé\u202f: choisissez Simple."},
		},
	}
}

func ciscoSPA() *Family {
	return &Family{
		ID: "cisco-spa", Name: "Cisco SPA", Models: Text{"SPA3xx, SPA5xx, Linksys SPA9xx", "SPA3xx, SPA5xx, Linksys SPA9xx"}, Menu: "Voice → Phone → LDAP Corporate Directory Search",
		Security: []Security{Clear}, NameFilter: ciscoNames, NumberFilter: ciscoNumbers, Wildcard: ByTemplate,
		fields: ciscoFields(field{label: "LDAP Server", key: "LDAP_Server", value: "{authority}:{port}"}),
		file:   ciscoFile("annuaire-cisco-spa.xml"),
		Notes: []Text{
			{"The server is written without ldap:// in front.", "Le serveur s’écrit sans ldap:// devant."},
			{"Some have no third search: put telephoneNumber:(telephoneNumber=*$VALUE*) into First Name Filter to search for numbers.",
				"Certains n’ont pas de troisième recherche\u202f: mettez telephoneNumber:(telephoneNumber=*$VALUE*) dans First Name Filter pour chercher un numéro."},
			onlyClear(),
		},
	}
}
