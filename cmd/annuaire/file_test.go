package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"annuaire/cmd/annuaire/config"
)

func TestOutputIsWholeOrNotThere(t *testing.T) {
	folder := t.TempDir()
	p := newProgram(0)
	broken := errors.New("broken")
	fail := func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return broken }
	succeed := func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }
	file := filepath.Join(folder, "out")

	if err := p.writeOutput(file, config.Default(), fail); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
	if err := p.writeOutput(file, config.Default(), succeed); err != nil {
		t.Error(err)
	}
	if err := p.writeOutput(file, config.Default(), fail); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "whole" {
		t.Errorf("the file that was is %q, %v", text, err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestOutputIntoWhatIsNoFile(t *testing.T) {
	p := newProgram(0)
	write := func(w io.Writer) error { _, err := io.WriteString(w, "text"); return err }
	if err := p.writeOutput(os.DevNull, config.Default(), write); err != nil {
		t.Errorf("into %s: %v", os.DevNull, err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is a file now", os.DevNull)
	}
	if err := p.writeOutput(t.TempDir(), config.Default(), write); err == nil {
		t.Error("into a folder: no error")
	}
	if err := p.writeOutput(standard, config.Default(), write); err != nil || p.stdout.(*bytes.Buffer).String() != "text" {
		t.Errorf("standard output has %q, %v", p.stdout, err)
	}
}
