package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"annuaire/directory"
)

// The encodings a file may be in, as Options and Report spell them.
const (
	encodingUTF8   = "utf-8"
	encodingUTF16  = "utf-16"
	encoding1252   = "windows-1252"
	encoding885915 = "iso-8859-15"
)

// decode gives the file's text in UTF-8 without a byte order mark, and the name of the encoding it was in: the forced one,
// or, where that is empty, the one it looks like. Errors are Invalid.
func decode(raw []byte, forced string) ([]byte, string, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return nil, "", fileError(directory.Invalid, "this is a workbook or an archive, not CSV: save it as \"CSV UTF-8\"")
	}
	name := strings.ToLower(forced)
	if name == "" {
		var err error
		if name, err = detectEncoding(raw); err != nil {
			return nil, "", err
		}
	}
	var enc encoding.Encoding
	switch name {
	case encodingUTF8:
		text := bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
		if at := firstInvalid(text); at >= 0 {
			return nil, "", fileError(directory.Invalid, "line %d is not UTF-8", lineAt(text, at))
		}
		return text, name, nil
	case encodingUTF16:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case encoding1252:
		enc = charmap.Windows1252
	case encoding885915:
		enc = charmap.ISO8859_15
	default:
		return nil, "", fileError(directory.Invalid, "encoding %q is not known: use utf-8, utf-16, windows-1252 or iso-8859-15", forced)
	}
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, "", fileError(directory.Invalid, "not %s: %v", name, err)
	}
	if at := bytes.Index(text, []byte("\uFFFD")); at >= 0 {
		return nil, "", fileError(directory.Invalid, "line %d is not %s", lineAt(text, at), name)
	}
	return text, name, nil
}

// detectEncoding tells what raw looks like. A file that is UTF-8 for the most part but not all through is an error rather
// than Windows-1252: read as that, every accent of it would come out wrong.
func detectEncoding(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return encodingUTF16, nil
	case utf8.Valid(raw):
		return encodingUTF8, nil
	}
	good, bad, firstBad := 0, 0, -1
	latin9, c1 := false, false
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		if _, size := utf8.DecodeRune(raw[i:]); size > 1 {
			good++
			i += size
			continue
		}
		bad++
		if firstBad < 0 {
			firstBad = i
		}
		c1 = c1 || raw[i] < 0xA0
		latin9 = latin9 || isLatin9Letter(raw, i)
		i++
	}
	switch {
	case good > bad || bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return "", fileError(directory.Invalid, "line %d is not UTF-8, as most of the file is", lineAt(raw, firstBad))
	case latin9 && !c1:
		return encoding885915, nil
	}
	return encoding1252, nil
}

// isLatin9Letter reports whether the byte at i is one of those that are a letter in ISO 8859-15 and a sign in
// Windows-1252, and stands beside a letter, as in "Bœuf".
func isLatin9Letter(raw []byte, i int) bool {
	if strings.IndexByte("\xA6\xA8\xB4\xB8\xBC\xBD\xBE", raw[i]) < 0 { // Š š Ž ž Œ œ Ÿ
		return false
	}
	letter := func(j int) bool {
		return j >= 0 && j < len(raw) && (raw[j]|0x20 >= 'a' && raw[j]|0x20 <= 'z' || raw[j] >= 0xC0)
	}
	return letter(i-1) || letter(i+1)
}

// firstInvalid is the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// lineAt is the number of the line, from 1, that the byte at offset is on.
func lineAt(text []byte, offset int) int { return 1 + bytes.Count(text[:offset], []byte("\n")) }

// fileError is an error of the file as a whole, not of one row.
func fileError(code directory.Code, format string, args ...any) error {
	return &directory.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}
