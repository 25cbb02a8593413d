package web

import "net/http"

// themeCookie remembers whether a visitor wants light or dark pages.
const themeCookie = "annuaire-theme"

// theme is "light" or "dark" where that was chosen, else "": the system's.
func (v *visit) theme() string {
	if cookie, err := v.r.Cookie(themeCookie); err == nil && (cookie.Value == "light" || cookie.Value == "dark") {
		return cookie.Value
	}
	return ""
}

// prefer remembers a choice of language or theme, and goes back to the page it was made on.
func (v *visit) prefer() error {
	if language := v.web.languages.nearest(v.r.FormValue("language")); language != "" {
		v.remember(languageCookie, language)
	}
	switch theme := v.r.FormValue("theme"); theme {
	case "light", "dark", "system":
		v.remember(themeCookie, theme)
	}
	v.redirect(v.r.FormValue("back"))
	return nil
}

// remember has the browser keep a choice for a year.
func (v *visit) remember(name, value string) {
	http.SetCookie(v.w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}
