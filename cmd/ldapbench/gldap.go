package main

import (
	"context"
	"os"

	"annuaire/ldapserver/peer"
)

// serveGLDAP serves the entries of an LDIF file by the reference directory on gldap.
func serveGLDAP(ctx context.Context, file string, ready func(address string)) error {
	ldif, err := os.Open(file)
	if err != nil {
		return err
	}
	defer ldif.Close()
	entries, err := readLDIF(ldif)
	if err != nil {
		return err
	}
	server, err := peer.Start(ctx, entries, map[string]string{benchName: benchSecret})
	if err != nil {
		return err
	}
	ready(server.Addr())
	<-ctx.Done()
	return nil // Stop would wait for clients that are idle
}
