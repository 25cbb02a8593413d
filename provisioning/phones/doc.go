// Package phones knows what to type into which telephone so that it finds the contacts of this server: for each family of telephones and soft
// phones the fields of its own pages, in their words and order, the keys of its provisioning file, that file, and what it can not do.
//
// Families differ in ways that nobody can guess: who puts the asterisk behind what is typed, what separates attributes, whether a display name
// begins with a percent sign, which number stands for StartTLS. People who copy twelve such fields by hand make mistakes that show as an empty list.
//
// The package must not know HTTP, nor where accounts and contacts are kept: it is given a server and a secret, keeps neither, and never writes the
// secret anywhere but into the settings it returns.
package phones
