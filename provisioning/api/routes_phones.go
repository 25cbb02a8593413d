package api

import "annuaire/directory"

// phoneRoutes are those that connect phones.
func (a *API) phoneRoutes() {
	const access, read, write = directory.SectionAccess, directory.Read, directory.Write
	add(a, "GET /phones", "phone-list", "Families of phones that can be connected", may(access, read, everywhere), a.phoneList)
	add(a, "GET /phones/{family}", "phone-show", "What to type into a phone, without a secret", may(access, read, everywhere), a.phoneShow)
	add(a, "POST /phones/{family}/settings", "phone-connect", "What to type into a phone, with an account for it", may(access, write, everywhere), a.phoneConnect, made, secret)
	add(a, "POST /phones/{family}/settings:fill", "phone-fill", "What to type into a phone, with a secret that one knows", may(access, read, everywhere), a.phoneFill, unremembered)
	add(a, "GET /watch", "watch", "What phones ask for and get, as they ask", may(access, read, everywhere), a.watch, answers("text/event-stream"))
	add(a, "GET /watch/recent", "watch-recent", "What phones have asked for lately", may(access, read, everywhere), a.watchRecent)
}
