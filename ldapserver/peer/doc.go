// Package peer is a reference LDAP directory on github.com/jimlambrt/gldap for tests and benchmarks: naive, linear, and
// written without a look at ours, so that it can be a second opinion on what a search returns and the baseline of what
// a search costs. Its tests show what gldap itself does and does not; docs/decisions/0001-ldap-wire-layer.md draws on
// them.
//
// It must not be used by the program, nor know any other package of ours.
package peer
