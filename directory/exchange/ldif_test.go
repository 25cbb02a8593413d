package exchange

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLDIFRecords(t *testing.T) {
	long := strings.Repeat("0123456789", 9)
	tests := []struct {
		name, attribute, value, want string
	}{
		{"plain text stands as it is", "cn", "Jean Martin", "cn: Jean Martin\n"},
		{"an empty value", "description", "", "description:\n"},
		{"accents go in base64", "sn", "Hélène", "sn:: SMOpbMOobmU=\n"},
		{"a leading space", "cn", " x", "cn:: IHg=\n"},
		{"a leading colon", "cn", ":x", "cn:: Ong=\n"},
		{"a leading less-than", "cn", "<x", "cn:: PHg=\n"},
		{"a space at the end", "cn", "x ", "cn:: eCA=\n"},
		{"a line break", "description", "a\nb", "description:: YQpi\n"},
		{"a colon inside stands", "cn", "a:b<c", "cn: a:b<c\n"},
		{"a line of 76 is not folded", "cn", long[:72], "cn: " + long[:72] + "\n"},
		{"a line of 77 is", "cn", long[:73], "cn: " + long[:72] + "\n " + long[72:73] + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			w := NewLDIFWriter(&b)
			if err := w.WriteEntry("dc=example", []Attribute{{Name: test.attribute, Values: [][]byte{[]byte(test.value)}}}); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if want := "dn: dc=example\n" + test.want; b.String() != want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

func TestLDIFReadsBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 200), 1, 5).Draw(t, "values")
		var b bytes.Buffer
		w := NewLDIFWriter(&b)
		if err := errors.Join(w.WriteEntry("cn=Élan,o=x", []Attribute{{Name: "a", Values: values}}), w.Flush()); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if len(line) > ldifWidth+1 {
				t.Fatalf("line of %d octets", len(line)-1)
			}
		}
		unfolded := strings.ReplaceAll(b.String(), "\n ", "")
		lines := strings.Split(strings.TrimSuffix(unfolded, "\n"), "\n")
		if !strings.HasPrefix(lines[0], "dn:: ") || len(lines) != 1+len(values) {
			t.Fatalf("got %q", lines)
		}
		for i, want := range values {
			if got := ldifValue(t, lines[1+i]); !bytes.Equal(got, want) {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	})
}

// ldifValue reads "a: text", "a:: base64" or "a:".
func ldifValue(t *rapid.T, line string) []byte {
	rest, ok := strings.CutPrefix(line, "a:")
	if !ok {
		t.Fatalf("line %q", line)
	}
	if encoded, ok := strings.CutPrefix(rest, ": "); ok {
		value, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	return []byte(strings.TrimPrefix(rest, " "))
}

func TestLDIFRecordsAreSetApart(t *testing.T) {
	var b bytes.Buffer
	w := NewLDIFWriter(&b)
	entry := []Attribute{{Name: "cn", Values: [][]byte{[]byte("x")}}}
	if err := errors.Join(w.WriteEntry("cn=1", entry), w.WriteEntry("cn=2", entry), w.Flush()); err != nil {
		t.Fatal(err)
	}
	if want := "dn: cn=1\ncn: x\n\ndn: cn=2\ncn: x\n"; b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestLDIFReportsAFailedWrite(t *testing.T) {
	w := NewLDIFWriter(failingWriter{})
	err := w.WriteEntry("cn=x", []Attribute{{Name: "jpegPhoto", Values: [][]byte{make([]byte, 100<<10)}}})
	if err == nil {
		err = w.Flush()
	}
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}
