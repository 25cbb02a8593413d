package web

import "testing"

func TestPagesOfTelephonyAreThere(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	for _, p := range officePages(s) {
		for _, language := range []string{"en", "fr"} {
			b.header.Set("Accept-Language", language)
			b.get(p.address).want(200, "<h1", `<html lang="`+language+`"`).without("%!")
		}
	}
}

func TestEveryPageOfTelephonyIsAccessibleAndFitsItsWindow(t *testing.T) {
	s := newSite(t)
	s.walk(officePages(s))
}
