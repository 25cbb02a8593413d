// Command ldapbench measures annuaire beside other LDAP servers, all in one run on this machine and under the same load: OpenLDAP's slapd, a naive
// directory on gldap, and an echo server that parses nothing and writes canned bytes, the floor under what any server can cost.
//
// It knows the servers from outside: as processes that it starts, asks over LDAP, and whose processor time and memory the kernel tells.
package main
