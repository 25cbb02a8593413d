package main

import (
	"context"
	"log/slog"
	"time"

	"annuaire/directory"
)

// houseKeeping is how often the bin and the journal are looked through for what is too old, and the enabled users counted.
const houseKeeping = 24 * time.Hour

// keepHouse drops what has been in the bin and in the journal for long enough, and notes how many users are enabled, at once and then every day, until ctx ends.
func keepHouse(ctx context.Context, d *directory.Directory, log *slog.Logger) {
	ticker := time.NewTicker(houseKeeping)
	defer ticker.Stop()
	for {
		purge(ctx, d, log)
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

func purge(ctx context.Context, d *directory.Directory, log *slog.Logger) {
	ctx = directory.WithActor(ctx, directory.Actor{Kind: directory.ActorSystem, Name: "housekeeping"})
	if err := d.RecordToday(ctx); err != nil && ctx.Err() == nil {
		log.Error("can not note how many users are enabled", "error", err)
	}
	purged, err := d.PurgeBin(ctx)
	if err != nil && ctx.Err() == nil {
		log.Error("can not empty the bin", "error", err)
	}
	access, err := d.ExpireAccess(ctx)
	if err != nil && ctx.Err() == nil {
		log.Error("can not drop expired links and tokens", "error", err)
	}
	expired, err := d.Expire(ctx)
	if err != nil && ctx.Err() == nil {
		log.Error("can not shorten the journal", "error", err)
	}
	if purged+access+expired > 0 {
		log.Info("dropped what was too old", "from_bin", purged, "from_access", access, "from_journal", expired)
	}
}
