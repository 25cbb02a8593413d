package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"annuaire/provisioning/web/chromium"
)

func (d *workday) found() {
	d.chief = d.visitor()
	h := d.chief
	h.Open(d.link)
	h.Sees(d.says("Nobody manages this directory yet. Whoever fills this in becomes its administrator."))
	h.Fill(d.says("E-mail address"), "chief@example.com")
	h.Fill(d.says("New password"), chiefPassword)
	h.Press(d.says("Save and sign in"))
	h.Sees(d.says("First steps"))
	h.Press(d.says("Name the directory"))
	h.Sees(d.says("Rename this folder"))
	h.Fill(d.says("Name"), "Ateliers Vauban")
	h.Press(d.says("Rename"))
	h.Sees(d.says("The folder is now called “%s”.", "Ateliers Vauban"))
	if named := d.values("", "(objectClass=dcObject)", "description"); !slices.Equal(named, []string{"Ateliers Vauban"}) {
		d.t.Fatalf("phones read that the directory is called %q", named)
	}
}

// folderMenu chooses what is done with the folder that is open.
func (d *workday) folderMenu(entry string) {
	d.t.Helper()
	d.chief.Press(d.says("Folder"))
	d.chief.Press(d.says(entry))
}

// addFolder adds a folder in the one that is open.
func (d *workday) addFolder(name string) {
	d.t.Helper()
	d.folderMenu("Add folder")
	d.chief.Fill(d.says("Name"), name)
	d.chief.Press(d.says("Add"))
}

func (d *workday) addFolders() {
	h := d.chief
	d.addFolder("Direction administrative")
	h.Sees(d.says("The folder “%s” has been added.", "Direction administrative"))
	d.addFolder("RH")
	h.Sees(d.says("The folder “%s” has been added.", "RH"))
	h.Press("Direction administrative")
	h.Sees(d.says("There is no contact in this folder yet."))
	d.addFolder("rh")
	h.Sees(d.says("There is something to put right"))
	h.Fill(d.says("Name"), "Comptabilite")
	h.Press(d.says("Add"))
	h.Sees(d.says("The folder “%s” has been added.", "Comptabilite"))
	if folders := d.values("", "(ou=rh)", "ou"); !slices.Equal(folders, []string{"RH"}) {
		d.t.Fatalf("phones see the folders %q", folders)
	}
}

// goes follows an entry of the menu.
func (d *workday) goes(h chromium.Hand, entry string) {
	d.t.Helper()
	h.Press(d.says(entry))
	h.SeesTitle(d.says(entry))
}

// leaves follows an entry of the menu although something that was typed has not been saved, which the page asks about.
func (d *workday) leaves(h chromium.Hand, entry string) {
	d.t.Helper()
	asked := h.Agreeing(func() { d.goes(h, entry) })
	if want := d.says("What you have typed has not been saved. Leave all the same?"); len(asked) != 1 || chromium.Plain(asked[0]) != want {
		d.t.Fatalf("the page asks %q instead of %q", asked, want)
	}
}

