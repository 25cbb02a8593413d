package api

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// token is that of the link in a mail.
func (l letter) token(t testing.TB) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^https://annuaire\.example\.com/link#(\S+)$`).FindStringSubmatch(l.body)
	if found == nil {
		t.Fatalf("no link in:\n%s", l.body)
	}
	return found[1]
}

func TestAContactIsInvitedByMailAndSignsIn(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	a := s.admin.post("/contacts/"+anne.ID.String()+"/invitation", object{"roles": []object{{"role_id": directory.StandardRole()}}}).want(http.StatusOK)
	sent := decoded[directory.LinkInfo](a)
	if sent.Purpose != directory.InvitationLink || sent.Login.State != directory.LoginInvited || len(sent.Login.Roles) != 1 {
		t.Errorf("%+v", sent)
	}
	letter := s.mail.only(t)
	if letter.to != anne.Email || !strings.Contains(letter.body, "Bonjour Anne Martin,") {
		t.Errorf("%+v", letter)
	}
	token := letter.token(t)
	if strings.Contains(a.Body.String(), token) || strings.Contains(s.log.String(), token) {
		t.Error("the link is told or logged")
	}
	signed := client{site: s}.post("/links/use", object{"token": token, "password": password}).want(http.StatusCreated)
	client{site: s, cookie: signed.cookie()}.get("/contacts").want(http.StatusOK)
}

func TestAnInvitationIsInTheLanguageOfItsReader(t *testing.T) {
	s := newSite(t)
	john := s.contact(directory.ContactDraft{FirstName: "John", LastName: "Smith", Email: "john@example.com", Language: "en-GB"})
	s.admin.post("/contacts/"+john.ID.String()+"/invitation", nil).want(http.StatusOK)
	if letter := s.mail.only(t); !strings.Contains(letter.body, "Hello John Smith,") {
		t.Errorf("%+v", letter)
	}
}

func TestAnInvitationThatIsNotAcceptedChangesNothingAndSaysSo(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	path, roles := "/contacts/"+anne.ID.String()+"/invitation", object{"roles": []object{{"role_id": directory.StandardRole()}}}
	revision := s.d.Revision()
	s.mail.refuses(noSuchUser)
	p := s.admin.post(path, roles, idempotencyHeader, "once").wantProblem(http.StatusBadGateway, directory.MailFailed)
	if !strings.Contains(p.Detail, "refuses the recipient <"+anne.Email+">") {
		t.Errorf("%+v", p)
	}
	if s.d.Revision() != revision {
		t.Error("something has changed")
	}
	s.admin.get("/contacts/"+anne.ID.String()+"/roles").wantProblem(http.StatusNotFound, directory.NotFound)
	s.mail.refuses(nil)
	s.admin.post(path, roles, idempotencyHeader, "once").want(http.StatusOK)
	s.admin.post(path, roles, idempotencyHeader, "once").want(http.StatusOK)
	s.mail.only(t) // the same request is done once
}

func TestAnInvitationIsRefusedWithoutAnAddressOrAMailServer(t *testing.T) {
	s := newSite(t)
	mute := s.contact(directory.ContactDraft{FirstName: "Paul", LastName: "Muet"})
	s.admin.post("/contacts/"+mute.ID.String()+"/invitation", nil).wantProblem(422, directory.EmailRequiredForAccess)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	s.api.Mailer = nil
	s.admin.post("/contacts/"+anne.ID.String()+"/invitation", nil).wantProblem(503, directory.MailNotConfigured)
	client{site: s}.post("/links/reset", object{"email": anne.Email}).wantProblem(503, directory.MailNotConfigured)
	s.admin.get("/contacts/"+anne.ID.String()+"/roles").wantProblem(404, directory.NotFound)
}

