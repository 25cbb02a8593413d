package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"annuaire/ldapserver/peer"
)

// readLDIF reads the entries of an LDIF file as annuaire writes it (RFC 2849: content records, folded lines, base64).
func readLDIF(r io.Reader) ([]peer.Entry, error) {
	lines := bufio.NewReaderSize(r, 64<<10)
	var entries []peer.Entry
	var logical string
	flush := func() error {
		if logical == "" {
			return nil
		}
		name, value, err := splitLine(logical)
		logical = ""
		switch {
		case err != nil:
			return err
		case name == "dn":
			entries = append(entries, peer.Entry{DN: value})
			return nil
		case len(entries) == 0:
			return errors.New("an attribute before the first dn")
		}
		e := &entries[len(entries)-1]
		if n := len(e.Attributes); n > 0 && e.Attributes[n-1].Name == name {
			e.Attributes[n-1].Values = append(e.Attributes[n-1].Values, value)
		} else {
			e.Attributes = append(e.Attributes, peer.Attribute{Name: name, Values: []string{value}})
		}
		return nil
	}
	for {
		line, err := lines.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		ended := err != nil
		line = strings.TrimSuffix(line, "\n")
		if more, folded := strings.CutPrefix(line, " "); folded {
			logical += more
			continue
		}
		if err := flush(); err != nil {
			return nil, fmt.Errorf("LDIF: %w", err)
		}
		logical = line
		if ended {
			return entries, flush()
		}
	}
}

// splitLine takes "name: value" or "name:: base64" apart.
func splitLine(line string) (name, value string, err error) {
	name, value, ok := strings.Cut(line, ":")
	if !ok {
		return "", "", fmt.Errorf("%q: want a name, a colon and a value", line)
	}
	if encoded, is := strings.CutPrefix(value, ":"); is {
		decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
		return name, string(decoded), err
	}
	return name, strings.TrimPrefix(value, " "), nil
}