func (d *workday) inviteTechnician() {
	h := d.chief
	h.Press(d.says("Add contact"))
	h.Fill(d.says("First name"), "Tom")
	h.Fill(d.says("Last name"), "Petit")
	h.Press(d.says("Add"))
	h.Sees(d.says("The contact “%s” has been added.", "Tom Petit"))
	h.Press(d.says("Edit"))
	h.Fill(d.says("E-mail address"), "tom.petit@example.com")
	h.Press(d.says("Save"))
	h.Sees(d.says("“%s” has been changed.", "Tom Petit"))

	d.goes(h, "Access management")
	h.Press(d.says("People"))
	h.SeesTitle(d.says("People with access"))
	h.Fill(d.says("Give somebody access"), "tom")
	h.Press(d.says("Search"))
	h.Press(d.says("Choose") + ": Tom Petit")
	h.SeesTitle("Tom Petit")
	h.Tick(d.says("Technician"))
	h.Press(d.says("Save"))
	h.Sees(d.says("The roles of %s have been saved.", "Tom Petit"))
	h.Press(d.says("Send an invitation"))
	h.Sees("tom.petit@example.com")
	d.finds("(cn=tom*)", "Tom Petit")

	d.tom = d.visitor()
	h = d.tom
	d.invitation = linkIn(d.mail("tom.petit@example.com"))
	h.Open(d.invitation)
	h.Fill(d.says("New password"), tomPassword)
	h.Press(d.says("Save and sign in"))
	h.SeesTitle("Ateliers Vauban")
	menu := chromium.Plain(chromium.Value[string](h.Window, `document.getElementById("sidebar").innerText`))
	for _, entry := range []string{"Lines", "Equipment"} {
		if !strings.Contains(menu, d.says(entry)) {
			d.t.Errorf("the technician is not offered %q: %s", entry, menu)
		}
	}
	if strings.Contains(menu, d.says("Invoices")) {
		d.t.Errorf("the technician is offered the invoices: %s", menu)
	}
	h.Open("/invoices")
	h.SeesTitle(d.says("You may not do this"))
}

// mail is the last message that was sent, which has to be to somebody.
func (d *workday) mail(to string) string {
	d.t.Helper()
	mail, err := d.mails.last()
	if err != nil || !strings.Contains(mail, "<"+to+">") {
		d.t.Fatalf("no mail to %s, but %s, %v", to, mail, err)
	}
	return mail
}

// linkIn is the one-time link of a message, from the root of the site.
func linkIn(message string) string { return regexp.MustCompile(`/link#\w+`).FindString(message) }

// fillUser fills in the form of a new user; folder is the one of the contact, "" for the first.
func (d *workday) fillUser(first, last, email, folder, extension string) {
	d.t.Helper()
	h := d.chief
	d.goes(h, "Users")
	h.Press(d.says("Add user"))
	h.Fill(d.says("First name"), first)
	h.Fill(d.says("Last name"), last)
	h.Fill(d.says("E-mail address"), email)
	h.Choose(d.says("Folder"), folder)
	h.Fill(d.says("Extension"), extension)
	h.Press(d.says("Add"))
}

func (d *workday) addUsers() {
	h := d.chief
	added := func(name string) {
		d.t.Helper()
		h.Sees(d.says("%s has been added. Phones and features can be given now.", name))
	}
	d.fillUser("Helene", "Martin", "helene.martin@example.com", "Direction administrative › RH", "1001")
	added("Helene Martin")
	d.finds("(shortNumber=1001)", "Helene Martin")
	d.fillUser("Paul", "Durand", "", "Direction administrative › Comptabilite", "1002")
	added("Paul Durand")
	d.finds("(shortNumber=1002)", "Paul Durand")
	d.fillUser("Anne", "Leroy", "", "Direction administrative › RH", "1003")
	h.Sees(d.says("Nothing has been added yet."))
	h.Sees(map[string]string{"fr": "4,90", "en": "4.90"}[d.language])
	d.finds("(sn=leroy)")
	h.Press(d.says("Accept the charges and add"))
	added("Anne Leroy")
	d.finds("(shortNumber=1003)", "Anne Leroy")
	d.fillUser("Luc", "Caron", "", "Direction administrative › RH", "1004")
	h.Sees(d.says("The licence allows no further user."))
	d.finds("(|(sn=caron)(shortNumber=1004))")
	d.leaves(h, "Users")
}

func (d *workday) takeExtension() {
	h := d.chief
	h.Press("1003, " + d.says("Extensions of %s", "Anne Leroy") + " 1003")
	h.SeesTitle("Anne Leroy")
	h.Fill(d.says("Extension"), "1001")
	h.Press(d.says("Add"))
	h.Sees(d.says("There is something to put right"))
	h.Sees("Helene Martin")
	d.finds("(shortNumber=1001)", "Helene Martin")
	d.leaves(h, "Users")
}

