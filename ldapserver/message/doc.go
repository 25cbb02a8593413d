// Package message turns LDAP messages and controls into Go values and answers into bytes (RFC 4511).
//
// It must not know connections, directories or what a request means.
package message
