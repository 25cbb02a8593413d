package mail

import (
	"embed"
	"fmt"
	"strings"
	"text/template"
	"time"
	"unicode"

	"golang.org/x/text/language"
)

// templateFiles are the messages: NAME.LANGUAGE.txt, the subject in the first line, then an empty one, then the text.
//
//go:embed templates
var templateFiles embed.FS

func parseTemplates() (*template.Template, error) {
	t, err := template.New("mail").Option("missingkey=error").ParseFS(templateFiles, "templates/*.txt")
	if err != nil {
		return nil, fmt.Errorf("read the messages: %w", err)
	}
	return t, nil
}

// facts are what a message says beside its words.
type facts struct {
	Name, Directory string
	URL, Login, PIN string
	Expires         string // expires as the reader writes it

	expires time.Time
}

// filled is a message ready to be sent.
type filled struct{ language, subject, body string }

// fill fills the message of that name in a language. The error does not repeat what it says.
func (m *Mailer) fill(name, lang string, to Recipient, f facts) (filled, error) {
	f.Name, f.Directory = oneLine(to.Name), oneLine(m.options.Directory())
	f.URL, f.Login, f.PIN = oneLine(f.URL), oneLine(f.Login), oneLine(f.PIN)
	f.Expires = formatTime(f.expires.In(m.options.Location), lang)
	var text strings.Builder
	if err := m.templates.ExecuteTemplate(&text, name+"."+lang+".txt", f); err != nil {
		return filled{}, fmt.Errorf("write the message %s.%s", name, lang)
	}
	subject, body, _ := strings.Cut(text.String(), "\n\n")
	return filled{language: lang, subject: subject, body: body}, nil
}

// formatTime writes a time as readers of a language do.
func formatTime(t time.Time, lang string) string {
	if lang == "fr" {
		return t.Format("02/01/2006 à 15:04 (MST)")
	}
	return t.Format("2 January 2006 at 15:04 (MST)")
}

// languageOf gives the first of the wanted languages (BCP 47) in which there are messages: "fr" or "en"; English where there is none.
func languageOf(wanted ...string) string {
	for _, tag := range wanted {
		parsed, err := language.Parse(tag)
		if err != nil {
			continue
		}
		if base, _ := parsed.Base(); base.String() == "fr" || base.String() == "en" {
			return base.String()
		}
	}
	return "en"
}

// oneLine makes one line without control characters of s, so that no name can begin another line of a message or of its header.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}
