package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

func TestTheContactsAsTheyWereAreKeptWithAnImport(t *testing.T) {
	s := newSite(t)
	s.person(uuid.Nil, "Anne", "Martin")
	s.user(uuid.Nil, "Paul", "Neuf", "1001")
	was := s.admin.get("/exports/contacts.csv").want(200).Body.String()
	planned, path := s.planned("last_name;first_name;email;title\nMartin;Anne;anne.martin@example.com;Directrice\nDurand;Luc;;\n", "")
	if planned.Before != nil {
		t.Errorf("%+v", planned.Before)
	}
	s.admin.get(path+"/before.csv").wantProblem(409, directory.PlanChanged)
	revision := s.d.Revision()
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if applied.Before == nil || applied.Before.Revision != revision || applied.Before.Bytes != int64(len(was)) {
		t.Errorf("%+v", applied.Before)
	}
	for range 2 {
		if kept := s.admin.get(path + "/before.csv").want(200).Body.String(); kept != was {
			t.Errorf("kept\n%s\nand not\n%s", kept, was)
		}
	}
	s.admin.post(path+"/undo", nil).want(200)
	s.admin.get(path + "/before.csv").want(200)
	if back, _ := s.planned(was, ""); !back.Plan.Same {
		t.Errorf("%+v", back.Plan)
	}
}

func TestWhatChangedJustBeforeAnImportIsInWhatIsKept(t *testing.T) {
	s := newSite(t)
	s.person(uuid.Nil, "Anne", "Martin")
	_, path := s.planned("last_name;first_name\nDurand;Luc\n", "")
	founder, err := s.d.LoginByName(founderEmail)
	s.must(founder, err)
	job, err := s.api.imports.find(founder.ID, ID{uuid.MustParse(strings.TrimPrefix(path, "/imports/"))})
	s.must(job, err)
	c := &caller{Principal: directory.Principal{Rights: s.d.SystemRights()}}
	opts := job.show().Options
	accepted := false
	opts.Accept = func(*exchange.Report) error { accepted = true; return nil }
	keep, err := s.api.keepingBefore(t.Context(), c, &opts)
	s.must(nil, err)
	s.person(uuid.Nil, "Zoe", "Zola") // between the export and the transaction
	revision := s.d.Revision()
	s.must(nil, opts.Accept(&exchange.Report{Revision: revision}))
	s.must(nil, keep(job, &exchange.Report{Revision: revision + 1, Applied: true}))
	kept := s.admin.get(path + "/before.csv").want(200).Body.String()
	if !accepted || !strings.Contains(kept, "Zola") || job.show().Before.Revision != revision {
		t.Errorf("at %d:\n%s", job.show().Before.Revision, kept)
	}
}

func TestAnImportThatChangesNothingKeepsNothing(t *testing.T) {
	s := newSite(t)
	s.person(uuid.Nil, "Anne", "Martin")
	_, path := s.planned("last_name;first_name;email\nMartin;Anne;anne.martin@example.com\n", "")
	if applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200)); applied.Before != nil {
		t.Errorf("%+v", applied.Before)
	}
	s.admin.get(path+"/before.csv").wantProblem(409, directory.PlanChanged)
}

func TestWhatIsKeptWithAnImportIsReadWithTheRightsOfItsReader(t *testing.T) {
	s := newSite(t)
	s.user(uuid.Nil, "Anne", "Martin", "1001")
	rights := []directory.Grant{grant(directory.SectionDirectory, directory.Write, uuid.Nil), grant(directory.SectionImports, directory.Write, uuid.Nil)}
	exports, users := grant(directory.SectionExports, directory.Read, uuid.Nil), grant(directory.SectionUsers, directory.Read, uuid.Nil)
	apply := func(c client, first string) string {
		job := decoded[Import](c.post("/imports", []byte("last_name;first_name\nDurand;"+first+"\n")).want(201))
		path := "/imports/" + job.ID.String()
		c.post(path+"/plan", nil).want(200)
		c.post(path+"/apply", nil).want(200)
		return path
	}
	without, _ := s.login("Nina", rights...)
	without.get(apply(without, "Luc")+"/before.csv").wantProblem(403, directory.Forbidden)

	partly, _ := s.login("Paul", append(rights[:2:2], exports)...)
	if kept := partly.get(apply(partly, "Jean") + "/before.csv").want(200).Body.String(); strings.Contains(kept, "1001") || !strings.Contains(kept, "Martin") {
		t.Errorf("who may not read users is given\n%s", kept)
	}

	rita, her := s.login("Rita", append(rights[:2:2], exports, users)...)
	path := apply(rita, "Marc")
	if kept := rita.get(path + "/before.csv").want(200).Body.String(); !strings.Contains(kept, "1001") {
		t.Errorf("%s", kept)
	}
	partly.get(path+"/before.csv").wantProblem(404, directory.NotFound) // somebody else's
	l, err := s.d.LoginOf(her.ID)
	s.must(l, err)
	s.must(s.d.SetRoles(t.Context(), her.ID, 0, l.Roles[:3]))
	rita.get(path+"/before.csv").wantProblem(403, directory.Forbidden)
}
