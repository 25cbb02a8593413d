package web

import (
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"annuaire/docs"
)

// routed are the addresses of pages that can be opened, as the routes have them.
func routed(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("routes*.go")
	if err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`"GET (/[^"]*)"`).FindAllStringSubmatch(string(raw), -1) {
			addresses = append(addresses, strings.TrimSuffix(found[1], "{$}"))
		}
	}
	return addresses
}

// TestEveryPageHasItsHelp: a page that is added says in topics which help is its own.
func TestEveryPageHasItsHelp(t *testing.T) {
	for _, address := range routed(t) {
		if topicOf(address) == "" {
			t.Errorf("no page of help is for %s: see topics", address)
		}
	}
}

func TestHelpIsThereInEveryLanguage(t *testing.T) {
	s := newSite(t)
	var known []string
	for _, topic := range topics() {
		known = append(known, topic.Name+".md")
	}
	slices.Sort(known)
	for _, language := range []string{"fr", "en"} {
		entries, err := fs.ReadDir(docs.Files, "help/"+language)
		if err != nil {
			t.Fatal(err)
		}
		var there []string
		for _, entry := range entries {
			there = append(there, entry.Name())
		}
		if !slices.Equal(there, known) {
			t.Errorf("in %s there are %v, and topics are %v", language, there, known)
		}
		b := s.browser()
		b.header.Set("Accept-Language", language)
		for _, topic := range topics() {
			b.get("/help/"+topic.Name).want(200, `<article lang="`+language+`"`)
		}
	}
}

// TestEveryLinkOfTheManualLeadsSomewhere: to a page of the program, to another document, or to a heading that is there.
func TestEveryLinkOfTheManualLeadsSomewhere(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	var pages []string
	err := fs.WalkDir(docs.Files, ".", func(file string, entry fs.DirEntry, err error) error {
		if name, is := strings.CutSuffix(file, ".md"); is && err == nil {
			if strings.HasPrefix(name, "help/") {
				name = path.Base(name)
			} else {
				name = "docs/" + strings.TrimSuffix(name, "/README")
			}
			pages = append(pages, "/help/"+name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	linked := regexp.MustCompile(`<a href="([^"]*)"`)
	for _, language := range []string{"fr", "en"} {
		b.header.Set("Accept-Language", language)
		for _, page := range pages {
			body := b.get(page).want(200).body
			for _, found := range linked.FindAllStringSubmatch(between(t, body, "<article", "</article>"), -1) {
				address, anchor, _ := strings.Cut(html.UnescapeString(found[1]), "#")
				if strings.Contains(address, "://") {
					continue
				}
				target := body
				if address != "" {
					target = b.get(address).want(200).body
				}
				if anchor != "" && !strings.Contains(target, `id="`+anchor+`"`) {
					t.Errorf("%s in %s: there is no heading %q at %q", page, language, anchor, address)
				}
			}
		}
	}
}

// TestHelpCallsThingsAsThePagesDo: what is bold in the help is a text of the pages.
func TestHelpCallsThingsAsThePagesDo(t *testing.T) {
	texts, err := readTexts(textFiles)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]bool{"fr": {}, "en": {}}
	for english, text := range texts {
		said["en"][strings.TrimSuffix(english, "?")], said["fr"][strings.TrimSuffix(text.French, " ?")] = true, true
	}
	for _, language := range []string{"fr", "en"} {
		for _, topic := range topics() {
			raw, err := fs.ReadFile(docs.Files, "help/"+language+"/"+topic.Name+".md")
			if err != nil {
				t.Fatal(err)
			}
			for _, bold := range regexp.MustCompile(`\*\*([^*]+)\*\*`).FindAllStringSubmatch(string(raw), -1) {
				if !said[language][bold[1]] {
					t.Errorf("%s/%s.md calls something %q, which no page does", language, topic.Name, bold[1])
				}
			}
		}
	}
}

func TestTheQuestionMarkOpensTheHelpOfItsPage(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	for address, help := range map[string]string{
		"/": "/help/home", "/users/new": "/help/users", "/journal?limit=1": "/help/activity", "/help/users": "/help", "/nowhere": "/help",
	} {
		if got := between(t, b.get(address).body, `<a class="button plain" href="/help`, `"`); "/help"+got != help {
			t.Errorf("on %s it opens /help%s", address, got)
		}
	}
	s.browser().get("/sign-in").want(200, `href="/help/account"`)
	b.get("/help/nothing").want(404)
	b.header.Set("Accept-Language", "fr")
	b.get("/help/docs/operations").want(200, "en anglais", `<article lang="en"`, `<h2 id="backup-and-restore">`)
	b.get("/help").want(200, ">Utilisateurs</a>", `href="/help/docs/phones"`)
	b.get("/keys").want(200, "<kbd>/</kbd>", "Aller à la recherche")
}
