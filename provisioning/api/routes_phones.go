package api

import "annuaire/directory"

// phoneRoutes are those that connect phones.
func (a *API) phoneRoutes() {
	// What to type has no secret in it but one that the caller sends along: who may give telephones accounts of their own may know it too. The accounts
	// that others share, and what all phones ask, are for who may read access.
	typed := may(directory.SectionAccess, directory.Read, everywhere).or(may(directory.SectionDevices, directory.Write, somewhere))
	const access, read, write = directory.SectionAccess, directory.Read, directory.Write
	add(a, "GET /phones", "phone-list", "Families of phones that can be connected", typed, a.phoneList)
	add(a, "GET /phones/{family}", "phone-show", "What to type into a phone, without a secret", typed, a.phoneShow)
	add(a, "POST /phones/{family}/settings", "phone-connect", "What to type into a phone, with an account for it", may(access, write, everywhere), a.phoneConnect, made, secret)
	add(a, "POST /phones/{family}/settings:fill", "phone-fill", "What to type into a phone, with a secret that one knows", typed, a.phoneFill, unremembered)
	add(a, "GET /watch", "watch", "What phones ask for and get, as they ask", may(access, read, everywhere), a.watch, answers("text/event-stream"))
	add(a, "GET /watch/recent", "watch-recent", "What phones have asked for lately", may(access, read, everywhere), a.watchRecent)
}
