package web

import (
	"go/ast"
	"go/constant"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"golang.org/x/tools/go/packages"
)

// saidBy gives every text that the pages say, with where: in Go what has the type words, in templates what t is called with.
func saidBy(t *testing.T) map[string]string {
	t.Helper()
	said := map[string]string{}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
	}, ".")
	if err != nil || len(loaded) != 1 || len(loaded[0].Errors) > 0 {
		t.Fatal(err, loaded)
	}
	for expression, is := range loaded[0].TypesInfo.Types {
		if _, literal := expression.(*ast.BasicLit); literal && is.Value != nil && strings.HasSuffix(is.Type.String(), "/web.words") {
			said[constant.StringVal(is.Value)] = loaded[0].Fset.Position(expression.Pos()).String()
		}
	}
	sheets, err := newSite(t).web.sheets["fr"]()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range sheets.Templates() {
		if one.Tree != nil {
			walk(one.Tree.Root, func(text string) { said[text] = one.Tree.ParseName })
		}
	}
	delete(said, "")
	return said
}

// walk calls found with every literal that t is called with.
func walk(node parse.Node, found func(string)) {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, one := range n.Nodes {
			walk(one, found)
		}
	case *parse.ActionNode:
		walk(n.Pipe, found)
	case *parse.TemplateNode:
		walk(n.Pipe, found)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, found)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, found)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, found)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, command := range n.Cmds {
			walk(command, found)
		}
	case *parse.CommandNode:
		if name, is := n.Args[0].(*parse.IdentifierNode); is && name.Ident == "t" {
			if text, is := n.Args[1].(*parse.StringNode); is {
				found(text.Text)
			}
		}
		for _, arg := range n.Args {
			walk(arg, found)
		}
	}
}

func walkBranch(n *parse.BranchNode, found func(string)) {
	walk(n.Pipe, found)
	walk(n.List, found)
	walk(n.ElseList, found)
}

func TestEveryTextIsTranslatedAndEveryTranslationIsUsed(t *testing.T) {
	texts, err := readTexts(textFiles)
	if err != nil {
		t.Fatal(err)
	}
	said := saidBy(t)
	for text, where := range said {
		if _, translated := texts[text]; !translated {
			t.Errorf("%s: %q has no French", where, text)
		}
	}
	for text := range texts {
		if _, used := said[text]; !used {
			t.Errorf("%q is translated, and said nowhere", text)
		}
	}
}

func TestFrenchTextsAreWrittenSoThatTheyCanBeSet(t *testing.T) {
	texts, err := readTexts(textFiles)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []struct{ name, wrong string }{
		{"a plain space stands before ; : ! ?", `[^ ][;:!?»]( |$)`},
		{"quotation marks are « and », with a space inside", `["“”]|«[^ ]|[^ ]»`},
		{"spaces and apostrophes are plain ones", "[\u00a0\u202f’]"},
		{"capitals have their accents", `\b(A |Ecole|Equipement|Etat|Editer|Evénement|Ecran|Echec)`},
		{"no space begins or ends it, and none is double", `^ [^:]| {2}|[^:] $`},
	} {
		wrong := regexp.MustCompile(rule.wrong)
		for key, text := range texts {
			for _, french := range []string{text.French, text.One[1], text.Other[1]} {
				if wrong.MatchString(french) {
					t.Errorf("%q: %q: %s", key, french, rule.name)
				}
			}
		}
	}
	verbs := regexp.MustCompile(`%[a-z]`)
	for key, text := range texts {
		for _, french := range []string{text.French, text.Other[1]} {
			if french != "" && strings.Join(verbs.FindAllString(french, -1), "") != strings.Join(verbs.FindAllString(key, -1), "") {
				t.Errorf("%q: %q says something else", key, french)
			}
		}
	}
}

// TestCountsHavePluralForms: "1 empty folders" is no English, "0 dossiers" no French. What names something by its number, is a unit, or stands for a limit that is never 1,
// has one form.
func TestCountsHavePluralForms(t *testing.T) {
	oneForm := regexp.MustCompile(`(?i)^(line|number|apply line) %d|^%d (to|and) %d$|line %d |line %d:|line %d$|than %d |at most %d |with that many|Type %d |matches %d |%d KB`)
	counted := regexp.MustCompile(`%d \pL`)
	texts, err := readTexts(textFiles)
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range texts {
		if text.French != "" && (counted.MatchString(key) || counted.MatchString(text.French)) && !oneForm.MatchString(key) {
			t.Errorf("%q has one form for every number: give it one and other", key)
		}
		for _, said := range []string{key, text.French, text.One[0], text.One[1], text.Other[0], text.Other[1]} {
			if strings.Contains(said, "(s)") {
				t.Errorf("%q counts with (s)", said)
			}
		}
	}
	l, err := loadLanguages()
	if err != nil {
		t.Fatal(err)
	}
	for count, want := range []struct{ en, fr string }{{"0 empty folders", "0 dossier vide"}, {"1 empty folder", "1 dossier vide"}, {"2 empty folders", "2 dossiers vides"}} {
		if en, fr := l.printers["en"].Sprintf("%d empty folders", count), l.printers["fr"].Sprintf("%d empty folders", count); en != want.en || fr != want.fr {
			t.Errorf("%q, %q", en, fr)
		}
	}
}

func TestFrenchIsSet(t *testing.T) {
	for written, set := range map[string]string{
		"L'annuaire":              "L’annuaire",
		"Quitter ?":               "Quitter\u202f?",
		"Le modèle « %s » : fait": "Le modèle «\u202f%s\u202f»\u202f: fait",
		"un :deux...":             "un\u202f:deux…",
		"%d %% de %d":             "%d\u202f%% de %d",
	} {
		if got := typeset(written); got != set {
			t.Errorf("%q: %q instead of %q", written, got, set)
		}
	}
}

func TestEveryIconIsThereAndUsed(t *testing.T) {
	used := map[string]bool{}
	drawn := regexp.MustCompile(`\{\{icon "([a-z0-9-]+)"\}\}`)
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := templateFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range drawn.FindAllStringSubmatch(string(raw), -1) {
			used[match[1]] = true
		}
	}
	for _, e := range entries() {
		used[e.Icon] = true
	}
	for _, one := range slices.Concat(telephoneTypes(), telephoneStates(), lineSorts(), heldSorts(), loginStates()) {
		used[one.Icon] = true
	}
	for _, f := range features() {
		used[f.Icon] = true
	}
	for name := range used {
		if _, err := staticFiles.Open("static/icons/" + name + ".svg"); err != nil {
			t.Error(err)
		}
	}
	files, err := fs.Glob(staticFiles, "static/icons/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(strings.TrimPrefix(file, "static/icons/"), ".svg"); !used[name] {
			t.Errorf("the icon %s is used nowhere", name)
		}
	}
}
