package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// lineList is what a list of lines answers.
type lineList struct {
	Lines []LineView
	Total int
}

// labels are those of a list of lines, in its order.
func (l lineList) labels() string {
	var all []string
	for _, line := range l.Lines {
		all = append(all, line.Label)
	}
	return strings.Join(all, ", ")
}

func TestALineIsMadeChangedAssociatedDissociatedAndRemoved(t *testing.T) {
	s := newSite(t)
	anne, paul := s.person(uuid.Nil, "Anne", "Martin"), s.person(uuid.Nil, "Paul", "Neuf")
	made := s.admin.post("/lines", object{"kind": "mobile", "raw": "06 12 34 56 78", "label": "Astreinte"}).want(http.StatusCreated)
	l := decoded[LineView](made)
	if l.E164 != "+33612345678" || l.ContactID != uuid.Nil || l.Contact != nil || made.Header().Get("ETag") != `"1"` {
		t.Errorf("%+v %s", l, made.Header())
	}
	path, services := "/lines/"+l.ID.String(), "/contacts/"+anne.ID.String()+"/services"
	changed := s.admin.patch(path, object{"label": nil}, "If-Match", `"1"`).want(http.StatusOK)
	if l = decoded[LineView](changed); l.Label != "" || l.Raw != "06 12 34 56 78" {
		t.Errorf("%+v", l)
	}
	if p := s.admin.patch(path, object{"label": "x"}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord); p.Current != 2 {
		t.Errorf("%+v", p)
	}
	associated := decoded[LineView](s.admin.put(services+"/"+l.ID.String(), nil).want(http.StatusOK))
	if associated.ContactID != anne.ID || !associated.Default || associated.Contact.Name != "Anne Martin" {
		t.Errorf("%+v", associated)
	}
	s.admin.put(services+"/"+l.ID.String(), nil).want(http.StatusOK) // twice is as good as once
	toPaul := "/contacts/" + paul.ID.String() + "/services/" + l.ID.String()
	p := s.admin.put(toPaul, nil).wantProblem(http.StatusConflict, directory.ServiceAlreadyAssociated)
	if p.Info.(map[string]any)["name"] != "Anne Martin" {
		t.Errorf("%+v", p)
	}
	s.admin.put(toPaul+"?reassign=true", nil).want(http.StatusOK)
	s.admin.delete(services+"/"+l.ID.String()).wantProblem(404, directory.NotFound) // it is Paul's now
	if left := decoded[LineView](s.admin.delete(toPaul).want(http.StatusOK)); left.ContactID != uuid.Nil {
		t.Errorf("%+v", left)
	}
	s.admin.get(path).want(http.StatusOK)
	s.admin.delete(path).want(http.StatusOK)
	s.admin.get(path).wantProblem(404, directory.NotFound)
}

func TestALineIsRefusedWithTheCodeOfTheRule(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	outside := s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Dupont"})
	held, fax := s.line("Bureau", "01 23 45 67 89", anne.ID), s.admin.post("/lines", object{"kind": "fax", "raw": "01 44", "contact_id": anne.ID}).want(201)
	services := "/contacts/" + anne.ID.String() + "/services/"
	for name, tc := range map[string]struct {
		answer answer
		status int
		code   directory.Code
	}{
		"a number that is another line's":     {s.admin.post("/lines", object{"kind": "mobile", "raw": "+33123456789"}), 409, directory.NumberTaken},
		"no number":                           {s.admin.post("/lines", object{"kind": "mobile"}), 422, directory.Required},
		"a kind that is none":                 {s.admin.post("/lines", object{"kind": "telex", "raw": "01"}), 422, directory.Invalid},
		"an origin":                           {s.admin.post("/lines", object{"kind": "mobile", "raw": "01", "origin": "import"}), 422, directory.Invalid},
		"a contact that does not exist":       {s.admin.post("/lines", object{"kind": "mobile", "raw": "01", "contact_id": uuid.New()}), 422, directory.ContactUnknown},
		"an external contact":                 {s.admin.put("/contacts/"+outside.ID.String()+"/services/"+held.ID.String()+"?reassign=true", nil), 422, directory.ExternalHasNoServices},
		"a line that does not exist":          {s.admin.put(services+uuid.NewString(), nil), 404, directory.NotFound},
		"a fax as the default":                {s.admin.put(services+decoded[LineView](fax).ID.String()+"/default", nil), 422, directory.Invalid},
		"a contact with lines made external":  {s.admin.patch("/contacts/"+anne.ID.String(), object{"kind": "external"}), 409, directory.ContactHasServices},
		"a list of lines of a kind that none": {s.admin.get("/lines?kind=telex"), 422, directory.Invalid},
		"a line changed to another's number":  {s.admin.patch("/lines/"+held.ID.String(), object{"raw": "01 44"}), 409, directory.NumberTaken},
	} {
		t.Run(name, func(t *testing.T) { tc.answer.wantProblem(tc.status, tc.code) })
	}
}

