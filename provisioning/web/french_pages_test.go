package web

import "testing"

// TestEveryPageFitsANarrowWindowInFrench goes to the pages that offices see most, in the language whose words are longer.
func TestEveryPageFitsANarrowWindowInFrench(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.Resize(360, 800)
	w.signIn(adminEmail)
	value[bool](w, `(document.cookie = "`+languageCookie+`=fr; path=/", true)`)
	for _, p := range pages(s) {
		w.Open(p.address)
		if wide := value[int64](w, `document.documentElement.scrollWidth`); wide > 360 {
			t.Errorf("%s scrolls sideways: it is %d pixels wide", p.name, wide)
		}
		if language := value[string](w, `document.documentElement.lang`); language != "fr" {
			t.Errorf("%s is in %s", p.name, language)
		}
		w.shoot(t, p.name+"-360-french")
	}
}
