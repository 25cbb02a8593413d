package main

import (
	"testing"

	"annuaire/provisioning/web/chromium"
)

// TestAWorkingDayInChromium plays the working day of those who look after a company's telephony on the pages of the program, as workday.txtar plays it
// over the API: in each language, by mouse and by keyboard alone. After each step a telephone looks what it is shown.
func TestAWorkingDayInChromium(t *testing.T) {
	program := buildProgram(t)
	var browser chromium.Browser
	t.Cleanup(browser.Close)
	for _, day := range []struct {
		name, language string
		keyboard       bool
	}{
		{"in French by mouse", "fr", false},
		{"in French by keyboard", "fr", true},
		{"in English by mouse", "en", false},
		{"in English by keyboard", "en", true},
	} {
		t.Run(day.name, func(t *testing.T) {
			d := newWorkday(t, program, &browser, day.language, day.keyboard)
			for _, step := range []struct {
				name string
				play func()
			}{
				{"the first administrator comes with the one-time link and names the directory", d.found},
				{"folders and sub-folders", d.addFolders},
				{"a technician is invited, and sees no invoices", d.inviteTechnician},
				{"users, until the licence is used up", d.addUsers},
				{"an extension that is taken names its holder", d.takeExtension},
				{"a change is taken back", d.undo},
				{"a user is deleted and brought back", d.bringBack},
				{"lines are associated and dissociated, and complete a bundle", d.associateLines},
				{"a PIN is sent by mail, and refused to who has no address", d.sendPINs},
				{"a file with an error is not applied; one that is right is, and is taken back", d.importContacts},
				{"a leaver is replaced", d.replaceLeaver},
				{"a folder is deleted and restored", d.deleteFolder},
				{"who did what is in the journal, and no secret is", d.lookBack},
			} {
				step.play()
				if t.Failed() {
					t.Fatalf("at: %s", step.name)
				}
			}
		})
	}
}

const (
	chiefPassword = "cheval agrafe pile juste"
	tomPassword   = "agrafe cheval juste pile"
)