func (d *workday) undo() {
	h := d.chief
	h.Press("Paul Durand")
	h.Press(d.says("Name, e-mail and numbers of %s", "Paul Durand"))
	h.Press(d.says("Edit"))
	h.Fill(d.says("Last name"), "Dupont")
	h.Fill(d.says("Job title"), "Comptable")
	h.Press(d.says("Save"))
	h.Sees(d.says("“%s” has been changed.", "Paul Dupont"))
	h.Sees(d.says("Undo"))
	d.finds("(shortNumber=1002)", "Paul Dupont")
	d.takeBack("Contact changed")
	d.finds("(shortNumber=1002)", "Paul Durand")
	if title := d.values("", "(shortNumber=1002)", "title"); len(title) > 0 {
		d.t.Errorf("phones still read %q", title)
	}
}

// takeBack takes the last change of a sort back, on its page of the journal: a notice offers that too, but only for a while.
func (d *workday) takeBack(change string) {
	d.t.Helper()
	h := d.chief
	d.goes(h, "Activity")
	h.Press(d.says(change))
	h.SeesTitle(d.says(change))
	h.Press(d.says("Undo this change"))
	h.Sees(d.says("Change taken back"))
}

func (d *workday) bringBack() {
	h := d.chief
	d.goes(h, "Users")
	h.Press("Anne Leroy")
	h.Press(d.says("Delete"))
	h.Sees(d.says("What this comes to"))
	h.Press(d.says("Delete user"))
	h.Sees(d.says("%s is no longer a user. What was deleted can be brought back from the bin.", "Anne Leroy"))
	d.finds("(shortNumber=1003)")
	d.goes(h, "Bin")
	h.Press(d.says("Bring back…"))
	h.SeesTitle(d.says("Bring %s back", "Anne Leroy"))
	h.Press(d.says("Bring back"))
	h.Sees(d.says("One more user has a price."))
	d.finds("(shortNumber=1003)")
	h.Press(d.says("Accept the charges and bring back"))
	h.Sees(d.says("%s is a user again.", "Anne Leroy"))
	d.finds("(shortNumber=1003)", "Anne Leroy")
}

// addLine has the technician add a line.
func (d *workday) addLine(sort, number, label string) {
	d.t.Helper()
	h := d.tom
	d.goes(h, "Lines")
	h.Press(d.says("Add line"))
	h.Choose(d.says("Type"), d.says(sort))
	h.Fill(d.says("Number"), number)
	h.Fill(d.says("Label"), label)
	h.Press(d.says("Add"))
	h.SeesTitle(number)
}

// associate has the technician give the line that is open to somebody.
func (d *workday) associate(who string) {
	d.t.Helper()
	h := d.tom
	h.Fill(d.says("Whose line it is to be"), who)
	h.Press(d.says("Search"))
	h.Press(d.says("Associate") + ": " + who)
}

func (d *workday) associateLines() {
	h := d.chief
	d.goes(h, "Lines")
	h.Press(d.says("Bundles"))
	h.Press(d.says("Add bundle"))
	h.Fill(d.says("Name"), "Pack Convergence")
	h.Tick(d.says("Landline"))
	h.Tick(d.says("Mobile line"))
	h.Press(d.says("Add"))
	h.Sees(d.says("The bundle “%s” has been added.", "Pack Convergence"))

	h = d.tom
	d.addLine("Landline", "01 99 00 10 24", "")
	d.finds("(telephoneNumber=0199001024)", "01 99 00 10 24") // nobody's: a record stands for it until it is somebody's
	d.associate("Helene Martin")
	h.Sees(d.says("This line is already associated"))
	h.Press(d.says("Take it all the same"))
	h.Sees(d.says("The line has been associated with %s.", "Helene Martin"))
	h.Sees(d.says("incomplete: still needs"))
	d.finds("(telephoneNumber=0199001024)", "Helene Martin")
	d.addLine("Mobile line", "06 39 98 10 24", "")
	d.finds("(mobile=0639981024)")
	d.associate("Helene Martin")
	h.Sees("Pack Convergence " + d.says("complete"))
	d.finds("(mobile=0639981024)", "Helene Martin")
	d.associate("Paul Durand")
	h.Sees(d.says("It is the line of %s.", "Helene Martin"))
	d.finds("(mobile=0639981024)", "Helene Martin")
	h.Press(d.says("Leave it"))
	h.Press(d.says("Dissociate"))
	h.Sees(d.says("nobody's"))
	d.finds("(mobile=0639981024)")
	d.finds("(telephoneNumber=0199001024)", "Helene Martin")
	d.addLine("Landline", "01 99 00 10 30", "Accueil")
	d.finds("(telephoneNumber=0199001030)", "Accueil")
}

