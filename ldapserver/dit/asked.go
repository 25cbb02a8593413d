package dit

import (
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// AskedFor is the number or the name that a search looks for, as who waits beside the phone would say it; empty for a filter without one.
func (t *DIT) AskedFor(req *message.SearchRequest) string {
	p := &probe{}
	p.read(&req.Filter)
	word, _ := p.word()
	return strings.Clone(word)
}

// FolderAt is the name of the folder whose entry a DN names, in the eyes of who asks; empty where there is none to be seen.
func (t *DIT) FolderAt(who Who, text string) string {
	a, known := t.asker(who)
	dn, err := ParseDN(text)
	if !known || err != nil || len(dn) == 0 {
		return ""
	}
	d, _ := a.resolve(dn)
	if d == nil || d.Kind != search.Folder && d.Kind != search.Root {
		return ""
	}
	folder, _ := a.forest.tree.Folder(uuid.UUID(d.ID))
	return folder.Name
}
