// Package directory is a company's telephone directory: folders, contacts and their numbers, the accounts of the
// phones that read them, and the rules they obey.
//
// Every change is a command, a method of Directory that takes a context with its Actor and either does the whole of
// what it says in one journalled batch or nothing. The package must not know LDAP, HTTP or the shape of any file format.
package directory
