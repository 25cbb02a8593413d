package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

//go:embed static
var staticFiles embed.FS

// assetsPath is where the assets lie.
const assetsPath = "/assets/"

// assets are the files that pages load. Their addresses have a hash of their content: a browser keeps them for ever, and asks for
// another address when there is another content.
type assets struct {
	addresses map[string]string // "app.css" → "/assets/app.1f3870be27.css"
	contents  map[string][]byte // by address
}

// loadAssets makes one style sheet, one script and one sheet of icons of the files in static; htmx stays as it came.
func loadAssets() (*assets, error) {
	a := &assets{addresses: map[string]string{}, contents: map[string][]byte{}}
	css, err := joined("static/css/*.css")
	if err != nil {
		return nil, err
	}
	js, err := joined("static/js/*.js")
	if err != nil {
		return nil, err
	}
	icons, err := sprite()
	if err != nil {
		return nil, err
	}
	htmx, err := staticFiles.ReadFile("static/htmx.js")
	if err != nil {
		return nil, err
	}
	favicon, err := staticFiles.ReadFile("static/favicon.svg")
	if err != nil {
		return nil, err
	}
	for name, content := range map[string][]byte{"app.css": css, "app.js": js, "icons.svg": icons, "htmx.js": htmx, "favicon.svg": favicon} {
		a.add(name, content)
	}
	return a, nil
}

func (a *assets) add(name string, content []byte) {
	hash := sha256.Sum256(content)
	extension := path.Ext(name)
	address := assetsPath + strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(hash[:5]) + extension
	a.addresses[name], a.contents[address] = address, content
}

// joined gives the files that match, one after the other, in the order of their names.
func joined(pattern string) ([]byte, error) {
	names, err := fs.Glob(staticFiles, pattern)
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, name := range names {
		content, err := staticFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(append(all, content...), '\n')
	}
	return all, nil
}

// sprite makes one file of the icons, each a symbol by its file's name. They are Lucide's, as they came; what they share is in the style sheet.
func sprite() ([]byte, error) {
	names, err := fs.Glob(staticFiles, "static/icons/*.svg")
	if err != nil {
		return nil, err
	}
	drawing := regexp.MustCompile(`(?s)<svg[^>]*>(.*)</svg>`)
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, name := range names {
		content, err := staticFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		drawn := drawing.FindSubmatch(content)
		if drawn == nil {
			return nil, fmt.Errorf("%s is no icon", name)
		}
		fmt.Fprintf(&b, `<symbol id="%s" viewBox="0 0 24 24">%s</symbol>`, strings.TrimSuffix(path.Base(name), ".svg"), drawn[1])
	}
	b.WriteString(`</svg>`)
	return []byte(b.String()), nil
}

// ServeHTTP answers with an asset, to be kept for a year.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, found := a.contents[r.URL.Path]
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(content) // a browser that has gone needs no answer
}
