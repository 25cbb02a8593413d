package main

import (
	"errors"
	"fmt"
	"os"

	"annuaire/cmd/annuaire/config"
)

// usualConfig is the configuration file that is read where none is named, if it is there.
const usualConfig = "config.toml"

// configuration reads the configuration file. Without one the defaults serve, and the user is told.
func (p *program) configuration() (config.Config, error) {
	if p.configFile != "" {
		return config.Load(p.configFile)
	}
	c, err := config.Load(usualConfig)
	if errors.Is(err, os.ErrNotExist) {
		c = config.Default()
		fmt.Fprintf(p.stderr, "annuaire: no %s here and no --config: using defaults, with the store %s\n", usualConfig, c.Directory.Store)
		return c, nil
	}
	return c, err
}
