package web

import "strings"

// entry is a line of the sidebar.
type entry struct {
	Group      words // the heading it stands under; "" for none. Entries of one group follow each other
	Label      words
	Icon       string
	Address    string
	section    string // of the API: who may not read it is not shown the entry; "": everybody is
	everywhere bool   // reading it in some folder is not enough
	writes     string // a section that will do instead for who may write it
	Current    bool
}

// entries are the sidebar, in its order.
func entries() []entry {
	const (
		manage      = words("Manage")
		preferences = words("Preferences")
	)
	return []entry{
		{Label: "Home", Icon: "house", Address: "/"},
		{Group: manage, Label: "Directory", Icon: "folder-tree", Address: "/directory", section: "directory"},
		{Group: manage, Label: "Users", Icon: "users-round", Address: "/users", section: "users"},
		{Group: manage, Label: "Extensions", Icon: "hash", Address: "/extensions", section: "users"},
		{Group: manage, Label: "Lines", Icon: "cable", Address: "/lines", section: "lines"},
		{Group: manage, Label: "Equipment", Icon: "monitor-smartphone", Address: "/devices", section: "devices"},
		{Group: manage, Label: "Connect a phone", Icon: "plug", Address: "/connect", section: "access", everywhere: true, writes: "devices"},
		{Group: manage, Label: "Call groups", Icon: "phone-call", Address: "/groups", section: "groups"},
		{Group: manage, Label: "Voicemail", Icon: "voicemail", Address: "/mailboxes", section: "voicemail"},
		{Group: manage, Label: "Templates", Icon: "layout-template", Address: "/templates", section: "users"},
		{Label: "Imports", Icon: "upload", Address: "/imports", section: "imports", everywhere: true},
		{Label: "Bin", Icon: "trash-2", Address: "/bin", section: "directory"},
		{Label: "Activity", Icon: "history", Address: "/journal", section: "journal"},
		{Label: "Invoices", Icon: "receipt", Address: "/invoices", section: "invoices", everywhere: true},
		{Group: preferences, Label: "Access management", Icon: "shield-check", Address: "/access", section: "access"},
		{Group: preferences, Label: "LDAP accounts", Icon: "key-round", Address: "/accounts", section: "access", everywhere: true},
		{Group: preferences, Label: "Settings", Icon: "settings", Address: "/settings", section: "settings", everywhere: true},
	}
}

// sidebar gives the entries that the visitor may use, with the one that is open marked.
func (v *visit) sidebar() []entry {
	var list []entry
	if v.self == nil {
		return nil
	}
	for _, e := range entries() {
		denied := e.section != "" && !v.self.May(e.section, "read") || e.everywhere && !v.self.MayEverywhere(e.section, "read")
		if denied && (e.writes == "" || !v.self.May(e.writes, "write")) {
			continue
		}
		e.Current = v.r.URL.Path == e.Address || e.Address != "/" && strings.HasPrefix(v.r.URL.Path, e.Address+"/")
		list = append(list, e)
	}
	return list
}
