// Package sample makes contacts of people who do not exist: any number of them, the same for the same seed, for tests and
// benchmarks, and the demonstration company that a first look at the program shows.
//
// Everything is in the import format of package exchange. Telephone numbers are of the blocks that Arcep keeps for works of
// fiction, or of the American 555-01xx; e-mail addresses are below example domains (RFC 2606): nobody can be called or written to by mistake.
package sample
