package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// kept is what somebody sent when their session had ended: it goes with them through signing in, and is then sent again when they say so.
type kept struct {
	Address string // where it was sent
	Values  string // what was sent, as forms send it; "" for nothing
}

// keptValue is one field of what is kept.
type keptValue struct{ Name, Value string }

// Each gives the values one by one, for a form that sends them again.
func (k kept) Each() []keptValue {
	values, err := url.ParseQuery(k.Values)
	if err != nil {
		return nil
	}
	var each []keptValue
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			each = append(each, keptValue{name, value})
		}
	}
	return each
}

// sent is what is kept of this request: nothing of files, and nothing where a secret was typed, which is not written into a page.
func (v *visit) sent() kept {
	if v.r.Method != http.MethodPost || v.r.MultipartForm != nil || len(v.r.PostForm) == 0 {
		return kept{}
	}
	for _, secret := range []string{"password", "old", "pin", "secret"} {
		if v.r.PostForm.Get(secret) != "" {
			return kept{}
		}
	}
	return kept{v.here(), v.r.PostForm.Encode()}
}

// stillKept is what came along to the page to sign in.
func (v *visit) stillKept() kept {
	k := kept{local(v.r.PostFormValue("kept.address")), v.r.PostFormValue("kept.values")}
	if k.Values == "" {
		return kept{}
	}
	return k
}

// whence is the page on which a form was sent that is no page itself; the address asked for, where it is one.
func (v *visit) whence() string {
	if isRead(v.r.Method) {
		return v.here()
	}
	from, err := url.Parse(v.r.Referer())
	if err != nil || from.Host != v.r.Host || !strings.HasPrefix(from.Path, "/") {
		return "/"
	}
	return local(from.RequestURI())
}
