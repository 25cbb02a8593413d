package api

import (
	"fmt"
	"strconv"
	"time"

	"annuaire/directory"
)

// move is what an operation is called with, beside the ids in its path.
type move struct {
	queries []string // one of them is taken
	body    func(r *randomCaller) any
	makes   string   // the collection of the record that is answered with; "": that of the path; "-": none
	first   []string // what is done with the record before, below its path
	refused bool     // it may be answered with 401 or 403, whoever calls
	secret  bool     // what it shows once is missing where it is asked for again
}

// collection is where what an operation has made is found.
func (m move) collection(path string) string {
	switch m.makes {
	case "":
		return tagOf(path[len(prefix):])
	case "-":
		return ""
	}
	return m.makes
}

// unplayed are the operations that random callers do not call: streams, which do not end, and what ends a caller's own session.
var unplayed = []string{"events", "import-events", "watch", "watch-recent", "session-close", "self-sessions-end"}

// crowdMoves are all operations that take more than their path.
var crowdMoves = map[string]move{
	"session-open":    {body: func(*randomCaller) any { return object{"name": founderEmail, "password": password} }, makes: "-"},
	"link-show":       {body: func(*randomCaller) any { return object{"token": "nobody's"} }, refused: true},
	"link-use":        {body: func(*randomCaller) any { return object{"token": "nobody's", "password": password} }, refused: true},
	"link-reset":      {body: func(r *randomCaller) any { return object{"email": r.oneOf(founderEmail, r.name()+"@example.com")} }},
	"password-change": {body: func(*randomCaller) any { return object{"old": "forgotten", "new": password} }, refused: true},
	"self-change": {body: func(r *randomCaller) any {
		return object{"title": r.name(), "private_numbers": []object{{"kind": "home", "raw": r.outside()}}}
	}, makes: "-"},
	"self-sessions":           {refused: true},
	"self-session-end":        {refused: true}, // they call with tokens; what ends is a person's session
	"self-photo-set":          {body: func(r *randomCaller) any { return picture(r.client.site.t) }, makes: "-"},
	"self-workstation-report": {body: func(r *randomCaller) any { return object{"host": r.name() + strconv.Itoa(r.IntN(3)), "app": "CallPad"} }, makes: "-"},
	"token-create": {body: func(r *randomCaller) any {
		return object{"name": r.name(), "expires_at": r.client.site.clock.now().Add(time.Hour), "roles": r.roles()}
	}, refused: true, secret: true},

	"folder-create": {body: func(r *randomCaller) any {
		if r.maybe(3) {
			return object{"name": r.name()}
		}
		return object{"name": r.name(), "parent_id": r.any("folders")}
	}},
	"folder-change": {queries: []string{"", "?on_clash=rename"}, body: func(r *randomCaller) any { return object{"name": r.name(), "parent_id": r.any("folders")} }},
	"folder-delete": {queries: []string{"", "?contents=trash", "?contents=move&on_clash=rename", "?contents=move&to={folder}"}},
	"contact-create": {body: func(r *randomCaller) any {
		contact := object{"first_name": "Anne", "last_name": r.name(), "email": r.name() + "@example.com"}
		if r.maybe(2) {
			contact["folder_id"], contact["numbers"] = r.any("folders"), r.numbers()
		}
		if r.maybe(4) {
			contact["kind"] = "external"
		}
		return contact
	}},
	"contact-change": {queries: []string{"", "?revoke_access=true"}, body: func(r *randomCaller) any {
		switch r.IntN(4) {
		case 0:
			return object{"email": nil}
		case 1:
			return object{"kind": r.oneOf("internal", "external"), "folder_id": r.any("folders")}
		}
		return object{"title": r.name(), "numbers": r.numbers()}
	}},
	"contact-move": {body: func(r *randomCaller) any {
		return object{"ids": []string{r.any("contacts"), r.any("contacts")}, "folder_id": r.any("folders")}
	}},
	"contacts-delete":   {body: func(r *randomCaller) any { return object{"ids": []string{r.any("contacts")}} }},
	"contact-list":      {queries: []string{"", "?folder_id={folder}&subtree=true", "?q=martin", "?has_service=true&sort=-updated_at", "?role_id={role}"}},
	"contact-show":      {queries: []string{"", "?view=card", "?expand=services,devices,workstations,voicemail,roles"}},
	"photo-set":         {body: func(r *randomCaller) any { return picture(r.client.site.t) }, makes: "-"},
	"contact-roles-set": {body: func(r *randomCaller) any { return object{"roles": r.roles()} }, makes: "logins"},
	"contact-invite":    {body: func(r *randomCaller) any { return object{"roles": r.roles()} }, makes: "-"},
	"lookup":            {queries: []string{"?number=0199000001", "?number=210"}},
	"search":            {queries: []string{"?q=martin", "?q=210", "?q=0199000001"}},

	"user-create": {body: func(r *randomCaller) any {
		user := object{"extensions": []object{r.extension(), r.extension()}[r.IntN(2):], "accept_charges": r.maybe(2)}
		if r.maybe(2) {
			user["contact_id"] = r.any("contacts")
		} else {
			user["contact"], user["mailbox"] = object{"first_name": "Ute", "last_name": r.name(), "email": r.name() + "@example.com"}, object{}
		}
		if r.maybe(3) {
			user["template_id"], user["devices"] = r.any("templates"), []object{r.device()}
		}
		return user
	}, secret: true},
	"user-change": {body: func(r *randomCaller) any {
		if r.maybe(3) {
			return object{"numbers": []string{r.outside()}}
		}
		return object{"enabled": r.IntN(3) > 0, "extensions": []object{r.extension(), r.extension()}, "accept_charges": r.maybe(2)}
	}},
	"user-show":         {queries: []string{"", "?expand=roles"}},
	"group-show":        {queries: []string{"", "?expand=mailboxes"}},
	"user-delete":       {queries: userDeletions},
	"user-consequences": {queries: userDeletions},
	"user-replace": {body: func(r *randomCaller) any {
		by := object{"trash_contact": r.maybe(2), "delete_messages": r.maybe(2)}
		if r.maybe(3) {
			by["contact"] = object{"first_name": "Rémi", "last_name": r.name()}
		} else {
			by["contact_id"] = r.any("contacts")
		}
		if r.maybe(3) {
			by["template_id"] = r.any("templates")
		}
		return by
	}, secret: true},
	"user-bring-back": {body: func(r *randomCaller) any { return object{"accept_charges": r.maybe(2)} }},
	"extension-list":  {queries: []string{"", "?kind=extension", "?kind=group"}},
	"extension-add":   {body: func(r *randomCaller) any { return r.extension() }},
	"extension-change": {body: func(r *randomCaller) any {
		return object{"number": r.dialled(), "main": r.maybe(2), "leave_behind": r.maybe(2)}
	}},
	"feature-set":           {body: (*randomCaller).feature, makes: "-"},
	"external-number-add":   {body: func(r *randomCaller) any { return object{"number": r.outside()} }},
	"external-number-label": {body: func(r *randomCaller) any { return object{"label": r.name()} }},
	"mailbox-add":           {body: func(r *randomCaller) any { return object{"to_email": r.maybe(2), "number": r.oneOf("", r.dialled())} }, makes: "mailboxes"},
	"mailbox-change": {body: func(r *randomCaller) any {
		return object{"label": r.name(), "number": r.dialled(), "enabled": r.maybe(2)}
	}},
	"pin-set":         {body: func(r *randomCaller) any { return object{"pin": fmt.Sprint(270000 + r.IntN(9999))} }},
	"pin-verify":      {body: func(r *randomCaller) any { return object{"login": r.dialled(), "pin": "270941"} }},
	"template-create": {body: (*randomCaller).template},
	"template-change": {body: (*randomCaller).template},

	"line-create": {body: func(r *randomCaller) any {
		line := object{"kind": r.oneOf("landline", "mobile", "fax", "voip"), "raw": r.outside(), "label": r.name()}
		if r.maybe(2) {
			line["contact_id"] = r.any("contacts")
		}
		return line
	}},
	"line-change": {body: func(r *randomCaller) any {
		return object{"kind": r.oneOf("landline", "mobile", "fax", "voip"), "raw": r.outside(), "hidden": r.maybe(2)}
	}},
	"service-associate":  {queries: []string{"", "?reassign=true"}, makes: "-"},
	"service-dissociate": {makes: "-"},
	"service-default":    {makes: "-"},
	"bundle-create":      {body: (*randomCaller).bundle},
	"bundle-change":      {body: (*randomCaller).bundle},
	"device-create": {body: func(r *randomCaller) any {
		device := r.device()
		switch r.IntN(3) {
		case 0:
			device["line_id"] = r.any("lines")
		case 1:
			device["user_id"], device["account"] = r.any("users"), object{}
		}
		return device
	}, secret: true},
	"device-change": {body: func(r *randomCaller) any {
		if r.maybe(2) {
			return object{"line_id": r.any("lines")}
		}
		return object{"name": r.name(), "user_id": r.any("users")}
	}, secret: true},
	"user-device-create":    {body: func(r *randomCaller) any { return r.device() }, makes: "devices", secret: true},
	"device-account-create": {body: func(r *randomCaller) any { return object{"folders": []string{r.any("folders")}} }, secret: true},
	"device-rotate":         {secret: true},
	"device-state":          {body: func(r *randomCaller) any { return object{"state": r.oneOf("registered", "not_registered", "unknown")} }, makes: "-"},
	"device-list":           {queries: []string{"", "?spare=true", "?user_id={user}", "?q=martin"}},
	"group-create": {body: func(r *randomCaller) any {
		return object{"name": r.name(), "number": r.dialled(), "folder_id": r.any("folders"), "members": r.members()}
	}},
	"group-change": {body: func(r *randomCaller) any {
		return object{"name": r.name(), "number": r.dialled(), "folder_id": r.any("folders"), "members": r.members()}
	}},

	"account-create": {body: func(r *randomCaller) any { return object{"name": r.name(), "folders": []string{r.any("folders")}} }, secret: true},
	"account-change": {body: func(r *randomCaller) any { return object{"name": r.name(), "folders": []string{r.any("folders")}} }},
	"account-rotate": {secret: true},
	"phone-connect": {body: func(r *randomCaller) any {
		if r.maybe(2) {
			return object{"account_id": r.any("accounts"), "language": r.oneOf("fr", "en")}
		}
		return object{"folders": []string{r.any("folders")}}
	}, secret: true, makes: "-"},
	"phone-fill":     {body: func(r *randomCaller) any { return object{"account": "phones", "secret": "known"} }, makes: "-"},
	"role-create":    {body: (*randomCaller).role},
	"role-change":    {body: (*randomCaller).role},
	"role-copy":      {body: func(r *randomCaller) any { return object{"name": r.name()} }},
	"role-delete":    {queries: []string{"", "?replace_with=" + directory.StandardRole().String()}},
	"founder-change": {body: func(*randomCaller) any { return object{"email": founderEmail} }},
	"founder-roles-set": {body: func(r *randomCaller) any {
		return object{"roles": append(r.roles(), object{"role_id": directory.AdministratorRole()})}
	}},
	"undo": {queries: []string{"", "", "?dry_run=true"}, makes: "-"},

	"import-upload":  {queries: importOptions, body: (*randomCaller).file},
	"import-plan":    {first: []string{"/plan"}, makes: "-"},
	"import-rows":    {first: []string{"/plan"}},
	"import-options": {body: func(r *randomCaller) any { return object{"create_folders": r.maybe(2), "valid_rows": r.maybe(2)} }},
	"import-take-out": {first: []string{"/plan"}, body: func(r *randomCaller) any {
		return object{"take_out": []int{2 + r.IntN(3)}, "put_back": []int{2 + r.IntN(3)}}
	}},
	"import-file":   {first: []string{"/plan"}},
	"import-before": {first: []string{"/plan", "/apply"}},
	"import-undo":   {first: []string{"/plan", "/apply"}, makes: "-"},
	"import-run":    {queries: []string{"", "?create_folders=true&accept_charges=true"}, body: (*randomCaller).file},
	"import-apply": {body: func(r *randomCaller) any {
		return object{"accept_charges": r.maybe(2), "skip_rows": []int{2 + r.IntN(3)}}
	}},
}

// userDeletions are the choices of who deletes a user.
var userDeletions = []string{
	"", "?devices=delete&mailbox=delete", "?contact=delete", "?release_extension=true", "?mailbox=keep&to={user}", "?devices=delete&contact=delete&release_extension=true",
}

// importOptions are those of imports.
var importOptions = []string{"", "?create_folders=true&valid_rows=true", "?valid_rows=true&empty=erase", "?valid_rows=true&missing=delete&scope_folder=MartinA"}
