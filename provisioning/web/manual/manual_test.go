package manual

import (
	"strings"
	"testing"
	"testing/fstest"
)

func linkTo(language, heading string) string { return language + ": " + heading }

func TestDocumentsBecomePages(t *testing.T) {
	m, err := Load(fstest.MapFS{
		"help/fr/users.md":   {Data: []byte("# Utilisateurs\n\nVoir [l'import](imports.md) et [les opérations](../../operations.md#tls), ou [la liste](/users).\n\n## Ajouter un numéro\n\n## Ajouter un numéro\n")},
		"help/fr/imports.md": {Data: []byte("# Imports\n")},
		"operations.md":      {Data: []byte("# Operations\n\n## TLS\n\n| a | b |\n|---|---|\n| 1 | `<x>` |\n\n    annuaire serve\n")},
		"phones/README.md":   {Data: []byte("# Phones\n\n[up](../operations.md)\n")},
		"annuaire.schema":    {Data: []byte("no document")},
	}, map[string]func(string) string{"fr": func(text string) string { return strings.ReplaceAll(text, "'", "’") }}, linkTo)
	if err != nil {
		t.Fatal(err)
	}
	help, found := m.Topic("fr", "users")
	if !found || help.Title != "Utilisateurs" || help.Language != "fr" || len(help.Headings) != 2 || help.Headings[0] != (Heading{"ajouter-un-numéro", "Ajouter un numéro"}) {
		t.Errorf("%+v", help)
	}
	for _, link := range []string{`href="/help/imports">l’import`, `href="/help/docs/operations#tls"`, `href="/users"`, `id="ajouter-un-num%C3%A9ro-1"`} {
		if !strings.Contains(string(help.Body), strings.ReplaceAll(link, "%C3%A9", "é")) {
			t.Errorf("%s is not in %s", link, help.Body)
		}
	}
	operations, _ := m.Document("operations")
	for _, part := range []string{`<div class="scroll" tabindex="0"><table>`, "&lt;x&gt;", `<pre tabindex="0"><code>annuaire serve`, `<h2 id="tls">`} {
		if !strings.Contains(string(operations.Body), part) {
			t.Errorf("%s is not in %s", part, operations.Body)
		}
	}
	if phones, found := m.Document("phones"); !found || !strings.Contains(string(phones.Body), `href="/help/docs/operations"`) || phones.Language != "en" {
		t.Errorf("%+v", phones)
	}
}

func TestNothingOfADocumentIsRun(t *testing.T) {
	m, err := Load(fstest.MapFS{"a.md": {Data: []byte("# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n`<table>` and <table><tr>\n")}}, nil, linkTo)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := m.Document("a")
	for _, foreign := range []string{"<script", "javascript:", "<img", "<table"} {
		if strings.Contains(string(page.Body), foreign) {
			t.Errorf("%s is in %s", foreign, page.Body)
		}
	}
}

func TestALinkToNowhereIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"a document that is not there": "# A\n\n[b](b.md)\n",
		"a file that is no document":   "# A\n\n[b](c.txt)\n",
		"no title":                     "text\n",
	} {
		if _, err := Load(fstest.MapFS{"a.md": {Data: []byte(text)}, "c.txt": {}}, nil, linkTo); err == nil {
			t.Errorf("%s: is taken", name)
		}
	}
}

func TestHeadingsHaveLinksToThemselvesBesideThem(t *testing.T) {
	m, err := Load(fstest.MapFS{"a.md": {Data: []byte("# A\n\n## `serve` & \"more\"\n")}, "help/fr/b.md": {Data: []byte("# B\n\n### Numéros\n")}}, nil, linkTo)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := m.Document("a")
	b, _ := m.Topic("fr", "b")
	for part, body := range map[string]string{
		`</h2><a class="anchor" href="#serve--more" aria-label="en: serve &amp; &#34;more&#34;">#</a></div>`:                          string(a.Body),
		`<div class="anchored level-3"><h3 id="numéros">Numéros</h3><a class="anchor" href="#numéros" aria-label="fr: Numéros">#</a>`: string(b.Body),
	} {
		if !strings.Contains(body, part) {
			t.Errorf("%s is not in %s", part, body)
		}
	}
	if strings.Count(string(a.Body), `class="anchor"`) != 1 {
		t.Errorf("the title has a link too: %s", a.Body)
	}
}