// lookUp finds somebody in the search box of each page.
func (d *workday) lookUp(h chromium.Hand, typed, found, name string) {
	d.t.Helper()
	h.Fill(d.says("Search names and numbers"), typed)
	h.Press(found)
	h.SeesTitle(name)
}

func (d *workday) sendPINs() {
	h := d.tom
	d.lookUp(h, "helene", "Helene Martin Ateliers Vauban 1001 01 99 00 10 24", "Helene Martin")
	h.Press(d.says("Details"))
	h.Press(d.says("Send a new PIN by e-mail"))
	h.Sees("helene.martin@example.com")
	mail := d.mail("helene.martin@example.com")
	d.pin = regexp.MustCompile(`\b[0-9]{6}\b`).FindString(mail)
	if d.pin == "" || strings.Contains(chromium.Value[string](h.Window, `document.documentElement.outerHTML`), d.pin) {
		d.t.Errorf("the PIN %q is in the mail alone\n%s", d.pin, mail)
	}
	d.lookUp(h, "durand", "Paul Durand Ateliers Vauban 1002", "Paul Durand")
	h.Press(d.says("Details"))
	h.Sees(d.says("A new PIN is sent by e-mail: fill in an address first."))
	d.finds("(telephoneNumber=0199001024)", "Helene Martin")
}

// importFile has a file read, and its plan shown.
func (d *workday) importFile(name, content string) {
	d.t.Helper()
	h := d.chief
	file := filepath.Join(d.t.TempDir(), name)
	d.write(file, content)
	d.goes(h, "Imports")
	h.Press(d.says("Import contacts"))
	h.SeesTitle(d.says("Import contacts"))
	h.Bring(d.says("File"), file)
	h.Press(d.says("Read the file"))
	h.SeesTitle(name)
	h.Press(d.says("Put right how the file is read, or what it may do"))
	h.Tick(d.says("Create the folders that do not exist yet"))
	h.Press(d.says("Read the file again"))
	h.Sees(d.says("Nothing has been changed yet. This is what applying the file would do."))
}

func (d *workday) importContacts() {
	h := d.chief
	d.importFile("wrong.csv", "last_name;first_name;folder;phone_1\nBlanc;Marie;Ventes/Nord;3,36E+10\n")
	h.Sees("3,36E+10")
	d.finds("(sn=blanc)")
	d.importFile("right.csv", "last_name;first_name;folder;phone_1\nBlanc;Marie;Ventes/Nord;01 99 00 10 26\nBrun;Lea;Ventes;01 99 00 10 27\n")
	h.Press(d.says("Apply the import"))
	h.Sees(d.says("The import has been applied."))
	if under := d.values("ou=Nord,ou=Ventes", "(sn=blanc)", "cn"); !slices.Equal(under, []string{"Marie Blanc"}) {
		d.t.Fatalf("phones see %q in the folder that the import made", under)
	}
	h.Press(d.says("Take this import back"))
	h.Sees(d.says("taken back"))
	d.finds("(|(sn=blanc)(ou=ventes))")
}

