package web

import (
	"cmp"
	"net/url"
	"strconv"
	"time"
)

// change is an entry of the journal, as the API has it.
type change struct {
	Revision uint64    `json:"revision"`
	Time     time.Time `json:"time"`
	Actor    struct {
		Kind    string `json:"kind"`
		Name    string `json:"name"`
		Address string `json:"address"`
	} `json:"actor"`
	Action  string         `json:"action"`
	Note    string         `json:"note"`
	Undoes  uint64         `json:"undoes"`
	Changes int            `json:"changes"`
	Records []recordChange `json:"records"`

	About string // whom or what it is about, in the list
}

// Did is what was done, in words; what this program has no words for is said as the journal has it.
func (c change) Did() words {
	if text, known := actions()[c.Action]; known {
		return text
	}
	return words(c.Action)
}

// ByWhat is what kind of program did it, where nobody's name is known.
func (c change) ByWhat() words {
	switch c.Actor.Kind {
	case "device":
		return "a phone"
	case "import":
		return "an import"
	}
	return "the server itself"
}

// journalPage is what the list of changes shows.
type journalPage struct {
	Entries []change
	Next    string // address of older ones; "" for the last page
	Older   bool   // this is not the first page
}

// journal shows who changed what and when, newest first.
func (v *visit) journal() error {
	var list struct {
		Entries []change `json:"entries"`
		Next    string   `json:"next"`
	}
	query := url.Values{"limit": {"50"}, "records": {strconv.Itoa(aboutRecords)}}
	after := v.r.FormValue("after")
	if after != "" {
		query.Set("after", after)
	}
	if err := v.api.get("/journal?"+query.Encode(), &list); err != nil {
		return err
	}
	names := v.journalNames()
	for i, entry := range list.Entries {
		about, err := names.about(entry)
		if err != nil {
			return err
		}
		to, err := names.addressee(&list.Entries[i])
		if err != nil {
			return err
		}
		list.Entries[i].About = cmp.Or(about, to)
	}
	p := journalPage{Entries: list.Entries, Older: after != ""}
	if list.Next != "" {
		p.Next = "/journal?" + url.Values{"after": {list.Next}}.Encode()
	}
	return v.show("journal", v.say("Activity"), p)
}

// changePage is what the page of one change shows.
type changePage struct {
	change
	To    string // whom a message went to
	Shown []recordShown
	More  int // records that are not shown: an import has very many
}

// mostRecords is how many records of a change its page shows.
const mostRecords = 100

// journalShow shows one change, before and after.
func (v *visit) journalShow() error {
	var c change
	if err := v.api.get("/journal/"+url.PathEscape(v.r.PathValue("revision"))+"?records="+strconv.Itoa(mostRecords), &c); err != nil {
		return err
	}
	names := v.journalNames()
	to, err := names.addressee(&c)
	if err != nil {
		return err
	}
	p := changePage{change: c, To: to, More: c.Changes - len(c.Records)}
	folders, err := v.folderNames()
	if err != nil {
		return err
	}
	for _, r := range c.Records {
		shown, err := names.recordShown(r, folders)
		if err != nil {
			return err
		}
		p.Shown = append(p.Shown, shown)
	}
	return v.show("change", v.say("Change %s", strconv.FormatUint(c.Revision, 10)), p)
}

// folderNames gives the folders in sight by id.
func (v *visit) folderNames() (map[string]string, error) {
	names := map[string]string{}
	if !v.self.May("directory", "read") {
		return names, nil
	}
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	for _, f := range tree.all {
		names[f.ID] = f.Name
	}
	return names, nil
}
