package directory

import (
	"github.com/google/uuid"
)

// Root gives the root folder as the transaction has it.
func (e *Edit) Root() (Folder, error) {
	id, err := e.rootFolder()
	if err != nil {
		return Folder{}, asError("read the root folder", err)
	}
	return e.Folder(id)
}

// Folder finds a folder that is not in the bin, as the transaction has it. It returns not_found.
func (e *Edit) Folder(id uuid.UUID) (Folder, error) {
	f, err := e.livingFolder(id, NotFound)
	return f, asError("read a folder", err)
}

// Child finds the folder of that name, compared folded, directly in parent.
func (e *Edit) Child(parent uuid.UUID, name string) (Folder, bool, error) {
	_, holder, held := e.tx.Holder(indexFolderName, folderNameKey(parent, name))
	if !held {
		return Folder{}, false, nil
	}
	f, found, err := e.readFolder(recordID(holder))
	return f, found, asError("read a folder", err)
}

// FoldersIn gives the folders, not in the bin, that are directly in a folder.
func (e *Edit) FoldersIn(parent uuid.UUID) ([]Folder, error) {
	folders, err := e.foldersAt(string(parent[:]))
	return folders, asError("read folders", err)
}

// Contact finds a contact that is not in the bin, as the transaction has it. It returns not_found.
func (e *Edit) Contact(id uuid.UUID) (Contact, error) {
	c, err := e.livingContact(id)
	return e.shown(c), asError("read a contact", err)
}

// ContactByUID finds a contact that is not in the bin by its uid, compared folded. It returns not_found.
func (e *Edit) ContactByUID(uid string) (Contact, error) {
	return e.contactBy(indexLogin, loginKey(uid), uid)
}

// ContactByEmail finds the internal contact, not in the bin, with an e-mail address, compared without case. It returns not_found.
func (e *Edit) ContactByEmail(email string) (Contact, error) {
	return e.contactBy(indexEmail, emailKey(email), email)
}

// ContactByExternalRef finds the contact, not in the bin, that another system knows as ref. It returns not_found.
func (e *Edit) ContactByExternalRef(ref string) (Contact, error) {
	return e.contactBy(indexExternalRef, ref, ref)
}

// ContactByShortNumber finds the contact, not in the bin, that holds a short number. It returns not_found.
func (e *Edit) ContactByShortNumber(short string) (Contact, error) {
	return e.contactBy(indexDialling, short, short)
}

func (e *Edit) contactBy(index, key, asked string) (Contact, error) {
	c, err := e.d.tables.contactBy(e.tx, index, key, asked)
	return e.shown(c), asError("read a contact", err)
}

// ContactsByNumber gives the contacts, not in the bin, that have a number of this E.164 form.
func (e *Edit) ContactsByNumber(e164 string) ([]Contact, error) {
	var contacts []Contact
	for c, err := range e.d.tables.contacts.By(e.tx, indexE164, e164) {
		if err != nil {
			return nil, asError("read contacts", err)
		}
		contacts = append(contacts, e.shown(*c))
	}
	return contacts, nil
}

// ContactsIn gives the contacts, not in the bin, that are directly in a folder, in the order of their ids.
func (e *Edit) ContactsIn(folder uuid.UUID) ([]Contact, error) {
	contacts, err := e.contactsAt(string(folder[:]))
	for i := range contacts {
		contacts[i] = e.shown(contacts[i])
	}
	return contacts, asError("read contacts", err)
}

// shown is a contact without the mark that Release put on it for the time of the transaction.
func (e *Edit) shown(c Contact) Contact {
	c.Released = false
	return c
}
