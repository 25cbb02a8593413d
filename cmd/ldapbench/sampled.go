package main

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// sampled are names and numbers of a directory, for requests that find something.
type sampled struct {
	numbers []string         // as they were typed
	first   []string         // first names
	names   map[int][]string // the unaccented letters that last names begin with, at least so many
}

// sampleFile reads the file that a directory is imported from. Every so many contacts give their names and numbers.
func sampleFile(r io.Reader, contacts int) (*sampled, error) {
	in := csv.NewReader(r)
	in.Comma, in.ReuseRecord = ';', true
	header, err := in.Read()
	if err != nil {
		return nil, err
	}
	last, first, number := slices.Index(header, "last_name"), slices.Index(header, "first_name"), slices.Index(header, "phone_1")
	s := &sampled{names: map[int][]string{}}
	step := max(1, contacts/2000)
	for i := 0; ; i++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return s, s.complete()
		}
		if err != nil {
			return nil, err
		}
		if i%step != 0 {
			continue
		}
		if row[number] != "" {
			s.numbers = append(s.numbers, strings.NewReplacer("(", `\28`, ")", `\29`).Replace(row[number]))
		}
		if letters(row[first]) > 0 && letters(row[first]) == len(row[first]) {
			s.first = append(s.first, strings.Clone(row[first]))
		}
		plain := strings.Clone(row[last][:letters(row[last])])
		for n := 1; n <= min(len(plain), 5); n++ {
			s.names[n] = append(s.names[n], plain)
		}
	}
}

// letters is how many unaccented letters a name begins with: servers that fold nothing find the same by them.
func letters(name string) int {
	rest := strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return len(name) - len(rest)
}

func (s *sampled) complete() error {
	if len(s.numbers) == 0 || len(s.first) == 0 || len(s.names[5]) == 0 {
		return errors.New("too few contacts to take names and numbers from")
	}
	return nil
}
