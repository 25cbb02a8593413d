package api

import "annuaire/directory"

// userRoutes are the operations on users and what belongs to them.
func (a *API) userRoutes() {
	const (
		read  = directory.Read
		write = directory.Write

		users = directory.SectionUsers
	)
	add(a, "GET /users", "user-list", "Users", may(users, read, somewhere), a.userList)
	add(a, "POST /users", "user-create", "Make a user, its contact included", may(users, write, inFolder), a.userCreate, made)
	add(a, "GET /users/{id}", "user-show", "A user with what it has", may(users, read, inFolder), a.userShow)
	add(a, "PATCH /users/{id}", "user-change", "Change a user", may(users, write, inFolder), a.userChange)
	add(a, "DELETE /users/{id}", "user-delete", "Put a user in the bin", may(users, write, inFolder), a.userDelete)
	add(a, "GET /users/{id}/consequences", "user-consequences", "What deleting a user would come to", may(users, write, inFolder), a.userConsequences)
	add(a, "POST /users/{id}/replace", "user-replace", "Hand a leaver's user to another person", may(users, write, inFolder), a.userReplace)
	add(a, "POST /bin/users/{id}/bring-back", "user-bring-back", "Bring a user back", may(users, write, inFolder), a.userBringBack)
	add(a, "GET /licences", "licence-show", "How many users are enabled, and what one more costs", may(users, write, somewhere), a.licenceShow)
}
