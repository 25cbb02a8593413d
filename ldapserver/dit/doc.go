// Package dit shows a directory as an LDAP tree: a DN to a record, a filter to a search query, a record to an entry's
// bytes, and all of it through the eyes of who asks.
//
//	base DN (o=, ou= or dc=)        the root folder
//	└── ou=<folder>,…               a folder, at any depth
//	    └── uid=<uid>,…             a contact or a call group
//
// A phone sees the folders and attributes that its account is granted. What it may not see does not exist for it: it is
// neither answered nor matched, counted or named in a matchedDN. The package must not know connections.
//
// Entries of people are made once for each shape, which is all that says how they are written, and kept ready to copy beside
// the documents they are made of: see shape and ready.
package dit
