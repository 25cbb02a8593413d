package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets the test binary be the servers that ldapbench starts from itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		main()
		return
	}
	os.Exit(m.Run())
}

func TestEveryServerIsMeasuredInEveryCase(t *testing.T) {
	t.Chdir("../..") // as make bench does
	var out, said bytes.Buffer
	if err := run(t.Context(), []string{"-contacts", "300", "-folders", "10", "-for", "30ms", "-clients", "4", "-idle", "20"}, &out, &said); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	tables := strings.Split(strings.TrimSpace(out.String()), "\n\n")[1:]
	if len(tables) != 16 {
		t.Fatalf("%d tables, want one for start and merge, and one for each of 15 cases", len(tables))
	}
	if stages := strings.Split(tables[0], "\n"); len(stages) != 4 || !strings.Contains(stages[1], " start ") || !strings.Contains(stages[2], " import of a fifth, and merge of everything ") || !strings.Contains(stages[3], " one by one, and merge of everything ") {
		t.Errorf("of start and merge there is\n%s", tables[0])
	}
	for _, table := range tables[1:] {
		for _, server := range []string{"annuaire", "slapd", "gldap", "echo"} {
			if !strings.Contains(table, "  "+server+" ") && !strings.Contains(table, "\n"+server+" ") && !strings.Contains(table, " "+server+" ") &&
				!(strings.Contains(table, "writes/s") && (server == "gldap" || server == "echo")) {
				t.Errorf("no %s in\n%s", server, table)
			}
		}
	}
}

func TestWhatIsAskedForIsChecked(t *testing.T) {
	for name, args := range map[string][]string{
		"contacts that are no number": {"-contacts", "many"},
		"no contacts":                 {"-contacts", "0"},
		"a pattern that is none":      {"-run", "("},
		"a word too many":             {"now"},
		"an option that is not there": {"-fast"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, said bytes.Buffer
			if err := run(t.Context(), args, &out, &said); err == nil {
				t.Errorf("no error; %s", out.String())
			}
		})
	}
}

func TestAServerThatEndsAtOnceIsToldWithWhatItSaid(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	_, err = start(t.Context(), t.TempDir(), sh, "-c", "echo no memory >&2; exit 3")
	if err == nil || !strings.Contains(err.Error(), "no memory") {
		t.Errorf("%v", err)
	}
}

func TestAProcessIsMeasured(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	// One that has counted for a while before it says that it is ready, and then waits for what nobody writes: its standard
	// input is empty, and who reads that ends before it is measured.
	p, err := start(t.Context(), t.TempDir(), sh, "-c",
		"mkfifo never; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo ready here; read never <never")
	if err != nil {
		t.Fatal(err)
	}
	if used, err := p.cpu(); err != nil || used <= 0 {
		t.Errorf("%v of processor time, %v", used, err)
	}
	if bytes, err := p.memory(); err != nil || bytes <= 0 {
		t.Errorf("%d bytes, %v", bytes, err)
	}
	if err := p.stop(); err != nil {
		t.Error(err)
	}
}
