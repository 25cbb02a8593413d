package api

import "annuaire/directory"

// routes is the whole API: method and path, name, summary, what it needs, what it does.
func (a *API) routes() {
	const (
		read  = directory.Read
		write = directory.Write

		dir      = directory.SectionDirectory
		access   = directory.SectionAccess
		imports  = directory.SectionImports
		exports  = directory.SectionExports
		invoices = directory.SectionInvoices
		journal  = directory.SectionJournal
		settings = directory.SectionSettings
	)
	add(a, "POST /session", "session-open", "Sign in", nothing(public), a.signIn, made)
	add(a, "DELETE /session", "session-close", "Sign out", nothing(public), a.signOut)
	add(a, "POST /links/show", "link-show", "What a one-time link is good for", nothing(public), a.linkShow)
	add(a, "POST /links/use", "link-use", "Choose a password with a one-time link, and sign in", nothing(public), a.linkUse, made)
	add(a, "POST /links/reset", "link-reset", "Have a link written to me to choose another password", nothing(public), a.linkReset, accepted)
	add(a, "GET /self", "self-show", "Who I am and what I may do", nothing(signedIn), a.selfShow)
	add(a, "PATCH /self", "self-change", "Change my title and my private numbers", nothing(signedIn), a.selfChange)
	add(a, "GET /self/photo", "self-photo-show", "My photo", nothing(signedIn), a.selfPhotoShow, answers("image/jpeg"))
	add(a, "PUT /self/photo", "self-photo-set", "Give myself a photo", nothing(signedIn), a.selfPhotoSet,
		file(largestPhoto, directory.PhotoTooLarge, "image/jpeg", "image/png"))
	add(a, "DELETE /self/photo", "self-photo-remove", "Take my photo away", nothing(signedIn), a.selfPhotoRemove)
	add(a, "PUT /self/password", "password-change", "Change my password", nothing(signedIn), a.passwordChange)
	add(a, "GET /self/sessions", "self-sessions", "Where I am signed in", nothing(signedIn), a.selfSessions)
	add(a, "DELETE /self/sessions", "self-sessions-end", "Sign me out everywhere else", nothing(signedIn), a.selfSessionsEnd)
	add(a, "DELETE /self/sessions/{id}", "self-session-end", "Sign me out in one browser", nothing(signedIn), a.selfSessionEnd)
	add(a, "GET /tokens", "token-list", "API tokens", nothing(signedIn), a.tokenList)
	add(a, "POST /tokens", "token-create", "Make an API token of my own", nothing(signedIn), a.tokenCreate, made, secret)
	add(a, "DELETE /tokens/{id}", "token-revoke", "Revoke an API token", nothing(signedIn), a.tokenRevoke)

	add(a, "GET /folders", "folder-list", "The tree of folders", may(dir, read, somewhere), a.folderList)
	add(a, "POST /folders", "folder-create", "Make a folder", may(dir, write, inFolder), a.folderCreate, made)
	add(a, "GET /folders/{id}", "folder-show", "A folder", may(dir, read, inFolder), a.folderShow)
	add(a, "PATCH /folders/{id}", "folder-change", "Rename or move a folder", may(dir, write, inFolder), a.folderChange)
	add(a, "DELETE /folders/{id}", "folder-delete", "Put a folder in the bin", may(dir, write, inFolder), a.folderDelete)

	add(a, "GET /contacts", "contact-list", "Contacts", may(dir, read, somewhere), a.contactList)
	add(a, "POST /contacts", "contact-create", "Make a contact", may(dir, write, inFolder), a.contactCreate, made)
	add(a, "POST /contacts:move", "contact-move", "Put contacts into a folder", may(dir, write, inFolder), a.contactMove)
	add(a, "POST /contacts:delete", "contacts-delete", "Put contacts in the bin", may(dir, write, inFolder), a.contactsDelete)
	add(a, "GET /contacts/{id}", "contact-show", "A contact, or its card", may(dir, read, inFolder), a.contactShow)
	add(a, "PATCH /contacts/{id}", "contact-change", "Change a contact", may(dir, write, inFolder), a.contactChange)
	add(a, "DELETE /contacts/{id}", "contact-delete", "Put a contact in the bin", may(dir, write, inFolder), a.contactDelete)
	add(a, "GET /contacts/{id}/photo", "photo-show", "A contact's photo", may(dir, read, inFolder), a.photoShow, answers("image/jpeg"))
	add(a, "PUT /contacts/{id}/photo", "photo-set", "Give a contact a photo", may(dir, write, inFolder), a.photoSet,
		file(largestPhoto, directory.PhotoTooLarge, "image/jpeg", "image/png"))
	add(a, "DELETE /contacts/{id}/photo", "photo-remove", "Take a contact's photo away", may(dir, write, inFolder), a.photoRemove)
	add(a, "GET /contacts/{id}/roles", "contact-roles-show", "A contact's login and roles", may(access, read, inFolder), a.contactRolesShow)
	add(a, "PUT /contacts/{id}/roles", "contact-roles-set", "Give a contact roles", may(access, write, inFolder), a.contactRolesSet)
	add(a, "POST /contacts/{id}/invitation", "contact-invite", "Invite a contact to sign in, by mail", may(access, write, inFolder), a.contactInvite)

	a.userRoutes()

	a.lineRoutes()

	add(a, "GET /bin", "bin-list", "What was deleted", may(dir, read, somewhere), a.binList)
	add(a, "POST /bin/folders/{id}/bring-back", "folder-bring-back", "Bring a folder back", may(dir, write, inFolder), a.folderBringBack)
	add(a, "POST /bin/contacts/{id}/bring-back", "contact-bring-back", "Bring a contact back", may(dir, write, inFolder), a.contactBringBack)
	add(a, "GET /search", "search", "Search as phones do", may(dir, read, somewhere), a.search)
	add(a, "GET /lookup", "lookup", "Who calls from a number", may(dir, read, somewhere), a.lookup)
	add(a, "GET /health", "health", "What makes the directory less useful than it could be", may(dir, write, somewhere), a.health)

	add(a, "GET /accounts", "account-list", "LDAP accounts", may(access, read, everywhere), a.accountList)
	add(a, "POST /accounts", "account-create", "Make an LDAP account", may(access, write, everywhere), a.accountCreate, made, secret)
	add(a, "GET /accounts/{id}", "account-show", "An LDAP account", may(access, read, everywhere), a.accountShow)
	add(a, "PATCH /accounts/{id}", "account-change", "Change an LDAP account", may(access, write, everywhere), a.accountChange)
	add(a, "DELETE /accounts/{id}", "account-delete", "Remove an LDAP account", may(access, write, everywhere), a.accountDelete)
	add(a, "POST /accounts/{id}/secret", "account-rotate", "Give an LDAP account another secret", may(access, write, everywhere), a.accountRotate, secret)
	a.phoneRoutes()

	add(a, "GET /roles", "role-list", "Roles", may(access, read, somewhere), a.roleList)
	add(a, "POST /roles", "role-create", "Make a role", may(access, write, everywhere), a.roleCreate, made)
	add(a, "GET /roles/{id}", "role-show", "A role", may(access, read, somewhere), a.roleShow)
	add(a, "PATCH /roles/{id}", "role-change", "Change a role", may(access, write, everywhere), a.roleChange)
	add(a, "DELETE /roles/{id}", "role-delete", "Delete a role", may(access, write, everywhere), a.roleDelete)
	add(a, "POST /roles/{id}/copy", "role-copy", "Copy a role", may(access, write, everywhere), a.roleCopy, made)
	add(a, "GET /logins", "login-list", "Logins", may(access, read, everywhere), a.loginList)
	add(a, "GET /logins/{id}", "login-show", "A login", may(access, read, everywhere), a.loginShow)
	add(a, "DELETE /logins/{id}", "login-close", "Close a login", may(access, write, everywhere), a.loginClose)
	add(a, "POST /logins/{id}/reset", "login-reset", "Write somebody a link to choose another password", may(access, write, everywhere), a.loginReset)
	add(a, "GET /founder", "founder-show", "The login of the administrator who is no contact", may(access, read, everywhere), a.founderShow)
	add(a, "PATCH /founder", "founder-change", "Change the founder's address", may(access, write, everywhere), a.founderChange)
	add(a, "PUT /founder/roles", "founder-roles-set", "Give the founder roles", may(access, write, everywhere), a.founderRolesSet)

	add(a, "GET /journal", "journal-list", "Who changed what and when", may(journal, read, somewhere), a.journalList)
	add(a, "GET /journal/{revision}", "journal-show", "A change, before and after", may(journal, read, somewhere), a.journalShow)
	add(a, "POST /journal/{revision}/undo", "undo", "Take a change back", may(journal, write, inFolderOrOwn), a.undo)
	add(a, "GET /events", "events", "Changes as they are made", may(dir, read, somewhere), a.events, answers("text/event-stream"))

	add(a, "GET /imports", "import-list", "My imports", may(imports, read, inFolder), a.importList)
	add(a, "POST /imports", "import-upload", "Upload a file", may(imports, write, inFolder), a.importUpload, made,
		file(a.Imports.Bytes, directory.TooLarge, "text/csv", "text/vcard"))
	add(a, "POST /imports:run", "import-run", "Upload a file and apply it if nothing is wrong with it", may(imports, write, inFolder), a.importRun, made,
		file(a.Imports.Bytes, directory.TooLarge, "text/csv", "text/vcard"))
	add(a, "GET /imports/{id}", "import-show", "An import with its plan and report", may(imports, write, inFolder), a.importShow)
	add(a, "GET /imports/{id}/rows", "import-rows", "What an import would do or has done, row by row", may(imports, write, inFolder), a.importRows)
	add(a, "PUT /imports/{id}/options", "import-options", "Have the file of an import read otherwise", may(imports, write, inFolder), a.importOptions)
	add(a, "GET /imports/{id}/recognised", "import-recognised", "What the file of an import is taken for", may(imports, write, inFolder), a.importRecognised)
	add(a, "PATCH /imports/{id}/rows", "import-take-out", "Take rows out of an import, or put them back", may(imports, write, inFolder), a.importTakeOut)
	add(a, "GET /imports/{id}/differences", "import-differences", "How a plan differs from the one before", may(imports, write, inFolder), a.importDifferences)
	add(a, "GET /imports/{id}/rows.csv", "import-file", "The file of an import, each row with what becomes of it", may(imports, write, inFolder), a.importFile, answers("text/csv"))
	add(a, "GET /imports/{id}/before.csv", "import-before", "The contacts as they were before an import", may(imports, write, inFolder), a.importBefore, answers("text/csv"))
	add(a, "GET /imports/{id}/events", "import-events", "How far an import is", may(imports, write, inFolder), a.importEvents, answers("text/event-stream"))
	add(a, "POST /imports/{id}/plan", "import-plan", "What an import would do", may(imports, write, inFolder), a.importPlan)
	add(a, "POST /imports/{id}/apply", "import-apply", "Do what was planned", may(imports, write, inFolder), a.importApply)
	add(a, "POST /imports/{id}/undo", "import-undo", "Take an import back", may(imports, write, inFolder), a.importUndo)
	add(a, "GET /exports/contacts.csv", "export-contacts", "The contacts as a file to import", may(exports, read, somewhere), a.exportContacts, answers("text/csv"))

	add(a, "GET /settings", "settings-show", "What the program is configured with", may(settings, read, everywhere), a.settingsShow)

	add(a, "GET /invoices", "invoice-list", "Monthly statements of licences used", may(invoices, read, everywhere), a.invoiceList)
	add(a, "GET /invoices/{month}", "invoice-show", "A month's statement, JSON or CSV", may(invoices, read, everywhere), a.invoiceShow, answers("application/json", "text/csv"))
}
