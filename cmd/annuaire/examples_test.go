package main

import (
	"bufio"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// update writes the answers of docs/api.md anew: go test ./cmd/annuaire -run Examples -update
var update = flag.Bool("update", false, "write the answers of docs/api.md anew")

// exampleConfig is that of the server which answers the examples; SMTP is a mail server of the test's own.
const exampleConfig = `[directory]
name = "Ateliers Vauban"

[http]
listen = "127.0.0.1:0"
url = "https://annuaire.example.com"

[ldap.anonymous]
networks = ["127.0.0.0/8"]

[mail]
smtp = "SMTP"
from = "Annuaire <annuaire@example.com>"
username = "annuaire"
password_file = "mail.password"

[licence]
included = 1
unit_price = "4.90"
`

// TestExamplesOfTheAPIAreAnsweredAsTheySay runs the examples of docs/api.md, one after the other, on the program itself: what comes back is what stands
// below each, but for ids, times, secrets and revisions.
func TestExamplesOfTheAPIAreAnsweredAsTheySay(t *testing.T) {
	const path = "../../docs/api.md"
	document, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	awaitNewDay()
	s := startExampleServer(t)
	said := newTranscript(string(document))
	said.bind(firstSecret(string(document)), firstSecret(s.written()))
	fences := fencesOf(string(document))
	var anew strings.Builder
	end, answer := 0, ""
	for i, f := range fences {
		anew.WriteString(string(document)[end:f.begin])
		end = f.end
		switch f.language {
		case "sh":
			answer = layOut(s.run(t, said.real(f.text)))
			anew.WriteString(f.String())
			if answer == "" || i+1 < len(fences) && fences[i+1].language != "sh" {
				continue
			}
			f = fence{language: "text"} // it has no answer yet
			if strings.HasPrefix(answer, "HTTP/") {
				f.language = "http"
			}
			anew.WriteString("\n\n")
		case "eml":
			answer = s.lastMail(t)
		}
		if difference := said.difference(f.text, answer); difference != "" && !*update {
			t.Errorf("%s\n%s, and not\n%s", difference, answer, f.text)
		}
		f.text = said.told(f.text, answer)
		anew.WriteString(f.String())
	}
	anew.WriteString(string(document)[end:])
	if *update {
		if err := os.WriteFile(path, []byte(anew.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// awaitNewDay waits for midnight if it comes within a minute: in its example a month has charges of one day.
func awaitNewDay() {
	now := time.Now().UTC()
	if midnight := now.Truncate(24 * time.Hour).Add(24 * time.Hour); midnight.Sub(now) < time.Minute {
		time.Sleep(midnight.Sub(now))
	}
}

// exampleServer is the program, with a folder in which commands are given.
type exampleServer struct {
	*process
	folder string
	env    []string
	mails  *mailServer
}

func startExampleServer(t *testing.T) *exampleServer {
	t.Helper()
	s := &exampleServer{folder: t.TempDir(), mails: new(mailServer)}
	at, stop, err := s.mails.listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	for name, text := range map[string]string{
		"config.toml": strings.Replace(exampleConfig, "SMTP", at, 1), "mail.password": "sesame\n",
		".curlrc": "silent\nshow-error\n", // no progress in what is compared
	} {
		if err := os.WriteFile(filepath.Join(s.folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s.process, err = startServer("annuaire", s.folder, os.Environ(), "serve", "--listen", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.kill(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("the server wrote:\n%s", s.written())
		}
	})
	s.env = append(os.Environ(), "HOME="+s.folder, "API="+s.uris[len(s.uris)-1]+"/api/v1", "LDAP="+s.uris[0])
	return s
}

// run gives what a shell command writes, of curl -N up to the first event.
func (s *exampleServer) run(t *testing.T, command string) string {
	t.Helper()
	cmd := exec.Command("sh", "-ec", command)
	cmd.Dir, cmd.Env = s.folder, s.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var written strings.Builder
	streams := strings.Contains(command, "curl -N ")
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadString('\n')
		written.WriteString(line)
		if streams && strings.HasPrefix(line, "data: ") {
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // it may have ended
		}
		if err != nil {
			break
		}
	}
	if err := cmd.Wait(); err != nil && !streams && !*update {
		t.Errorf("%s\n%v\n%s", command, err, complaints.String())
	}
	return written.String()
}

// lastMail is the last message that the mail server has accepted, as its reader sees it.
func (s *exampleServer) lastMail(t *testing.T) string {
	t.Helper()
	mail, err := s.mails.last()
	if err != nil && !*update {
		t.Fatal(err)
	}
	return mail
}
