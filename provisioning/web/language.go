package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

//go:embed texts/*.toml
var textFiles embed.FS

// words are a text of the pages, in English: readers get it in their language. It may have the verbs of fmt.
type words string

// languages are those that the pages speak.
type languages struct {
	matcher  language.Matcher
	printers map[string]*message.Printer // by language: fr, en
}

// languageCookie remembers the language that a visitor has chosen.
const languageCookie = "annuaire-language"

// spoken are the languages of the texts; who asks for none of them gets the first.
func spoken() []language.Tag { return []language.Tag{language.French, language.English} }

// loadLanguages reads the texts. A text that is given twice is an error.
func loadLanguages() (*languages, error) {
	texts, err := readTexts(textFiles)
	if err != nil {
		return nil, err
	}
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for key, t := range texts {
		if err := t.put(b, key); err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
	}
	l := &languages{matcher: language.NewMatcher(spoken()), printers: map[string]*message.Printer{}}
	for _, tag := range spoken() {
		l.printers[tag.String()] = message.NewPrinter(tag, message.Catalog(b))
	}
	return l, nil
}

// text is one of the texts in French and, where English depends on a number too, in both languages. One and Other are {English, French}.
type text struct {
	French     string
	One, Other [2]string
}

// put adds a text to the catalogue, with what the French set between words.
func (t text) put(b *catalog.Builder, key string) error {
	if t.French != "" {
		return b.SetString(language.French, key, typeset(t.French))
	}
	for i, tag := range []language.Tag{language.English, language.French} {
		one, other := t.One[i], t.Other[i]
		if tag == language.French {
			one, other = typeset(one), typeset(other)
		}
		if err := b.Set(tag, key, plural.Selectf(1, "%d", plural.One, one, plural.Other, other)); err != nil {
			return err
		}
	}
	return nil
}

// readTexts reads all texts, by their English.
func readTexts(files fs.FS) (map[string]text, error) {
	names, err := fs.Glob(files, "texts/*.toml")
	if err != nil {
		return nil, err
	}
	texts := map[string]text{}
	for _, name := range names {
		var inFile map[string]any
		if _, err := toml.DecodeFS(files, name, &inFile); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, value := range inFile {
			if _, twice := texts[key]; twice {
				return nil, fmt.Errorf("%s: %q stands in another file too: put what several pages say into shared.toml", name, key)
			}
			t, err := textOf(value)
			if err != nil {
				return nil, fmt.Errorf("%s: %q: %w", name, key, err)
			}
			texts[key] = t
		}
	}
	return texts, nil
}

// textOf reads the French of a text, or {one = [English, French], other = [English, French]} of one that counts.
func textOf(value any) (text, error) {
	var t text
	switch value := value.(type) {
	case string:
		t.French = value
		return t, nil
	case map[string]any:
		for form, into := range map[string]*[2]string{"one": &t.One, "other": &t.Other} {
			pair, _ := value[form].([]any)
			if len(pair) != 2 {
				return t, fmt.Errorf("%s must be [English, French]", form)
			}
			for i := range pair {
				into[i], _ = pair[i].(string)
			}
		}
		return t, nil
	}
	return t, fmt.Errorf("must be the French, or one and other")
}

// asked is the language that a browser asks for: the one that was chosen there, else what it prefers, else usual.
func (l *languages) asked(r *http.Request, usual string) string {
	if cookie, err := r.Cookie(languageCookie); err == nil {
		if chosen := l.nearest(cookie.Value); chosen != "" {
			return chosen
		}
	}
	if preferred := l.nearest(r.Header.Get("Accept-Language")); preferred != "" {
		return preferred
	}
	return usual
}

// nearest is the language of ours that fits what somebody speaks, in order of preference as in Accept-Language; "" where none does.
func (l *languages) nearest(preferred string) string {
	tags, _, err := language.ParseAcceptLanguage(preferred)
	if err != nil || len(tags) == 0 {
		return ""
	}
	_, i, confidence := l.matcher.Match(tags...)
	if confidence == language.No {
		return ""
	}
	return spoken()[i].String()
}

// say is a text in the visitor's language.
func (v *visit) say(key words, args ...any) string { return v.printer.Sprintf(string(key), args...) }
