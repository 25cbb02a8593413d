package web

// kindOf is what a record of a table is, in words.
func kindOf(table string) words {
	switch table {
	case "folders":
		return "Folder"
	case "contacts":
		return "Contact"
	case "users":
		return "User"
	case "extensions":
		return "Extension"
	case "external_numbers":
		return "External number"
	case "templates":
		return "Template"
	case "mailboxes":
		return "Voicemail"
	case "accounts":
		return "LDAP account"
	case "roles":
		return "Role"
	case "logins":
		return "Login"
	case "lines":
		return "Line"
	case "bundles":
		return "Bundle"
	case "devices":
		return "Phone"
	case "workstations":
		return "Workstation"
	case "groups":
		return "Call group"
	case "licence_days":
		return "Licences of a day"
	}
	return "Settings"
}

// fieldNames are the fields of records that the journal tells of. What is not here is the program's own business: ids, versions, times.
func fieldNames() map[string]words {
	return map[string]words{
		"contact_id": "Contact", "user_id": "User", "holder_id": "User", "kind": "Kind", "folder_id": "In folder", "parent_id": "In folder", "name": "Name", "last_name": "Last name", "first_name": "First name",
		"company": "Company", "department": "Department", "title": "Title", "site": "Site", "email": "E-mail", "notification_email": "E-mail for messages",
		"numbers": "Numbers", "raw": "as typed", "e164": "international", "label": "Label", "hidden": "hidden", "short_number": "Short number", "address": "Address",
		"street": "Street", "postal_code": "Postcode", "city": "Town", "region": "Region", "country": "Country",
		"note": "Note", "language": "Language", "external_ref": "Reference", "photo": "Photo", "enabled": "Enabled", "ring_seconds": "Ring for",
		"caller_privacy": "Hide the number when calling", "features": "Features", "number": "Number", "main": "Main", "members": "Members",
		"strategy": "How it rings", "description": "Description", "permissions": "Permissions", "section": "section", "access": "access",
		"roles": "Roles", "folders": "Folders", "attributes": "Attributes", "disabled": "Disabled", "type": "Kind", "mac": "MAC address",
		"default": "Default line", "to_email": "Messages by e-mail", "delete_after_email": "Delete after e-mail", "most": "Users", "settings": "Settings",
	}
}

// choiceNames are the values that fields choose from, in words: field and value.
func choiceNames() map[string]words {
	names := map[string]words{"access read": "see", "access write": "see and change"}
	for _, options := range [][]option{contactKinds(), numberKinds()} {
		for _, o := range options {
			names["kind "+o.Value] = o.Label
		}
	}
	for key, shapes := range map[string][]shape{"kind": lineSorts(), "type": telephoneTypes(), "strategy": strategies()} {
		for _, s := range shapes {
			names[key+" "+s.Value] = s.Label
		}
	}
	for _, s := range sections() {
		names["section "+s.Name] = s.Label
	}
	return names
}

// actions are what the journal calls what was done, in words.
func actions() map[string]words {
	return map[string]words{
		"contact.create": "Contact added", "contact.update": "Contact changed", "contact.delete": "Contact deleted",
		"contact.bring_back": "Contact brought back", "contact.move": "Contacts moved", "contact.photo": "Photo changed",
		"contact.release": "Contact's numbers released",
		"folder.create":   "Folder added", "folder.update": "Folder changed", "folder.rename": "Folder renamed", "folder.move": "Folder moved",
		"folder.delete": "Folder deleted", "folder.bring_back": "Folder brought back",
		"user.create": "User added", "user.update": "User changed", "user.delete": "User deleted", "user.replace": "User replaced",
		"user.bring_back": "User brought back", "user.release": "User's belongings released", "user.feature": "Feature changed",
		"extension.add": "Extension added", "extension.update": "Extension changed", "extension.remove": "Extension removed",
		"external_number.add": "External number added", "external_number.label": "External number labelled", "external_number.remove": "External number removed",
		"template.create": "Template added", "template.update": "Template changed", "template.delete": "Template deleted",
		"line.create": "Line added", "line.update": "Line changed", "line.delete": "Line deleted", "line.associate": "Line associated",
		"line.dissociate": "Line dissociated", "line.make_default": "Default line chosen", "line.give_contact": "Line given to a contact",
		"bundle.create": "Bundle added", "bundle.update": "Bundle changed", "bundle.delete": "Bundle deleted",
		"device.create": "Phone added", "device.update": "Phone changed", "device.delete": "Phone deleted", "device.bring_back": "Phone brought back",
		"device.rotate": "Phone's secret changed", "device.revoke": "Phone's account revoked", "device.add_account": "Phone given an account",
		"device.report": "Phone has reported", "device.unassign": "Phone dissociated", "workstation.report": "Workstation has reported",
		"mailbox.add": "Voicemail added", "mailbox.update": "Voicemail changed", "mailbox.delete": "Voicemail deleted",
		"mailbox.bring_back": "Voicemail brought back", "mailbox.pin": "Voicemail PIN changed",
		"group.create": "Call group added", "group.update": "Call group changed", "group.delete": "Call group deleted", "group.bring_back": "Call group brought back",
		"account.add": "LDAP account added", "account.update": "LDAP account changed", "account.remove": "LDAP account removed", "account.rotate": "LDAP account's secret changed",
		"role.create": "Role added", "role.copy": "Role copied", "role.update": "Role changed", "role.delete": "Role deleted",
		"login.found": "First administrator made", "login.founding_link": "Link for the first administrator", "login.invite": "Invitation sent",
		"login.link": "Link sent", "login.password": "Password changed", "login.roles": "Roles given", "login.email": "Sign-in address changed", "login.close": "Login closed",
		"login.sign_out": "Signed out everywhere else",
		"token.issue":    "API token made", "token.revoke": "API token revoked", "access.expire": "Expired access removed",
		"directory.configure": "Settings changed", "settings.groups": "Settings changed", "licence.day": "Licences counted",
		"bin.purge": "Bin emptied of what was old", "person.purge": "Person erased", "contacts.import": "Import", "undo": "Change taken back", "restore": "Backup restored",
	}
}
