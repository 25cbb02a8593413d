package main

import (
	"context"
	"fmt"

	"annuaire/directory"
)

// foundingInvitation is the one-time link with which somebody becomes the first administrator, as long as nobody is and there are pages to
// open it; else nothing. Its token stands behind a #, where no server on the way sees it. It goes to standard output alone, never to the log, and is void once it is used, with the next start, or after a day.
func foundingInvitation(ctx context.Context, s *server) (string, error) {
	if s.config.HTTP.Listen == "" {
		return "", nil
	}
	token, needed, err := s.directory.FoundingLink(directory.WithActor(ctx, directory.Actor{Kind: directory.ActorSystem, Name: "start"}))
	if err != nil || !needed {
		return "", err
	}
	return fmt.Sprintf("Nobody can administer this directory yet. Whoever opens this one-time link, good for a day, becomes administrator:\n\n"+
		"    %s/link#%s\n\n", s.webURL(), token), nil
}
