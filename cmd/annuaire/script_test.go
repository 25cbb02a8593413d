package main

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts drives the program as its users do: each script of testdata/script is a session in an empty folder.
func TestScripts(t *testing.T) {
	for _, tool := range []string{"ldapsearch", "ldappasswd", "curl", "openssl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: install what make test does", tool)
		}
	}
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", env.Getenv("PATH")+":/usr/sbin:/sbin") // slapadd
			env.Setenv("DOCS", docs)
			env.Values[runningServer{}] = new(scriptServer)
			env.Values[runningMailServer{}] = new(mailServer)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve":  cmdServe,
			"reload": cmdReload,
			"stop":   cmdStop,
			"kill":   cmdKill,
			"search": cmdSearch,
			"keep":   cmdKeep,
			"wrote":  cmdWrote,

			"mailserver": cmdMailServer,
			"mails":      cmdMails,
			"lastmail":   cmdLastMail,

			"call": cmdCall,
			"take": cmdTake,
		},
		RequireUniqueNames: true,
	})
}

type runningServer struct{}

// scriptServer is the server of one script, nil where none runs.
type scriptServer struct{ *process }

// cmdServe is "serve ARGS…": annuaire serve in the background, ready. Its first address is $LDAP, the first with TLS $LDAPS,
// the last of all $LAST.
func cmdServe(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("to see serve fail, use: ! exec annuaire serve")
	}
	p, err := startServer("annuaire", ts.Getenv("WORK"), scriptEnv(ts), append([]string{"serve"}, args...)...)
	ts.Check(err)
	ts.Defer(func() {
		_ = p.kill() // a script that stops it itself has seen how it ends
		ts.Logf("the server wrote:\n%s", p.written())
	})
	ts.Value(runningServer{}).(*scriptServer).process = p
	for _, uri := range p.uris {
		ts.Setenv("LAST", uri)
		if name := map[bool]string{true: "LDAPS", false: "LDAP"}[strings.HasPrefix(uri, "ldaps:")]; ts.Getenv(name) == "" {
			ts.Setenv(name, uri)
		}
	}
}

func scriptEnv(ts *testscript.TestScript) []string {
	env := os.Environ()
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "WORK"} {
		env = append(env, name+"="+ts.Getenv(name))
	}
	return env
}

func serverOf(ts *testscript.TestScript) *scriptServer {
	s := ts.Value(runningServer{}).(*scriptServer)
	if s.process == nil {
		ts.Fatalf("no server runs")
	}
	return s
}

// cmdReload is "reload TEXT": SIGHUP, until the server writes TEXT.
func cmdReload(ts *testscript.TestScript, _ bool, args []string) {
	s := serverOf(ts)
	ts.Check(s.signal(syscall.SIGHUP))
	_, err := s.waitLine(strings.Join(args, " "))
	ts.Check(err)
}

// cmdStop is "stop": SIGTERM, until the server has ended well. All that it has written becomes the standard output of the last command.
func cmdStop(ts *testscript.TestScript, _ bool, _ []string) {
	s := serverOf(ts)
	ts.Check(s.signal(syscall.SIGTERM))
	ts.Check(s.wait())
	_, err := ts.Stdout().Write([]byte(s.written()))
	ts.Check(err)
	forget(ts, s)
}

// cmdKill is "kill": SIGKILL.
func cmdKill(ts *testscript.TestScript, _ bool, _ []string) {
	s := serverOf(ts)
	ts.Check(s.kill())
	forget(ts, s)
}

func forget(ts *testscript.TestScript, s *scriptServer) {
	s.process = nil
	ts.Setenv("LDAP", "")
	ts.Setenv("LDAPS", "")
}

// cmdSearch is "search ARGS…": ldapsearch on $LDAP, with values that are not ASCII written as they are.
func cmdSearch(ts *testscript.TestScript, neg bool, args []string) {
	cmd := exec.Command("ldapsearch", append([]string{"-x", "-LLL", "-o", "ldif-wrap=no", "-H", ts.Getenv("LDAP")}, args...)...)
	cmd.Stderr = ts.Stderr()
	out, err := cmd.Output()
	for line := range strings.Lines(string(out)) {
		name, encoded, found := strings.Cut(line, ":: ")
		if value, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded)); found && err == nil {
			line = name + ": " + string(value) + "\n"
		}
		_, err := ts.Stdout().Write([]byte(line))
		ts.Check(err)
	}
	if (err != nil) != neg {
		ts.Fatalf("ldapsearch: %v\n%s", err, cmd.Stderr)
	}
}

// cmdKeep is "keep NAME": what the last command wrote to standard output, less white space around it, becomes $NAME.
func cmdKeep(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

// cmdWrote is "wrote": what the server has written so far becomes the standard output of the last command.
func cmdWrote(ts *testscript.TestScript, _ bool, _ []string) {
	_, err := ts.Stdout().Write([]byte(serverOf(ts).written()))
	ts.Check(err)
}
