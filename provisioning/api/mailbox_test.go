package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAMailboxIsMadeChangedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	made := s.admin.post("/users/"+u.ID.String()+"/mailbox", object{"to_email": true}).want(201)
	m := decoded[directory.MailboxDetails](made)
	if m.AnswersAt != "1001" || m.Login != nil || m.LoginReason != "no_number" || m.HasPIN || made.Header().Get("ETag") != `"1"` {
		t.Errorf("%+v", m)
	}
	s.admin.post("/users/"+u.ID.String()+"/mailbox", object{}).wantProblem(409, directory.MailboxExists)
	if _, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.Landline, Raw: "01 23 45 67 89", ContactID: u.ContactID}); err != nil {
		t.Fatal(err)
	}
	path := "/mailboxes/" + m.ID.String()
	shown := decoded[directory.HeldMailbox](s.admin.get(path).want(200))
	if shown.Login == nil || *shown.Login != "+33123456789" || shown.Name != "Anne Martin" || shown.ContactID != u.ContactID {
		t.Errorf("%+v", shown)
	}
	s.admin.patch(path, object{"number": "1001"}).wantProblem(409, directory.NumberTaken)
	s.admin.patch(path, object{"number": "112"}).wantProblem(422, directory.NumberReserved)
	changed := decoded[directory.MailboxDetails](s.admin.patch(path, object{"number": "8001", "enabled": false}, "If-Match", `"1"`).want(200))
	if changed.AnswersAt != "8001" || changed.Enabled {
		t.Errorf("%+v", changed)
	}
	s.admin.patch(path, object{"number": nil}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	s.admin.delete(path, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	if back := decoded[directory.MailboxDetails](s.admin.patch(path, object{"number": nil}).want(200)); back.AnswersAt != "1001" {
		t.Errorf("%+v", back)
	}
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(200))
	if len(bin.Items) != 1 || bin.Items[0].Kind != "mailbox" || bin.Items[0].Name != "Anne Martin" {
		t.Errorf("%+v", bin)
	}
	s.admin.post("/bin/mailboxes/"+m.ID.String()+"/bring-back", nil).want(200)
	s.admin.get(path).want(200)
}

func TestMailboxesAreListedAsFarAsTheyAreInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	var boxes []directory.MailboxDetails
	for _, u := range []directory.UserDetails{s.user(own.ID, "Zoe", "Zola", "1001"), s.user(own.ID, "Anne", "Martin", "1002"), s.user(other.ID, "Secretine", "Person", "1003")} {
		m, err := s.d.AddMailbox(t.Context(), u.ID, directory.MailboxDraft{})
		if err != nil {
			t.Fatal(err)
		}
		boxes = append(boxes, m)
	}
	s.admin.delete("/mailboxes/" + boxes[2].ID.String()).want(204)
	gone := s.user(other.ID, "Secretin", "Person", "1004")
	kept, err := s.d.AddMailbox(t.Context(), gone.ID, directory.MailboxDraft{})
	if err != nil {
		t.Fatal(err)
	}
	s.admin.delete("/users/" + gone.ID.String()).want(204)
	c, _ := s.login("Rita", reads(own.ID, directory.SectionDirectory, directory.SectionVoicemail)...)
	type list struct {
		Mailboxes []directory.HeldMailbox
		Next      string
		Total     int
	}
	seen := decoded[list](c.get("/mailboxes").want(200))
	if seen.Total != 2 || seen.Mailboxes[0].Name != "Anne Martin" || seen.Mailboxes[1].Name != "Zoe Zola" {
		t.Errorf("%+v", seen)
	}
	if all := decoded[list](s.admin.get("/mailboxes").want(200)); all.Total != 3 || all.Mailboxes[1].ID != kept.ID || all.Mailboxes[1].HolderDeletedAt.IsZero() {
		t.Errorf("%+v", all)
	}
	first := decoded[list](s.admin.get("/mailboxes?limit=2").want(200))
	if rest := decoded[list](s.admin.get("/mailboxes?limit=2&after=" + first.Next).want(200)); len(first.Mailboxes) != 2 || len(rest.Mailboxes) != 1 || rest.Next != "" {
		t.Errorf("%+v %+v", first, rest)
	}
	c.get("/mailboxes/"+kept.ID.String()).wantProblem(404, directory.NotFound)
	c.get("/mailboxes/" + boxes[0].ID.String()).want(200)
	c.delete("/mailboxes/"+boxes[0].ID.String()).wantProblem(403, directory.Forbidden)
	if bin := c.get("/bin").want(200); strings.Contains(bin.Body.String(), "Secretin") {
		t.Errorf("%s", bin.Body)
	}
}
