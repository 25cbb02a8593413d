// Package ber reads and appends BER as RFC 4511 section 5.1 restricts it: definite lengths only, strings in primitive
// form only, tag numbers below 31.
//
// Reading is as lenient as phones need: integers and lengths may have superfluous octets (a Snom sends a size limit of 50 as
// 02 02 00 32), any octet but zero is TRUE. What is appended is minimal and TRUE is 0xFF.
//
// It must not know LDAP: neither message types nor tags of the application.
package ber
