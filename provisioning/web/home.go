package web

import (
	"slices"
	"time"
)

// homePage is what the first page shows, each part to who may read it.
type homePage struct {
	Name     string // the directory's
	Contacts int
	Steps    []step // what is still to be done at the beginning; none when all is
	Seats    *seats
	Import   *importRun  // the last automatic one
	Own      *importJob  // the visitor's last one that was applied
	Health   bool        // the visitor may put things right
	Phones   *homePhones // nil: the visitor connects none
}

// homePhones is how many LDAP accounts phones have to bind as.
type homePhones struct {
	Accounts int `json:"total"`
}

// step is one of the things to do in a new directory.
type step struct {
	Text    words
	Why     words
	Address string
	// Or is another way to do it, at another address; "" where there is none.
	Or        words
	OrAddress string
	Done      bool
}

// importRun is how the last automatic import went.
type importRun struct {
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	Result  string    `json:"result"`
	Added   int       `json:"add"`
	Updated int       `json:"update"`
	Deleted int       `json:"delete"`
	Errors  int       `json:"error"`
	Age     int       `json:"age_seconds"`
}

// Said is how it went.
func (i importRun) Said() words {
	switch i.Result {
	case "applied":
		return "It was applied."
	case "unchanged":
		return "There was nothing to change."
	case "refused":
		return "It was refused: nothing has changed."
	}
	return "It failed: nothing has changed."
}

// Well reports whether it went as it should.
func (i importRun) Well() bool { return i.Result == "applied" || i.Result == "unchanged" }

// Hours is how long ago it was, in whole hours.
func (i importRun) Hours() int { return i.Age / 3600 }

// home shows the first page.
func (v *visit) home() error {
	var p homePage
	tree := &folderTree{}
	if v.self.May("directory", "read") {
		var err error
		if tree, err = v.folderTree(); err != nil {
			return err
		}
		var contacts struct{ Total int }
		if err := v.api.get("/contacts?limit=1", &contacts); err != nil {
			return err
		}
		p.Contacts = contacts.Total
	}
	if len(tree.all) > 0 {
		p.Name = tree.all[0].Name
	}
	p.Health = v.self.May("directory", "write")
	if v.self.MayEverywhere("access", "read") {
		if err := v.api.get("/accounts?limit=1", &p.Phones); err != nil {
			return err
		}
	}
	if v.self.MayEverywhere("directory", "write") {
		p.Steps = v.firstSteps(tree, p.Contacts, p.Phones)
	}
	if v.self.May("users", "write") {
		if err := v.api.get("/licences", &p.Seats); err != nil {
			return err
		}
	}
	if v.self.MayEverywhere("imports", "read") {
		jobs, automatic, err := v.importJobs()
		if err != nil {
			return err
		}
		p.Import, p.Own = automatic, lastApplied(jobs)
	}
	return v.show("home", v.say("Home"), p)
}

// firstSteps are the things to do in a new directory, none when they are done.
func (v *visit) firstSteps(tree *folderTree, contacts int, phones *homePhones) []step {
	if len(tree.all) == 0 {
		return nil
	}
	root := tree.all[0]
	steps := []step{
		{Text: "Name the directory", Why: "It is the name of the first folder, and what phones show.", Address: root.Address() + "/rename", Done: root.Initialised},
		{Text: "Add folders", Why: "By department or by site, as you like.", Address: root.Address() + "/new", Done: len(tree.all) > 1},
		{Text: "Add contacts", Why: "One by one here, or many by importing a file.", Address: root.Address() + "/contacts/new", Done: contacts > 0},
	}
	if v.self.MayImport() {
		steps[2].Or, steps[2].OrAddress = "Import a file", "/imports/new"
	}
	if phones != nil {
		steps = append(steps, step{Text: "Connect a phone", Why: "What to type into it is shown, and then what it asks.", Address: "/connect", Done: phones.Accounts > 0})
	}
	if !slices.ContainsFunc(steps, func(s step) bool { return !s.Done }) {
		return nil
	}
	return steps
}

// lastApplied is the last of somebody's imports that has been applied; nil where there is none.
func lastApplied(jobs []importJob) *importJob {
	var last *importJob
	for i := range jobs {
		if at := jobs[i].AppliedAt; at != nil && (last == nil || at.After(*last.AppliedAt)) {
			last = &jobs[i]
		}
	}
	return last
}
