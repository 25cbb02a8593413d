// Package exchange moves contacts in and out of a directory: the CSV import with its plan, the CSV export that the import
// reads back without a change, and a writer of LDIF.
//
// It knows the file formats and how a row finds its contact. The rules that a contact must obey are the directory's:
// nothing here writes other than through directory.Edit. It must not know LDAP, HTTP or the command line.
package exchange