func TestTheDefaultLineIsTheOldestLeftUntilAnotherIsChosen(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	first, second := s.line("Bureau", "01 23 45 67 89", anne.ID), s.line("Mobile", "06 12 34 56 78", anne.ID)
	services := "/contacts/" + anne.ID.String() + "/services"
	order := func() string {
		section := decoded[ServicesSection](s.admin.get(services).want(200))
		return section.Lines[0].Label
	}
	if order() != "Bureau" {
		t.Errorf("the default is %s", order())
	}
	s.admin.put(services+"/"+second.ID.String()+"/default", nil).want(http.StatusOK)
	if order() != "Mobile" {
		t.Errorf("the default is %s", order())
	}
	s.admin.delete(services + "/" + second.ID.String()).want(http.StatusOK)
	if order() != "Bureau" {
		t.Errorf("the default is %s", order())
	}
	s.admin.put(services+"/"+second.ID.String()+"/default", nil).wantProblem(404, directory.NotFound)
	if decoded[LineView](s.admin.get("/lines/"+first.ID.String())).Default != true {
		t.Error("the line left is not the default")
	}
}

func TestALandlineThatIsNobodysGetsAContactOfItsOwnOnce(t *testing.T) {
	s := newSite(t)
	l := decoded[LineView](s.admin.post("/lines", object{"kind": "landline", "raw": "01 23 45 67 89", "label": "Accueil"}).want(201))
	if l.Contact == nil || l.Contact.Name != "Accueil" || l.Contact.FolderID != s.d.Root().ID {
		t.Fatalf("%+v", l)
	}
	list := decoded[directory.ContactPage](s.admin.get("/contacts?origin=auto_service").want(200))
	if list.Total != 1 || !list.Contacts[0].NeedsReview || list.Contacts[0].ID != l.ContactID {
		t.Errorf("%+v", list)
	}
	if again := decoded[LineView](s.admin.post("/lines/"+l.ID.String()+"/contact", nil).want(200)); again.ContactID != l.ContactID {
		t.Errorf("%+v", again)
	}
	s.admin.delete("/contacts/" + l.ContactID.String()).want(204)
	if back := decoded[LineView](s.admin.post("/lines/"+l.ID.String()+"/contact", nil).want(200)); back.ContactID != l.ContactID {
		t.Errorf("another contact was made: %+v", back)
	}
	gone := decoded[directory.LineDeletion](s.admin.delete("/lines/" + l.ID.String()).want(200))
	if gone.Offered == nil || gone.Offered.ID != l.ContactID {
		t.Errorf("%+v", gone)
	}
}

func TestABundleAppliesToWhoeverHasALineOfEachKind(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	made := s.admin.post("/bundles", object{"name": "Convergence", "requires": []string{"mobile", "landline"}}).want(201)
	path := "/bundles/" + decoded[directory.Bundle](made).ID.String()
	s.line("Bureau", "01 23 45 67 89", anne.ID)
	state := func() directory.BundleState {
		return decoded[ServicesSection](s.admin.get("/contacts/" + anne.ID.String() + "/services").want(200)).Bundles[0]
	}
	if b := state(); b.Eligible || len(b.Missing) != 1 || b.Missing[0] != directory.MobileLine {
		t.Errorf("%+v", b)
	}
	if h := decoded[directory.Health](s.admin.get("/health")); len(h.OneLineShort) != 1 || h.OneLineShort[0].Missing != directory.MobileLine {
		t.Errorf("%+v", h.OneLineShort)
	}
	s.line("Mobile", "06 12 34 56 78", anne.ID)
	if b := state(); !b.Eligible || len(b.Missing) != 0 {
		t.Errorf("%+v", b)
	}
	s.admin.patch(path, object{"requires": []string{"fax"}}, "If-Match", made.Header().Get("ETag")).want(200)
	if b := state(); b.Eligible || b.Name != "Convergence" {
		t.Errorf("%+v", b)
	}
	s.admin.patch(path, object{"name": "Fax"}, "If-Match", made.Header().Get("ETag")).wantProblem(412, directory.StaleRecord)
	s.admin.post("/bundles", object{"name": "CONVERGENCE", "requires": []string{"fax"}}).wantProblem(409, directory.BundleNameTaken)
	s.admin.patch(path, object{"requires": nil}).wantProblem(422, directory.Required)
	if list := decoded[struct{ Bundles []directory.Bundle }](s.admin.get("/bundles").want(200)); len(list.Bundles) != 1 {
		t.Errorf("%+v", list)
	}
	s.admin.get(path).want(200)
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
}
