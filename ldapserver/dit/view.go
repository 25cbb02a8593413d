package dit

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// view is what an account sees of a forest: all that it may read, and nothing else can be found.
type view struct {
	version uint64      // of the account
	granted []uuid.UUID // folders
	// scope are the folders whose content it sees; nil: all.
	scope map[search.ID]struct{}
	// folders are the folders whose entries it sees, and the base entry.
	folders *search.Scan
	// fields are the ones it sees, and fill those of them that stand in for a work number.
	fields, fill search.FieldSet
	options      directory.PhoneOptions
	dial         search.DialForm
	dialPrefixes []string
}

// asker is who asks, and the directory as they see it.
type asker struct {
	*picture
	*view
	dit *DIT
	who Who
}

// asker gives the directory as who sees it; ok is false where they see nothing of it: an account that is gone, an
// anonymous one where none is let in, a person who may not read the directory.
func (t *DIT) asker(who Who) (asker, bool) {
	p := t.now()
	account := directory.Account{Folders: t.opts.AnonymousFolders, PhoneOptions: t.opts.AnonymousOptions}
	known := len(account.Folders) > 0
	switch {
	case who.Person != nil:
		account, known = who.Person.account()
	case who.Account != uuid.Nil:
		account, known = p.snapshot.Account(who.Account)
	}
	if !known {
		return asker{}, false
	}
	if v, ok := p.views.Load(account.ID); ok && v.(*view).isOf(account) {
		return asker{p, v.(*view), t, who}, true
	}
	v := p.newView(account, t.opts.DialPrefixes)
	p.views.Store(account.ID, v)
	return asker{p, v, t, who}, true
}

func (p *picture) newView(account directory.Account, dialPrefixes []string) *view {
	v := &view{
		version: account.Version, granted: account.Folders, fields: grantedFields(account.Attributes), options: account.PhoneOptions,
		dial: dialForm(account.PhoneOptions), dialPrefixes: prefixesOf(dialPrefixes, account.OutsideLine),
	}
	if p.snapshot.Settings().FillTelephone && v.fields.Has(search.Work) {
		v.fill = v.fields & standIns
	}
	root := p.forest.tree.Root().ID
	if len(account.Folders) > 0 && !slices.Contains(account.Folders, root) {
		v.scope = p.forest.tree.Scope(account.Folders...)
	}
	docs := []*search.Document{p.base}
	for _, folder := range p.forest.tree.All() {
		if d := p.snapshot.People.Get(search.ID(folder.ID)); d != nil && d.Kind == search.Folder && v.sees(d.ID) {
			docs = append(docs, d)
		}
	}
	v.folders = search.NewScan(docs)
	return v
}

// isOf reports whether the view is what an account sees as it is now. A person's rights change without a version.
func (v *view) isOf(account directory.Account) bool {
	return v.version == account.Version && slices.Equal(v.granted, account.Folders)
}

// sees reports whether the content of a folder is visible.
func (v *view) sees(folder search.ID) bool {
	if v.scope == nil {
		return true
	}
	_, in := v.scope[folder]
	return in
}

// seesEntry reports whether a document's entry is visible. The base entry always is; a folder's is where its content is.
func (v *view) seesEntry(d *search.Document) bool {
	switch {
	case d.Hidden:
		return false
	case d.Kind == search.Root:
		return true
	case d.Kind == search.Folder:
		return v.sees(d.ID)
	}
	return v.sees(d.Parent)
}

// subordinates counts the visible entries directly below the entry with this ID.
func (a asker) subordinates(id search.ID) int {
	n := 0
	for _, child := range a.forest.tree.Children(uuid.UUID(id)) {
		if a.sees(search.ID(child.ID)) {
			n++
		}
	}
	if a.sees(id) {
		n += a.contacts()[id]
	}
	return n
}
