// Package control is how the commands of the program reach the directory: HTTP over a Unix socket that lies beside the
// store and that only the store's owner may open. A command is always a client of Handler: over the socket where a server
// runs, else over connections inside its own process to a Handler on the store it has opened itself. So each command is
// written once, and its user sees no difference.
//
// Answers are JSON; errors are problem+json (RFC 9457) with the directory's code. What takes long streams one JSON object
// a line. What may be large is spooled to disk before it is sent, because nothing of the store may stay open for as long
// as a reader likes to take.
//
// It must know nothing of LDAP: what it needs of the tree (LDIF, attribute names) is handed to it in Services.
package control
