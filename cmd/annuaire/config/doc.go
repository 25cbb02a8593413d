// Package config reads config.toml. It knows every key, its default, what values it takes and what to say when a value is
// not one of them: a problem names the file, the line, the key and what would be right, and nothing starts on a file that
// has one. Keys that nobody reads are problems too, because a misspelt limit that is silently ignored is no limit.
package config
