package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// dialled is an answer of the list of extensions.
type dialled struct {
	Numbers []HeldNumber
	Free    []directory.ExtensionRange
	Next    string
	Total   int
}

// text is what a list shows: "1001 extension Anne Martin".
func (d dialled) text() string {
	var lines []string
	for _, n := range d.Numbers {
		line := n.Number + " " + string(n.Kind) + " " + n.Name
		if n.InBin {
			line += " (bin)"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

func TestWhatIsDialledInsideIsListedWithWhoseItIsAndWhatIsFree(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001", "99")
	s.person(uuid.Nil, "Paul", "Neuf", directory.Number{Kind: directory.WorkNumber, Raw: "0123456789", ShortNumber: "300"})
	if _, err := s.d.AddMailbox(t.Context(), u.ID, directory.MailboxDraft{Number: "1000"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.CreateGroup(t.Context(), directory.GroupDraft{Name: "Accueil", Number: "1003"}); err != nil {
		t.Fatal(err)
	}
	gone := s.user(uuid.Nil, "Eva", "Partie", "1002")
	s.admin.delete("/users/" + gone.ID.String()).want(204)
	all := decoded[dialled](s.admin.get("/extensions").want(200))
	const want = "99 extension Anne Martin, 300 short_number Paul Neuf, 1000 mailbox Anne Martin, 1001 extension Anne Martin, " +
		"1002 extension Eva Partie (bin), 1003 group Accueil"
	if all.text() != want || all.Total != 6 || all.Free[0] != (directory.ExtensionRange{First: "1004", Last: "3113"}) {
		t.Errorf("%s\n%+v", all.text(), all)
	}
	if page := decoded[dialled](s.admin.get("/extensions?kind=extension&limit=2").want(200)); page.text() != "99 extension Anne Martin, 1001 extension Anne Martin" || page.Next != "1001" {
		t.Errorf("%+v", page)
	}
	if rest := decoded[dialled](s.admin.get("/extensions?kind=extension&limit=2&after=1001").want(200)); rest.text() != "1002 extension Eva Partie (bin)" || rest.Free != nil {
		t.Errorf("%+v", rest)
	}
	if next := decoded[struct{ Number string }](s.admin.get("/extensions/next").want(200)); next.Number != "1004" {
		t.Errorf("%+v", next)
	}
}

func TestWhatIsDialledInsideIsListedAsFarAsItIsInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	short := func(number string, hidden bool) directory.Number {
		return directory.Number{Kind: directory.WorkNumber, Raw: "01" + number, ShortNumber: number, Hidden: hidden}
	}
	u := s.user(own.ID, "Anne", "Martin", "1001")
	if _, err := s.d.AddMailbox(t.Context(), u.ID, directory.MailboxDraft{Number: "8001"}); err != nil {
		t.Fatal(err)
	}
	s.user(other.ID, "Secretine", "Person", "1002")
	s.person(own.ID, "Paul", "Neuf", short("300", false), short("301", true))
	s.person(other.ID, "Secretin", "Person", short("302", false))
	for folder, name := range map[uuid.UUID]string{own.ID: "Accueil", other.ID: "Secret"} {
		if _, err := s.d.CreateGroup(t.Context(), directory.GroupDraft{Name: name, Number: "70" + string(rune('0'+len(name))), FolderID: folder}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.d.CreateGroup(t.Context(), directory.GroupDraft{Name: "Verborgen", Number: "720", FolderID: own.ID, Hidden: true}); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		more []directory.Section
		want string
	}{
		"Alpha":   {nil, "300 short_number Paul Neuf, 1001 extension Anne Martin"},
		"Bravo":   {[]directory.Section{directory.SectionVoicemail}, "300 short_number Paul Neuf, 1001 extension Anne Martin, 8001 mailbox Anne Martin"},
		"Charlie": {[]directory.Section{directory.SectionGroups}, "300 short_number Paul Neuf, 707 group Accueil, 1001 extension Anne Martin"},
	} {
		c, _ := s.login(name, append(reads(own.ID, directory.SectionDirectory, directory.SectionUsers), reads(own.ID, test.more...)...)...)
		list := decoded[dialled](c.get("/extensions").want(200))
		if list.text() != test.want || list.Total != len(list.Numbers) || list.Free != nil {
			t.Errorf("%s: %s of %d, %v", name, list.text(), list.Total, list.Free)
		}
		c.get("/extensions/next").wantProblem(403, directory.Forbidden)
	}
}

func TestAUserHasExactlyOneMainExtension(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	path := "/users/" + u.ID.String() + "/extensions"
	added := s.admin.post(path, object{"number": "1002", "label": "Atelier"}, "If-Match", `"1"`).want(201)
	if got := decoded[User](added); numbers(got.Extensions) != "1001 1002" || added.Header().Get("ETag") != `"2"` {
		t.Errorf("%+v", got)
	}
	s.admin.post(path, object{"number": "1003"}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	s.admin.post(path, object{"number": "1002"}).wantProblem(422, directory.Invalid)
	list := decoded[struct{ Extensions []directory.Extension }](s.admin.get(path).want(200)).Extensions
	first, second := "/"+list[0].ID.String(), "/"+list[1].ID.String()

	s.admin.delete(path+first).wantProblem(409, directory.MainExtensionRequired)
	s.admin.delete(path+first+"?new_main="+list[0].ID.String()).wantProblem(409, directory.MainExtensionRequired)
	s.admin.delete(path+first+"?new_main="+uuid.NewString()).wantProblem(409, directory.MainExtensionRequired)
	s.admin.patch(path+first, object{"main": false}).wantProblem(409, directory.MainExtensionRequired)
	s.admin.patch(path+second, object{"main": true}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	got := decoded[User](s.admin.patch(path+second, object{"main": true, "label": nil}, "If-Match", `"2"`).want(200))
	if numbers(got.Extensions) != "1002 1001" || got.Extensions[0].Label != "" {
		t.Errorf("%+v", got.Extensions)
	}
	got = decoded[User](s.admin.delete(path + second + "?new_main=" + list[0].ID.String()).want(200))
	if numbers(got.Extensions) != "1001" || !got.Extensions[0].Main {
		t.Errorf("%+v", got.Extensions)
	}
	s.admin.delete(path+first).wantProblem(422, directory.Required) // it is all the user has
	other := s.user(uuid.Nil, "Paul", "Neuf", "1002")
	foreign := "/users/" + other.ID.String() + "/extensions" + first
	s.admin.patch(foreign, object{"label": "x"}).wantProblem(404, directory.NotFound)
	s.admin.delete(foreign).wantProblem(404, directory.NotFound)
}

func TestAMainExtensionCarriesMailboxAndCallerIDAlong(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	path := "/users/" + u.ID.String()
	s.admin.put(path+"/features/voicemail", object{"enabled": true}).want(200)
	s.admin.put(path+"/features/caller_id", object{"enabled": true, "settings": object{"internal": "1001"}}).want(200)
	extension := path + "/extensions/" + u.Extensions[0].ID.String()
	got := decoded[User](s.admin.patch(extension, object{"number": "1009"}).want(200))
	if got.Mailboxes[0].AnswersAt != "1009" || got.Features[directory.FeatureCallerID].Settings.Internal != "1009" {
		t.Errorf("%+v", got)
	}
	got = decoded[User](s.admin.patch(extension, object{"number": "1010", "leave_behind": true}).want(200))
	if got.Mailboxes[0].AnswersAt != "1009" || got.Features[directory.FeatureCallerID].Enabled || got.Warnings[0].Code != directory.FeatureTurnedOff {
		t.Errorf("%+v", got)
	}
}
