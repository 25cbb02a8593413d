package api

import "annuaire/directory"

// userRoutes are the operations on users and what belongs to them.
func (a *API) userRoutes() {
	const (
		read  = directory.Read
		write = directory.Write

		users     = directory.SectionUsers
		voicemail = directory.SectionVoicemail
	)
	add(a, "GET /users", "user-list", "Users", may(users, read, somewhere), a.userList)
	add(a, "POST /users", "user-create", "Make a user, its contact included", may(users, write, inFolder), a.userCreate, made, secret)
	add(a, "GET /users/{id}", "user-show", "A user with what it has", may(users, read, inFolder), a.userShow)
	add(a, "PATCH /users/{id}", "user-change", "Change a user", may(users, write, inFolder), a.userChange)
	add(a, "DELETE /users/{id}", "user-delete", "Put a user in the bin", may(users, write, inFolder), a.userDelete)
	add(a, "GET /users/{id}/consequences", "user-consequences", "What deleting a user would come to", may(users, write, inFolder), a.userConsequences)
	add(a, "POST /users/{id}/replace", "user-replace", "Hand a leaver's user to another person", may(users, write, inFolder), a.userReplace, secret)
	add(a, "POST /bin/users/{id}/bring-back", "user-bring-back", "Bring a user back", may(users, write, inFolder), a.userBringBack)
	add(a, "GET /licences", "licence-show", "How many users are enabled, and what one more costs", may(users, write, somewhere), a.licenceShow)

	add(a, "GET /extensions", "extension-list", "What is dialled inside: whose it is, and what is free", may(users, read, somewhere), a.extensionList)
	add(a, "GET /extensions/next", "extension-next", "The next free extension", may(users, write, somewhere), a.extensionNext)
	add(a, "GET /users/{id}/extensions", "extensions-show", "A user's extensions", may(users, read, inFolder), a.extensionsShow)
	add(a, "POST /users/{id}/extensions", "extension-add", "Give a user one more extension", may(users, write, inFolder), a.extensionAdd, made)
	add(a, "PATCH /users/{id}/extensions/{extension_id}", "extension-change", "Change an extension", may(users, write, inFolder), a.extensionChange)
	add(a, "DELETE /users/{id}/extensions/{extension_id}", "extension-remove", "Take an extension from its user", may(users, write, inFolder), a.extensionRemove)
	add(a, "GET /users/{id}/features", "features-show", "A user's features", may(users, read, inFolder), a.featuresShow)
	add(a, "PUT /users/{id}/features/{name}", "feature-set", "Turn a feature on or off", may(users, write, inFolder), a.featureSet)

	add(a, "GET /external-numbers", "external-number-list", "The directory's own outside numbers", may(users, read, somewhere), a.externalNumberList)
	add(a, "POST /external-numbers", "external-number-add", "Add an outside number", may(users, write, everywhere), a.externalNumberAdd, made)
	add(a, "GET /external-numbers/{id}", "external-number-show", "An outside number", may(users, read, inFolder), a.externalNumberShow)
	add(a, "PATCH /external-numbers/{id}", "external-number-label", "Label an outside number", may(users, write, everywhere), a.externalNumberLabel)
	add(a, "DELETE /external-numbers/{id}", "external-number-remove", "Give a spare outside number up", may(users, write, everywhere), a.externalNumberRemove)
	add(a, "PUT /users/{id}/external-numbers/{number_id}", "user-number-assign", "Give a user a spare outside number", may(users, write, inFolder), a.userNumberAssign)
	add(a, "DELETE /users/{id}/external-numbers/{number_id}", "user-number-take", "Take an outside number from its user", may(users, write, inFolder), a.userNumberTake)

	add(a, "GET /mailboxes", "mailbox-list", "Mailboxes", may(voicemail, read, somewhere), a.mailboxList)
	add(a, "POST /users/{id}/mailbox", "mailbox-add", "Give a user a mailbox", may(voicemail, write, inFolder), a.mailboxAdd, made)
	add(a, "GET /mailboxes/{id}", "mailbox-show", "A mailbox", may(voicemail, read, inFolder), a.mailboxShow)
	add(a, "PATCH /mailboxes/{id}", "mailbox-change", "Change a mailbox", may(voicemail, write, inFolder), a.mailboxChange)
	add(a, "DELETE /mailboxes/{id}", "mailbox-delete", "Put a mailbox in the bin", may(voicemail, write, inFolder), a.mailboxDelete)
	add(a, "POST /bin/mailboxes/{id}/bring-back", "mailbox-bring-back", "Bring a mailbox back", may(voicemail, write, inFolder), a.mailboxBringBack)
	add(a, "PUT /mailboxes/{id}/pin", "pin-set", "Choose the PIN of a mailbox", may(voicemail, write, inFolder), a.pinSet)
	add(a, "POST /contacts/{id}/voicemail/pin", "pin-renew", "Write a contact a new PIN for its mailbox", may(voicemail, write, inFolder), a.pinRenew)
	add(a, "POST /voicemail/verify", "pin-verify", "Whether who calls a mailbox may open it", may(voicemail, read, everywhere), a.pinVerify, unremembered)

	add(a, "GET /templates", "template-list", "How users of one sort begin", may(users, read, somewhere), a.templateList)
	add(a, "POST /templates", "template-create", "Make a template", may(users, write, everywhere), a.templateCreate, made)
	add(a, "GET /templates/{id}", "template-show", "A template", may(users, read, somewhere), a.templateShow)
	add(a, "PATCH /templates/{id}", "template-change", "Change a template", may(users, write, everywhere), a.templateChange)
	add(a, "DELETE /templates/{id}", "template-delete", "Delete a template", may(users, write, everywhere), a.templateDelete)
}
