package exchange

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func annotated(t *testing.T, file string, report *Report, how AnnotateOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Annotate(t.Context(), strings.NewReader(file), Options{}, report, how, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRowsInErrorAreWrittenWithTheirReasonAndReadAgain(t *testing.T) {
	d := newDirectory(t)
	const file = "sep=,\nnom,prénom,email,Couleur,note\nMartin,Jean,jean@x.example,red,'=1\n" +
		"Durand,,nonsense,\"a, b\",=HYPERLINK(1)\n\nPetit,,lea@x.example,<vide>,<VIDE>\n"
	plan, err := Plan(t.Context(), d, strings.NewReader(file), Options{})
	if err != nil || plan.Errors != 2 {
		t.Fatalf("%v %+v", err, plan)
	}
	got := annotated(t, file, plan, AnnotateOptions{ErrorsOnly: true})
	want := "nom,prénom,email,Couleur,note,reason\n" +
		"Durand,,nonsense,\"a, b\",'=HYPERLINK(1),\"email \"\"nonsense\"\": not an e-mail address; it looks like name@example.com; prénom: missing\"\n" +
		"Petit,,lea@x.example,<vide>,<VIDE>,prénom: missing\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	corrected := strings.NewReplacer("Petit,,", "Petit,Léa,", "Durand,,nonsense", "Durand,Zoé,zoe@x.example").Replace(got)
	done := mustImport(t, d, corrected, Options{})
	if done.Added != 2 || len(done.UnknownColumns) != 1 {
		t.Error(reportText(done, nil))
	}
	if note := contactNamed(t, d, "Zoé Durand").Note; note != "=HYPERLINK(1)" {
		t.Errorf("the note is %q", note)
	}
	if again := annotated(t, corrected, done, AnnotateOptions{ErrorsOnly: true}); strings.Count(again, "\n") != 1 || strings.Count(again, "reason") != 1 {
		t.Errorf("nothing is in error, and one column says so: %q", again)
	}
}

func TestAPlanIsWrittenBesideItsFile(t *testing.T) {
	d := newDirectory(t)
	mustImport(t, d, "external_ref;last_name;first_name\n1;Martin;Jean\n2;Durand;Zoé\n", Options{})
	const file = "external_ref;title;action\n1;Chef;\n2;;\n3;;skip\n;;delete\n"
	plan, err := Plan(t.Context(), d, strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "\uFEFFexternal_ref;title;action;plan_line;plan_action;plan_changes;reason\n" +
		"1;Chef;;2;update;\"title \"\"\"\" → \"\"Chef\"\"\";\n" +
		"2;;;3;;;\n" +
		"3;;skip;4;;;\n" +
		";;delete;5;error;;\"action \"\"delete\"\": no contact is found for this row; give the id\"\n"
	if diff := cmp.Diff(want, annotated(t, file, plan, AnnotateOptions{ByteOrderMark: true})); diff != "" {
		t.Error(diff)
	}
}

func TestAnAnnotationThatCanNotBeWrittenSaysSo(t *testing.T) {
	const file = "last_name\nMartin\n"
	for _, how := range []AnnotateOptions{{}, {ByteOrderMark: true}} {
		err := Annotate(t.Context(), strings.NewReader(file), Options{}, &Report{}, how, failingWriter{})
		if err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%v", err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Annotate(ctx, strings.NewReader(file), Options{}, &Report{}, AnnotateOptions{}, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := Annotate(t.Context(), strings.NewReader(""), Options{}, &Report{}, AnnotateOptions{}, &bytes.Buffer{}); err == nil {
		t.Error("a file that can not be read is written")
	}
}
