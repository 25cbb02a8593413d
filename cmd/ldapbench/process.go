package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server that is measured.
type process struct {
	target
	name      string
	addresses []string // all that it said it listens on
	// write changes a contact, every time to something else; nil: nothing is changed in it.
	write  func(ctx context.Context) error
	cmd    *exec.Cmd
	killed context.CancelFunc
	said   bytes.Buffer // on its standard error, to be read once it has ended
}

// start runs a program that says "ready ADDRESS…" on its standard output once it can be asked; the first is for LDAP.
func start(ctx context.Context, folder, program string, args ...string) (*process, error) {
	p, out, err := launch(ctx, folder, program, args...)
	if err != nil {
		return nil, err
	}
	return p, p.ready(out)
}

// ready waits until the process says so; one that does not is ended.
func (p *process) ready(out io.Reader) error {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if said, ready := strings.CutPrefix(lines.Text(), "ready "); ready {
			p.addresses = strings.Fields(said)
			p.address = strings.TrimPrefix(p.addresses[0], "ldap://")
			go io.Copy(io.Discard, out) // ends with the process
			return nil
		}
	}
	return p.unready(lines.Err())
}

// unready ends a process that did not get ready, and tells what it said.
func (p *process) unready(cause error) error {
	err := p.stop()
	return fmt.Errorf("%s does not get ready: %w\n%s", p.cmd.Path, errors.Join(cause, err), p.said.Bytes())
}

// launch runs a program.
func launch(ctx context.Context, folder, program string, args ...string) (*process, io.Reader, error) {
	ctx, cancel := context.WithCancel(ctx)
	p := &process{cmd: exec.CommandContext(ctx, program, args...), killed: cancel}
	p.cmd.Dir, p.cmd.Stderr = folder, &p.said
	p.cmd.Cancel = func() error { return p.cmd.Process.Signal(syscall.SIGTERM) }
	p.cmd.WaitDelay = 10 * time.Second // gldap waits for its clients
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, nil, fmt.Errorf("start %s: %w", program, err)
	}
	return p, out, nil
}

// settle waits until the process has had nothing to do for a second: what it makes ready in the background is not the cost of an answer.
func (p *process) settle(ctx context.Context) error {
	const pause = time.Second
	for until := time.Now().Add(patience); time.Now().Before(until); {
		before, err := p.cpu()
		if err != nil {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
		if after, err := p.cpu(); err != nil || after-before < 3*ticks {
			return err
		}
	}
	return fmt.Errorf("%s is still busy after %v", p.name, patience)
}

// stop ends the process and waits for its end.
func (p *process) stop() error {
	p.killed()
	err := p.cmd.Wait()
	if _, told := errors.AsType[*exec.ExitError](err); told || errors.Is(err, context.Canceled) || errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	return err
}

// ticks is how the kernel counts processor time: USER_HZ, 100 in every second on Linux.
const ticks = time.Second / 100

// cpu is the processor time that the process has taken so far, in user and kernel mode (proc_pid_stat(5), fields 14 and 15).
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	var total time.Duration
	for _, field := range fields[11:13] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("/proc/%d/stat: %w", p.cmd.Process.Pid, err)
		}
		total += time.Duration(n) * ticks
	}
	return total, nil
}

// memory is how many bytes the process holds that are no part of a mapped file (RssAnon).
func (p *process) memory() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			kilobytes, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, errors.New("the kernel does not tell RssAnon")
}
