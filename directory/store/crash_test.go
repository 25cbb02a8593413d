package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"annuaire/directory/store"
)

const crashingPath = "STORE_TEST_WRITE_UNTIL_KILLED"

// TestMain lets the test binary be the process that TestWhatWasCommittedSurvivesAKill kills.
func TestMain(m *testing.M) {
	if path := os.Getenv(crashingPath); path != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeUntilKilled commits batch after batch and prints the revision of each once it is on disk.
func writeUntilKilled(path string) error {
	h := newHouse()
	s, err := store.Open(path, store.Options{}, h.tables()...)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		b, err := s.Update(context.Background(), store.Entry{}, func(tx *store.Tx) error {
			for j := range 50 {
				p := person{ID: fmt.Sprint((i*31 + j*7) % 500), Name: fmt.Sprint(i), Team: fmt.Sprint(i % 3), Logins: []string{fmt.Sprint(i, "-", j)}}
				if err := h.people.Put(tx, &p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		fmt.Println(b.Revision)
	}
}

func TestWhatWasCommittedSurvivesAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crash.db")
	told := uint64(0)
	for round := range 5 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), crashingPath+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for lines, n := bufio.NewScanner(out), 0; lines.Scan(); n++ {
			if told, err = strconv.ParseUint(lines.Text(), 10, 64); err != nil {
				t.Fatal(err)
			}
			if n == 10+round {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
			t.Fatalf("it was not killed: %v", err)
		}
		h := newHouse()
		s, err := store.Open(path, testOptions(), h.tables()...)
		if err != nil {
			t.Fatal(err)
		}
		if s.Revision() < told {
			t.Errorf("revision %d, the process had committed %d", s.Revision(), told)
		}
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Error(problems, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
