// Package search answers what phones and pages ask of a phonebook: which contacts match, in the order of the alphabet.
//
// It knows names and numbers and how people write them. It must not know where records are kept, nor LDAP or HTTP.
package search
