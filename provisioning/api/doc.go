// Package api is the HTTP API of the directory: JSON below /api/v1, described by the OpenAPI document that it serves at
// /api/v1/openapi.json.
//
// routes.go lists every operation on one screen, each with the right it needs; route.go is the one place where rights are asked for, before an
// operation's own code runs and once more in the transaction that writes. What somebody may not see is not found, not counted and not named to her: lists, searches, events and
// exports are narrowed by directory.Sight, records of folders out of sight answer not_found.
//
// Errors are problem+json (RFC 9457) with the directory's code; problem.go maps each code to its status. Every record has an ETag made of
// its version; If-Match guards changes. Lists are read page by page with limit and after. A POST with an Idempotency-Key is done once.
//
// Browsers sign in and get a session cookie; programs send an API token as bearer. Requests that a browser makes for another site are refused,
// reading ones too. It must know nothing of LDAP: what it needs of it is handed to it in Options.
package api
