package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain installs this test binary as the command annuaire, so that tests and scripts run the real program as a process
// of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"annuaire": main})
}

// buildProgram builds the program as people have it, for tests that start it often or long: "annuaire" is this test binary, which
// under the race detector takes a quarter of a second to start, and ten times as long for everything.
func buildProgram(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "annuaire")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// patienceOfTests bounds every wait for a process: longer than any machine needs, and only failures take it.
const patienceOfTests = 2 * time.Minute

// process is a running server.
type process struct {
	cmd   *exec.Cmd
	uris  []string // from its ready line
	lines chan string

	mu  sync.Mutex
	log strings.Builder // everything it has written

	reading sync.WaitGroup
	ended   chan struct{}
	err     error // of its end, once ended is closed
}

// startServer runs the program with args in folder and waits until it is ready.
func startServer(program, folder string, env []string, args ...string) (*process, error) {
	p := &process{cmd: exec.Command(program, args...), lines: make(chan string, 1000), ended: make(chan struct{})}
	p.cmd.Dir, p.cmd.Env = folder, env
	for _, pipe := range []func() (io.ReadCloser, error){p.cmd.StdoutPipe, p.cmd.StderrPipe} {
		r, err := pipe()
		if err != nil {
			return nil, err
		}
		p.reading.Go(func() { p.read(r) })
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.reading.Wait()
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	ready, err := p.waitLine("ready ")
	if err != nil {
		return nil, errors.Join(err, p.kill())
	}
	p.uris = strings.Fields(strings.TrimPrefix(ready, "ready "))
	return p, nil
}

func (p *process) read(r io.Reader) {
	for scanner := bufio.NewScanner(r); scanner.Scan(); {
		p.mu.Lock()
		p.log.WriteString(scanner.Text() + "\n")
		p.mu.Unlock()
		select {
		case p.lines <- scanner.Text():
		default: // nobody waits for so many
		}
	}
}

// written is everything that the process has written so far, for a test that fails.
func (p *process) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// waitLine waits until the process writes a line that has text in it.
func (p *process) waitLine(text string) (string, error) {
	timeout := time.After(patienceOfTests)
	for {
		select {
		case line := <-p.lines:
			if strings.Contains(line, text) {
				return line, nil
			}
		case <-p.ended:
			return "", fmt.Errorf("the server ended before it wrote %q: %v\n%s", text, p.err, p.written())
		case <-timeout:
			return "", fmt.Errorf("the server has not written %q in %v:\n%s", text, patienceOfTests, p.written())
		}
	}
}

// signal sends a signal; wait tells what came of it.
func (p *process) signal(s os.Signal) error { return p.cmd.Process.Signal(s) }

// wait waits for the process to end, and fails where its exit status is not 0.
func (p *process) wait() error {
	select {
	case <-p.ended:
	case <-time.After(patienceOfTests):
		return errors.Join(fmt.Errorf("the server does not end:\n%s", p.written()), p.kill())
	}
	if p.err != nil {
		return fmt.Errorf("the server ended with %w:\n%s", p.err, p.written())
	}
	return nil
}

// kill ends the process as a power cut would, and waits for it.
func (p *process) kill() error {
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-p.ended
	return nil
}
