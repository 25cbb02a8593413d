package api

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// BinItem is something that was deleted and can be brought back.
type BinItem struct {
	Kind        directory.HitKind `json:"kind" doc:"contact, folder, user, mailbox, group or device."`
	ID          uuid.UUID         `json:"id"`
	Name        string            `json:"name"`
	DeletedAt   time.Time         `json:"deleted_at"`
	Until       time.Time         `json:"until" doc:"When it goes for good."`
	DeletedBy   string            `json:"deleted_by,omitempty" doc:"Who deleted it, for who may read the journal, as far as that goes back."`
	DeletedWith uuid.UUID         `json:"deleted_with,omitzero" doc:"The folder, or the user, whose deletion took it along; bringing that back brings this back."`
	FolderPath  []string          `json:"folder_path" doc:"Where it was, as far as that still exists and is in sight."`
}

// BinOutput is a page of the bin, latest first.
type BinOutput struct {
	Link string `header:"Link"`
	Body struct {
		Items []BinItem `json:"items"`
		Next  string    `json:"next,omitempty"`
		Total int       `json:"total"`
	}
}

// BinInput says which page of the bin is wanted.
type BinInput struct {
	Paging
	ID ID `query:"id" doc:"Only the record with this id."`
}

// binList gives what is in the bin of folders in sight.
func (a *API) binList(_ context.Context, c *caller, in *BinInput) (*BinOutput, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	sight := c.sight()
	var items []BinItem
	for _, f := range bin.Folders {
		if place := bin.livingPlace(a, f.ParentID); sight.Sees(place) {
			items = append(items, BinItem{
				Kind: directory.FolderHit, ID: f.ID, Name: f.Name, DeletedAt: f.DeletedAt, DeletedWith: f.DeletedWith, FolderPath: sight.Path(place),
			})
		}
	}
	for _, contact := range bin.Contacts {
		contact.FolderID = bin.livingPlace(a, contact.FolderID)
		if seen, is := sight.Contact(contact); is {
			items = append(items, BinItem{
				Kind: directory.ContactHit, ID: seen.ID, Name: seen.DisplayName(), DeletedAt: seen.DeletedAt, DeletedWith: seen.DeletedWith,
				FolderPath: sight.Path(seen.FolderID),
			})
		}
	}
	users, err := a.binnedUsers(c, bin)
	if err != nil {
		return nil, err
	}
	items = append(items, users...)
	devices, err := a.binnedDevices(c, bin)
	if err != nil {
		return nil, err
	}
	items = append(append(items, devices...), a.binnedGroups(c, bin)...)
	if in.ID.UUID != uuid.Nil {
		items = slices.DeleteFunc(items, func(i BinItem) bool { return i.ID != in.ID.UUID })
	}
	slices.SortStableFunc(items, func(a, b BinItem) int {
		return cmp.Or(b.DeletedAt.Compare(a.DeletedAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	var out BinOutput
	out.Body.Total = len(items)
	if out.Body.Items, out.Body.Next, err = cut(&in.Paging, items); err != nil {
		return nil, err
	}
	out.Link = in.link(out.Body.Next)
	return &out, a.sayWhoDeleted(c, out.Body.Items)
}

// sayWhoDeleted fills in until when each can be brought back and, for who may read the journal everywhere, who deleted it.
func (a *API) sayWhoDeleted(c *caller, items []BinItem) error {
	mayKnow := c.Rights.May(directory.SectionJournal, directory.Read, uuid.Nil)
	for i := range items {
		items[i].Until = a.directory.BinUntil(items[i].DeletedAt)
		if !mayKnow {
			continue
		}
		entry, found, err := a.directory.EntryAt(items[i].DeletedAt)
		if err != nil {
			return err
		}
		if found {
			items[i].DeletedBy = entry.Actor.Name
		}
	}
	return nil
}

// binContents is the bin with its folders by id.
type binContents struct {
	directory.Bin
	folders map[uuid.UUID]directory.Folder
}

func (a *API) readBin() (binContents, error) {
	bin, err := a.directory.Bin()
	contents := binContents{bin, map[uuid.UUID]directory.Folder{}}
	for _, f := range bin.Folders {
		contents.folders[f.ID] = f
	}
	return contents, err
}

// livingPlace is the nearest folder above something in the bin that is not in the bin itself; the root where there is none.
func (b binContents) livingPlace(a *API, folder uuid.UUID) uuid.UUID {
	tree := a.directory.Snapshot().Tree
	for range len(b.folders) + 1 {
		if _, living := tree.Folder(folder); living {
			return folder
		}
		binned, found := b.folders[folder]
		if !found {
			break
		}
		folder = binned.ParentID
	}
	return tree.Root().ID
}

// comesBackTo is where something from the bin goes: where it was, or the root.
func (a *API) comesBackTo(folder uuid.UUID) uuid.UUID {
	tree := a.directory.Snapshot().Tree
	if _, living := tree.Folder(folder); living {
		return folder
	}
	return tree.Root().ID
}
