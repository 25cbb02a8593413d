package main

import (
	"context"
	"fmt"

	"annuaire/directory"
)

// foundingInvitation is the one-time token with which somebody becomes the first administrator, as long as nobody is and the API is there to
// take it; else nothing. It goes to standard output alone, never to the log, and is void once it is used, with the next start, or after a day.
func foundingInvitation(ctx context.Context, s *server) (string, error) {
	if s.config.HTTP.Listen == "" {
		return "", nil
	}
	token, needed, err := s.directory.FoundingLink(directory.WithActor(ctx, directory.Actor{Kind: directory.ActorSystem, Name: "start"}))
	if err != nil || !needed {
		return "", err
	}
	return fmt.Sprintf("Nobody can administer this directory yet. With this one-time token, good for a day, somebody becomes administrator\n"+
		"(POST /api/v1/links/use with token, email and password):\n\n"+
		"    %s\n\n", token), nil
}
