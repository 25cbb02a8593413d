package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdCall is "call METHOD PATH [BODY]": curl on the API of the server that runs, as $WHO, whose cookies are kept in a file of that name. What the API
// answers, status first, is the standard output, laid out for readers. $NAME and ${NAME} in the body are replaced; a body that begins with @ names a file of CSV.
func cmdCall(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: call METHOD PATH [BODY]; hold what is answered against what should be with stdout")
	}
	jar := ts.MkAbs("cookies-of-" + ts.Getenv("WHO"))
	curl := []string{"-sSi", "-b", jar, "-c", jar, "-X", args[0], ts.Getenv("LAST") + "/api/v1" + args[1]}
	if len(args) == 3 {
		body := os.Expand(args[2], ts.Getenv)
		if strings.HasPrefix(body, "@") {
			curl = append(curl, "-H", "Content-Type: text/csv", "--data-binary", "@"+ts.MkAbs(body[1:]))
		} else {
			curl = append(curl, "--json", body)
		}
	}
	cmd := exec.Command("curl", curl...)
	cmd.Stderr = ts.Stderr()
	answer, err := cmd.Output()
	ts.Check(err)
	_, err = fmt.Fprint(ts.Stdout(), layOut(string(answer)))
	ts.Check(err)
}

// cmdTake is "take NAME FIELD": a field of what was last answered becomes $NAME; mailboxes.0.id is the id of the first of the mailboxes.
func cmdTake(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: take NAME FIELD")
	}
	_, body, _ := strings.Cut(ts.ReadFile("stdout"), "\n\n")
	var answer any
	ts.Check(json.Unmarshal([]byte(body), &answer))
	for name := range strings.SplitSeq(args[1], ".") {
		switch of := answer.(type) {
		case map[string]any:
			answer = of[name]
		case []any:
			if i, err := strconv.Atoi(name); err == nil && i < len(of) {
				answer = of[i]
				continue
			}
			answer = nil
		default:
			answer = nil
		}
	}
	if answer == nil {
		ts.Fatalf("no %s in\n%s", args[1], body)
	}
	ts.Setenv(args[0], fmt.Sprint(answer))
}

// cmdLastMail is "lastmail": the last message that the mail server has accepted, as its reader sees it, becomes the standard output of the last command.
func cmdLastMail(ts *testscript.TestScript, _ bool, _ []string) {
	mail, err := ts.Value(runningMailServer{}).(*mailServer).last()
	ts.Check(err)
	_, err = fmt.Fprint(ts.Stdout(), mail)
	ts.Check(err)
}