func (d *workday) replaceLeaver() {
	h := d.chief
	d.goes(h, "Users")
	h.Press("Helene Martin")
	h.Press(d.says("Replace"))
	h.SeesTitle(d.says("Replace %s", "Helene Martin"))
	h.Fill(d.says("First name"), "Jean")
	h.Fill(d.says("Last name"), "Noir")
	h.Fill(d.says("E-mail address"), "jean.noir@example.com")
	h.Tick(d.says("Put the leaver's record in the bin"))
	h.Press(d.says("Replace"))
	h.Sees(d.says("%s has taken the place.", "Jean Noir"))
	d.finds("(shortNumber=1001)", "Jean Noir")
	d.finds("(sn=martin)")
}

func (d *workday) deleteFolder() {
	h := d.chief
	d.openDirectory()
	h.Press("Direction administrative")
	h.SeesTitle("Direction administrative")
	h.Press("RH")
	h.Sees("Jean Noir")
	d.folderMenu("Delete this folder")
	h.Tick(d.says("It goes into the bin together with the folder"))
	h.Press(d.says("Delete"))
	h.Sees(d.says("There are users in the folder. They are not deleted with it: have what is in it moved."))
	d.finds("(shortNumber=1001)", "Jean Noir")

	d.openDirectory()
	d.addFolder("Fournisseurs")
	h.Sees(d.says("The folder “%s” has been added.", "Fournisseurs"))
	h.Press(d.says("Add contact"))
	h.Tick(d.says("External"))
	h.Fill(d.says("Company"), "Papeterie Vauban")
	h.Press(d.says("Add"))
	h.Sees(d.says("The contact “%s” has been added.", "Papeterie Vauban"))
	h.Press(d.says("Edit"))
	h.Fill(d.says("Number"), "01 99 00 10 40")
	h.Press(d.says("Save"))
	h.Sees(d.says("“%s” has been changed.", "Papeterie Vauban"))
	d.finds("(telephoneNumber=0199001040)", "Papeterie Vauban")
	h.Press("Fournisseurs")
	h.SeesTitle("Fournisseurs")
	d.folderMenu("Delete this folder")
	h.Tick(d.says("It goes into the bin together with the folder"))
	h.Press(d.says("Delete"))
	h.Sees(d.says("The folder “%s” is in the bin.", "Fournisseurs"))
	d.finds("(telephoneNumber=0199001040)")
	d.goes(h, "Bin")
	h.Press(d.says("Bring back: %s", "Fournisseurs"))
	h.Sees(d.says("“%s” has been brought back.", "Fournisseurs"))
	if under := d.values("ou=Fournisseurs", "(telephoneNumber=0199001040)", "cn"); !slices.Equal(under, []string{"Papeterie Vauban"}) {
		d.t.Fatalf("phones see %q in the folder that came back", under)
	}
}

// lookBack reads who did what, by name; no password, token or PIN is told anywhere.
func (d *workday) lookBack() {
	h := d.chief
	d.goes(h, "Activity")
	h.Sees("tom.petit@example.com")
	told := d.server.written() + chromium.Value[string](h.Window, `document.documentElement.outerHTML`)
	_, founding, _ := strings.Cut(d.link, "#")
	_, invitation, _ := strings.Cut(d.invitation, "#")
	if strings.Count(told, founding) > 1 { // the line that prints it
		d.t.Error("the token of the first administrator is told again")
	}
	for _, secret := range []string{chiefPassword, tomPassword, invitation, d.pin} {
		if strings.Contains(told, secret) {
			d.t.Errorf("%q is told", secret)
		}
	}
}

// openDirectory opens the first folder.
func (d *workday) openDirectory() {
	d.t.Helper()
	d.chief.Press(d.says("Home"))
	d.chief.Press(d.says("Open the directory"))
	d.chief.SeesTitle("Ateliers Vauban")
}
