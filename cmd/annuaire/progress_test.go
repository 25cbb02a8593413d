package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/provisioning/control"
)

func TestProgressOnATerminal(t *testing.T) {
	var screen bytes.Buffer
	p := &progress{terminal: &screen}
	for _, at := range []control.Progress{
		{Stage: control.StageWait}, {Stage: "read", Done: 512, Total: 1024}, {Stage: "read", Done: 1024, Total: 1024},
		{Stage: "apply", Done: 1, Total: 3}, {Stage: "apply", Done: 5, Total: 3},
	} {
		p.show(at)
	}
	p.clear()
	for _, want := range []string{"Waiting for another import", "Reading", "50%", "Applying", "33%"} {
		if !strings.Contains(screen.String(), want) {
			t.Errorf("%q was never on the screen: %q", want, screen.String())
		}
	}
}

func TestNoProgressElsewhere(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var buffer bytes.Buffer
	for _, p := range []*progress{newProgress(file), newProgress(&buffer)} {
		p.show(control.Progress{Stage: "read", Done: 1, Total: 2})
		p.clear()
	}
	if info, err := file.Stat(); err != nil || info.Size() > 0 || buffer.Len() > 0 {
		t.Errorf("written: %v, %v, %q", info.Size(), err, buffer.String())
	}
}
