// Package web is the pages: what people do in a browser, in French and in English, by forms and links that work by themselves and that htmx makes
// quicker.
//
// The pages know nothing of the directory: they ask the API, in process, in the name of who visits them. So there is one place that says who
// may do what, sees what, and has changed what meanwhile; and nothing can be done by a page that can not be done by a program. See
// docs/decisions/0003-pages-are-the-apis-first-client.md.
//
// # How a page is made
//
// A page of things, say of bundles, is
//
//   - its addresses in routes.go, one line each. Every state has an address; what GET shows at an address, POST to the same address
//     does. A POST that has done something ends in v.done, which sends the browser to an address that can be reloaded.
//   - an entry in sidebar.go, for those who may read its section of the API;
//   - bundles.go: functions on *visit. They ask v.api, declare small structs of what they show, and end in v.show with the name of a template,
//     a title and what it shows. An error is returned as it is: the chain makes a page of it, 401 the one to sign in;
//   - templates/bundles.html and the like: it defines "main" and uses the parts of parts.html and form.html;
//   - texts/bundles.toml: each of its texts, English = French. English stands in the code, {{t "Add bundle"}} in a template and
//     words("Add bundle") in Go. French is typed with plain spaces and straight apostrophes: the program sets narrow spaces before ; : ! ? and
//     inside « », and curly apostrophes;
//   - its address in topics (help.go), with the help that its question mark opens: docs/help/fr and docs/help/en;
//   - a line in pages_test.go, so that axe, the 360 px walk and the screenshots go there too, and bundles_test.go: what one does there, in Chromium.
//
// The page of templates of users (templates.go) is the one to copy.
//
// Forms declare their fields once (form.go): label, kind, hint. The same declaration shows the form, keeps what was typed, puts the API's errors
// at their fields and, where the record has changed meanwhile, shows both versions (stale.go). Names of fields are those of the API's errors.
package web
