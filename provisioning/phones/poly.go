package phones

import "fmt"

func poly() *Family {
	fields := []field{
		{label: "Server Address", key: "dir.corp.address", value: "{url}"},
		{label: "Port", key: "dir.corp.port", value: "{port}"},
		{label: "Transport", key: "dir.corp.transport", value: "{tls:TCP|TCP|TLS}"},
		{label: "Base DN", key: "dir.corp.baseDN", value: "{base}"},
		{label: "Scope", key: "dir.corp.scope", value: "sub"},
		{label: "Filter Prefix", key: "dir.corp.filterPrefix", value: "(objectclass=person)"},
		{label: "User Name", key: "dir.corp.user", value: "{dn}"},
		{label: "Password", key: "dir.corp.password", value: "{secret}"},
		{label: "Page Size", key: "dir.corp.pageSize", value: "32"},
		{label: "Cache Size", key: "dir.corp.cacheSize", value: "128"},
		{label: "Query Timeout", key: "dir.corp.autoQuerySubmitTimeout", value: "1"},
		{label: "Sort Control", key: "dir.corp.sortControl", value: "0"},
		{label: "VLV Allowed", key: "dir.corp.vlv.allow", value: "1"},
		{label: "VLV Sort Order", key: "dir.corp.vlv.sortOrder", value: "sn givenName telephoneNumber"},
	}
	for i, a := range [][3]string{
		{"sn", "Last Name", "last_name"}, {"givenName", "First Name", "first_name"}, {"telephoneNumber", "Phone", "phone_number"},
		{"mobile", "Mobile", "phone_number"},
	} {
		for _, part := range [][3]string{{"Name", "name", a[0]}, {"Label", "label", a[1]}, {"Type", "type", a[2]}, {"Searchable", "searchable", "1"}} {
			fields = append(fields, field{
				label: fmt.Sprintf("Attribute %d %s", i+1, part[0]), key: fmt.Sprintf("dir.corp.attribute.%d.%s", i+1, part[1]), value: part[2],
			})
		}
	}
	return &Family{
		ID: "poly", Name: "Poly, Polycom", Models: Text{"VVX, SoundPoint, Trio and Edge E with UC Software", "VVX, SoundPoint, Trio et Edge E avec UC Software"},
		Menu: "Settings → Corporate Directory", Security: []Security{LDAPS, Clear}, Wildcard: BuiltIn,
		fields: append(fields,
			field{key: "feature.corporateDirectory.enabled", value: "1"},
			field{key: "softkey.feature.directories", value: "1"},
		),
		file: &file{
			name: "annuaire-poly.cfg", contentType: xmlText, head: xmlHead + "<PHONE_CONFIG>\n  <ALL\n", foot: "  />\n</PHONE_CONFIG>\n",
			line: lines(`    %s="%s"`), escape: escapeXML,
		},
		Notes: []Text{
			{"The phone makes its searches itself, of the attributes and the filter prefix; it sorts by server-side sorting and reads pages by VLV, which annuaire has.",
				"Le téléphone compose ses recherches lui-même, avec les attributs et le préfixe de filtre\u202f; il trie par le serveur et lit des pages par VLV, que annuaire prend en charge."},
			{"TLS works only with a certificate that the phone trusts: load the authority's on the phone first.",
				"TLS ne marche qu’avec un certificat reconnu\u202f: chargez d’abord celui de l’autorité sur le téléphone."},
			{"The OBi edition of VVX phones has other keys (X_DeviceManagement.LDAPServer…), which have not been tried here.",
				"L’édition OBi des VVX a d’autres clés (X_DeviceManagement.LDAPServer…), qui n’ont pas été essayées ici."},
		},
	}
}
