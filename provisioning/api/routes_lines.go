package api

import (
	"net/http"
	"net/url"

	"annuaire/directory"
)

// lineRoutes are the operations on lines, bundles, devices, workstations and call groups. A line is what people subscribe as a service: so it is called in
// the record of the contact that has it.
func (a *API) lineRoutes() {
	const (
		read  = directory.Read
		write = directory.Write

		lines   = directory.SectionLines
		devices = directory.SectionDevices
		groups  = directory.SectionGroups
	)
	add(a, "GET /lines", "line-list", "Lines", may(lines, read, somewhere), a.lineList)
	add(a, "POST /lines", "line-create", "Make a line", may(lines, write, inFolder), a.lineCreate, made)
	add(a, "GET /lines/{id}", "line-show", "A line", may(lines, read, inFolder), a.lineShow)
	add(a, "PATCH /lines/{id}", "line-change", "Change a line", may(lines, write, inFolder), a.lineChange)
	add(a, "DELETE /lines/{id}", "line-delete", "Remove a line for good", may(lines, write, inFolder), a.lineDelete)
	add(a, "POST /lines/{id}/contact", "line-give-contact", "Give a line that is nobody's a contact", may(lines, write, inFolder), a.lineGiveContact)
	add(a, "GET /contacts/{id}/services", "contact-services", "A contact's lines, bundles and access", may(lines, read, inFolder), a.contactServices)
	add(a, "PUT /contacts/{id}/services/{line_id}", "service-associate", "Make a line a contact's", may(lines, write, inFolder), a.serviceAssociate)
	add(a, "DELETE /contacts/{id}/services/{line_id}", "service-dissociate", "Make a contact's line nobody's", may(lines, write, inFolder), a.serviceDissociate)
	add(a, "PUT /contacts/{id}/services/{line_id}/default", "service-default", "Make a line its contact's default", may(lines, write, inFolder), a.serviceDefault)

	add(a, "GET /bundles", "bundle-list", "Bundles", may(lines, read, somewhere), a.bundleList)
	add(a, "POST /bundles", "bundle-create", "Make a bundle", may(lines, write, everywhere), a.bundleCreate, made)
	add(a, "GET /bundles/{id}", "bundle-show", "A bundle", may(lines, read, somewhere), a.bundleShow)
	add(a, "PATCH /bundles/{id}", "bundle-change", "Change a bundle", may(lines, write, everywhere), a.bundleChange)
	add(a, "DELETE /bundles/{id}", "bundle-delete", "Remove a bundle for good", may(lines, write, everywhere), a.bundleDelete)

	add(a, "GET /devices", "device-list", "Devices", may(devices, read, somewhere), a.deviceList)
	add(a, "POST /devices", "device-create", "Make a device", may(devices, write, inFolder), a.deviceCreate, made, secret)
	add(a, "GET /devices/{id}", "device-show", "A device", may(devices, read, inFolder), a.deviceShow)
	add(a, "PATCH /devices/{id}", "device-change", "Change or assign a device", may(devices, write, inFolder), a.deviceChange)
	add(a, "DELETE /devices/{id}", "device-delete", "Put a device in the bin", may(devices, write, inFolder), a.deviceDelete)
	add(a, "POST /devices/{id}/unassign", "device-unassign", "Make a device spare", may(devices, write, inFolder), a.deviceUnassign)
	add(a, "POST /devices/{id}/account", "device-account-create", "Give a device an LDAP account of its own", may(devices, write, inFolder), a.deviceAccountCreate, made, secret)
	add(a, "POST /devices/{id}/rotate", "device-rotate", "Give a device other secrets", may(devices, write, inFolder), a.deviceRotate, secret)
	add(a, "POST /devices/{id}/revoke", "device-revoke", "Have a device sign in no more", may(devices, write, inFolder), a.deviceRevoke)
	add(a, "PUT /devices/{id}/state", "device-state", "Say whether a device is registered", may(devices, write, inFolder), a.deviceState)
	add(a, "GET /users/{id}/devices", "user-devices", "A user's devices", may(devices, read, inFolder), a.userDevices)
	add(a, "POST /users/{id}/devices", "user-device-create", "Make a user's device", may(devices, write, inFolder), a.userDeviceCreate, made, secret)
	add(a, "GET /contacts/{id}/devices", "contact-devices", "A contact's devices", may(devices, read, inFolder), a.contactDevices)
	a.mux.HandleFunc(prefix+"/contacts/{id}/devices", devicesAreTheLines)

	add(a, "POST /self/workstations", "self-workstation-report", "Say on which computer an application runs for me", nothing(signedIn), a.workstationReport)
	add(a, "GET /contacts/{id}/workstations", "contact-workstations", "A contact's workstations", may(devices, read, inFolder), a.contactWorkstations)

	add(a, "GET /groups", "group-list", "Call groups", may(groups, read, somewhere), a.groupList)
	add(a, "POST /groups", "group-create", "Make a call group", may(groups, write, inFolder), a.groupCreate, made)
	add(a, "GET /groups/{id}", "group-show", "A call group", may(groups, read, inFolder), a.groupShow)
	add(a, "PATCH /groups/{id}", "group-change", "Change a call group", may(groups, write, inFolder), a.groupChange)
	add(a, "DELETE /groups/{id}", "group-delete", "Put a call group in the bin", may(groups, write, inFolder), a.groupDelete)

	add(a, "POST /bin/devices/{id}/bring-back", "device-bring-back", "Bring a device back", may(devices, write, inFolder), a.deviceBringBack)
	add(a, "POST /bin/groups/{id}/bring-back", "group-bring-back", "Bring a call group back", may(groups, write, inFolder), a.groupBringBack)
}

// devicesAreTheLines answers who wants to write a contact's devices: they are set up from its lines, to which the answer links, and only shown here.
func devicesAreTheLines(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	w.Header().Set("Link", "<"+prefix+"/contacts/"+url.PathEscape(r.PathValue("id"))+`/services>; rel="related"`)
	p := problemOf(&directory.Error{Code: methodNotAllowed, Message: "a contact's devices are set up from its lines: see the link, and line_id of a device"})
	writeProblem(w, p)
}
