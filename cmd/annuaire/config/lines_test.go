package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKeyLines(t *testing.T) {
	got := keyLines([]byte(`# a comment = 1
top = 1
"quoted key" = 'it''s' # no key = here
[a]
text = """
inside = 1
[inside]
""""
more = '''
[inside]'''
list = [
  "]", # ]
  [1, 2],
]
inline = { x = 1, y = "}" }
escaped = "a\"b = ["
[ a . "b.c" ]
x.y = 1
[[t]]
k = 1
[[t]] # second
k = 1
[t.sub]
k = 1
`))
	want := map[string]int{
		"top": 2, "quoted key": 3, "a": 4, "a.text": 5, "a.more": 9, "a.list": 11, "a.inline": 15, "a.escaped": 16,
		"a.b.c": 17, "a.b.c.x": 18, "a.b.c.x.y": 18, "t": 19, "t[0]": 19, "t[0].k": 20, "t[1]": 21, "t[1].k": 22,
		"t[1].sub": 23, "t[1].sub.k": 24,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