func TestNobodyInvitesWithMoreRightsThanSheHas(t *testing.T) {
	s := newSite(t)
	ventes := s.folder(uuid.Nil, "Ventes")
	chef, _ := s.login("Chef", grant(directory.SectionAccess, directory.Write, ventes.ID), grant(directory.SectionDirectory, directory.Read, ventes.ID))
	anne := s.person(ventes.ID, "Anne", "Martin")
	path := "/contacts/" + anne.ID.String() + "/invitation"
	chef.post(path, object{"roles": []object{{"role_id": directory.AdministratorRole()}}}).wantProblem(403, directory.PrivilegeEscalation)
	chef.post(path, nil).want(200)
	s.admin.put("/contacts/"+anne.ID.String()+"/roles", object{"roles": []object{{"role_id": directory.AdministratorRole()}}}).want(200)
	chef.post(path, nil).wantProblem(403, directory.PrivilegeEscalation) // the link would be hers to read
	if got := s.mail.accepted(); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAnAdministratorHasAnotherPasswordChosen(t *testing.T) {
	s := newSite(t)
	anne, contact := s.login("Anne")
	login, err := s.d.LoginOf(contact.ID)
	if err != nil {
		t.Fatal(err)
	}
	sent := decoded[directory.LinkInfo](s.admin.post("/logins/"+login.ID.String()+"/reset", nil).want(200))
	if sent.Purpose != directory.ResetLink {
		t.Errorf("%+v", sent)
	}
	anne.get("/self").want(200) // until the link is used, everything stays
	client{site: s}.post("/links/use", object{"token": s.mail.only(t).token(t), "password": "a donkey, a cart"}).want(201)
	anne.get("/self").wantProblem(401, directory.SessionEnded)
	founder, err := s.d.LoginOf(uuid.Nil)
	if err != nil {
		t.Fatal(err)
	}
	s.admin.post("/logins/"+founder.ID.String()+"/reset", nil).want(200)
	if letters := s.mail.accepted(); len(letters) != 2 || letters[1].to != founderEmail || !strings.Contains(letters[1].body, "Bonjour,") {
		t.Errorf("%+v", letters)
	}
	s.mail.refuses(noSuchUser)
	revision := s.d.Revision()
	s.admin.post("/logins/"+login.ID.String()+"/reset", nil).wantProblem(502, directory.MailFailed)
	if s.d.Revision() != revision {
		t.Error("something has changed")
	}
}

func TestWhoeverAsksForAResetLearnsNothing(t *testing.T) {
	s := newSite(t)
	_, contact := s.login("Anne")
	ask := func(email string) answer { return client{site: s}.post("/links/reset", object{"email": email}) }
	known, unknown := ask(strings.ToUpper(contact.Email)).want(202), ask("nobody@example.com").want(202)
	s.api.background.running.Wait()
	if fmt.Sprint(known.Header(), known.Body) != fmt.Sprint(unknown.Header(), unknown.Body) {
		t.Errorf("%v %s\n%v %s", known.Header(), known.Body, unknown.Header(), unknown.Body)
	}
	client{site: s}.post("/links/use", object{"token": s.mail.only(t).token(t), "password": "a donkey, a cart"}).want(201)
	client{site: s}.post("/session", object{"name": contact.Email, "password": "a donkey, a cart"}).want(201)

	s.mail.refuses(noSuchUser)
	ask(contact.Email).want(202)
	s.api.background.running.Wait()
	if !strings.Contains(s.log.String(), "a link to choose another password is not sent") {
		t.Errorf("the log does not say that the mail was refused: %s", s.log)
	}
}

func TestResetsAreNotAskedForTooOften(t *testing.T) {
	s := newSite(t)
	ask := func(email string) answer { return client{site: s}.post("/links/reset", object{"email": email}) }
	for range resetsForOne {
		ask("anne@example.com").want(202)
	}
	ask("Anne@example.com").wantProblem(429, tooManyRequests)
	for i := range resetsFromOne - resetsForOne - 1 {
		ask(fmt.Sprintf("nobody%d@example.com", i)).want(202)
	}
	ask("somebody@example.com").wantProblem(429, tooManyRequests)
}
