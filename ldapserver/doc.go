// Package ldapserver answers LDAP over TCP and TLS: listeners, connections, binds and the operations of RFC 4511.
//
// A connection is one goroutine that reads a request, answers it and only then reads the next, so that answers come in
// the order of the requests and nothing is ever left to abandon. Its memory is one read buffer that grows with what has
// arrived, never with what a length announces, and a write buffer borrowed for the time of an answer. On Linux a request
// in the clear costs one system call to read and one to write (socket). Whatever a client
// does, stalls, half-sent messages, garbage or a panic it provokes, ends its own connection at most.
//
// The package must not know what entries hold nor how they are found: package dit does. Whether a secret is right is
// the directory's to say.
package ldapserver
