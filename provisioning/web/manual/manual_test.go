package manual

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestDocumentsBecomePages(t *testing.T) {
	m, err := Load(fstest.MapFS{
		"help/fr/users.md":   {Data: []byte("# Utilisateurs\n\nVoir [l'import](imports.md) et [les opérations](../../operations.md#tls), ou [la liste](/users).\n\n## Ajouter un numéro\n\n## Ajouter un numéro\n")},
		"help/fr/imports.md": {Data: []byte("# Imports\n")},
		"operations.md":      {Data: []byte("# Operations\n\n## TLS\n\n| a | b |\n|---|---|\n| 1 | `<x>` |\n\n    annuaire serve\n")},
		"phones/README.md":   {Data: []byte("# Phones\n\n[up](../operations.md)\n")},
		"annuaire.schema":    {Data: []byte("no document")},
	}, map[string]func(string) string{"fr": func(text string) string { return strings.ReplaceAll(text, "'", "’") }})
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
	m, err := Load(fstest.MapFS{"a.md": {Data: []byte("# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n`<table>` and <table><tr>\n")}}, nil)
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
		if _, err := Load(fstest.MapFS{"a.md": {Data: []byte(text)}, "c.txt": {}}, nil); err == nil {
			t.Errorf("%s: is taken", name)
		}
	}
}
