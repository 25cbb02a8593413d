package api

import (
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// equipment is what of a world has to do with lines, devices and call groups. What lies in Ventes has "Secret" in its names.
type equipment struct {
	ownLine, spareLine      directory.Line
	ownDevice, binnedDevice directory.Device
	ownGroup, binnedGroup   directory.Group
	bundle                  directory.Bundle
}

// makePhones gives the world's contact a line with a device, and the folder Ventes a call group.
func (w *world) makePhones() {
	w.t.Helper()
	w.ownLine, w.spareLine = w.site.line("Secret line", "01 44 44 44 44", w.contact.ID), w.site.line("Secret spare", "06 11 11 11 11", uuid.Nil)
	w.ownDevice, w.binnedDevice = w.site.device("Secret desk", w.ownLine.ID), w.site.device("Secret binned", w.ownLine.ID)
	w.ownGroup, w.binnedGroup = w.site.group(w.ventes.ID, "Secret group", "8001", w.contact.ID), w.site.group(w.ventes.ID, "Secret binned", "8002")
	var err error
	if w.bundle, err = w.d.CreateBundle(w.t.Context(), directory.BundleDraft{Name: "Convergence", Requires: []directory.LineKind{directory.Landline}}); err != nil {
		w.t.Fatal(err)
	}
	if err := w.d.DeleteDevice(w.t.Context(), w.binnedDevice.ID, 0); err != nil {
		w.t.Fatal(err)
	}
	if err := w.d.DeleteGroup(w.t.Context(), w.binnedGroup.ID, 0); err != nil {
		w.t.Fatal(err)
	}
}

// line makes a line: a mobile one where the number looks like it, else a landline.
func (s *site) line(label, raw string, contact uuid.UUID) directory.Line {
	s.t.Helper()
	kind := directory.Landline
	if strings.HasPrefix(raw, "06") {
		kind = directory.MobileLine
	}
	l, err := s.d.CreateLine(s.t.Context(), directory.LineDraft{Kind: kind, Raw: raw, Label: label, ContactID: contact})
	if err != nil {
		s.t.Fatal(err)
	}
	return l
}

// device makes a desk phone of a line that signs in by SIP; of a zero line, a spare one.
func (s *site) device(name string, line uuid.UUID) directory.Device {
	s.t.Helper()
	user := strings.ReplaceAll(strings.ToLower(name), " ", ".")
	d, _, err := s.d.CreateDevice(s.t.Context(), directory.DeviceDraft{Type: directory.SIPDevice, Name: name, SIPUser: user, LineID: line})
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// group makes a call group.
func (s *site) group(folder uuid.UUID, name, number string, members ...uuid.UUID) directory.Group {
	s.t.Helper()
	g, err := s.d.CreateGroup(s.t.Context(), directory.GroupDraft{Name: name, Number: number, FolderID: folder, Members: members})
	if err != nil {
		s.t.Fatal(err)
	}
	return g
}

// phoneID is the record that an operation of lines, devices and call groups is done with.
func (w *world) phoneID(op, path string) (uuid.UUID, bool) {
	switch op {
	case "device-bring-back":
		return w.binnedDevice.ID, true
	case "group-bring-back":
		return w.binnedGroup.ID, true
	}
	id, is := map[string]uuid.UUID{"lines": w.ownLine.ID, "devices": w.ownDevice.ID, "groups": w.ownGroup.ID, "bundles": w.bundle.ID}[tagOf(path)]
	return id, is
}

// lineID is the line of a path about a contact's lines.
func (w *world) lineID(op string) uuid.UUID {
	if op == "service-associate" {
		return w.spareLine.ID
	}
	return w.ownLine.ID
}

// phoneBody is what an operation of lines, devices and call groups is asked for with.
func (w *world) phoneBody(op string) any {
	switch op {
	case "line-create":
		return object{"kind": "fax", "raw": "01 55 55 55 55", "contact_id": w.contact.ID}
	case "line-change":
		return object{"label": "Accueil"}
	case "bundle-create":
		return object{"name": "Tout", "requires": []string{"fax"}}
	case "bundle-change":
		return object{"name": "Tout"}
	case "device-create":
		return object{"type": "softphone", "name": "Ordinateur", "line_id": w.ownLine.ID}
	case "device-change":
		return object{"name": "Bureau"}
	case "device-account-create":
		return object{"folders": []uuid.UUID{w.ventes.ID}}
	case "device-state":
		return object{"state": "registered"}
	case "user-device-create":
		return object{"type": "softphone", "name": "Ordinateur"}
	case "group-create":
		return object{"name": "Accueil", "number": "8003", "folder_id": w.ventes.ID, "members": []uuid.UUID{w.contact.ID}}
	case "group-change":
		return object{"name": "Accueil"}
	case "self-workstation-report":
		return object{"host": "PC-1", "app": "CallPad"}
	}
	return nil
}
