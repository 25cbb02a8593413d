package web

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestDeletingAUserCountsWhatItTakesAlongAndCanBeTakenBack(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.get(o.address("/delete")).want(200, "2 extensions", "reserved until", "1 outside number", "2 phones", "spare, no longer signed in", "1 mailbox", "member of 1 call group")
	b.get(o.address("/delete?devices=on&release_extension=on")).want(200, "free for others at once", "in the bin until")
	b.post(o.address("/delete"), "version", "99", "devices", "on").want(412)
	deleted := b.post(o.address("/delete"), "devices", "on").want(200, "Marie Leroy is no longer a user.", `action="/undo"`, "A user is somebody with an extension")
	b.get(o.address("")).want(404)
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", "/users").want(200, "taken back", "Marie Leroy")
}

func TestALeaversMailboxGoesToACallGroupOrAnotherUser(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	heir := s.userWithNumberOnly()
	b := s.signedIn(adminEmail)
	b.get(o.address("/delete?who=durand")).want(200, "Paul Durand", "to="+heir)
	b.get(o.address("/delete?to="+heir)).want(200, "hand them over to whom is chosen below", "handed over")
	b.post(o.address("/delete"), "mailbox", "keep", "to", heir).want(200, "Marie Leroy is no longer a user.")
	b.get("/users/"+heir+"/voicemail").want(200, "Answers at")
}

func TestAUserComesBackFromTheBinForAPrice(t *testing.T) {
	s := newSiteOf(t, agreed{licence: directory.Licence{Included: 1, UnitPriceCents: 490, Currency: "EUR"}})
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post(o.address("/delete")).want(200, "is no longer a user")
	b.post("/users/new", "contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1009").want(200, "has been added")
	back := o.address("/bring-back")
	b.get(back).want(200, "Bring Marie Leroy back", "4.90 EUR")
	b.post(back).want(402, "Accept the charges and bring back", `name="accept_charges" value="on"`)
	b.post(back, "accept_charges", "on").want(200, "Marie Leroy is a user again.")
	b.get(back).want(404)
}

func TestALeaverIsReplacedAndTheNewSecretsAreShownOnce(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	sales := s.folder(uuid.Nil, "Ventes")
	if err := s.d.MoveContacts(t.Context(), []uuid.UUID{o.another.ID}, sales.ID); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	b.get(o.address("/replace?who=jean")).want(200, "2 extensions", "Bureau accueil", "Jean Petit", "contact="+o.another.ID.String())
	page := o.address("/replace?contact=" + o.another.ID.String())
	b.get(page).want(200, "Jean Petit takes the place.").without("contact.first_name")
	shown := b.post(page, "contact", o.another.ID.String()).
		want(200, "Jean Petit has taken the place. These phones must be set up anew.", "Bureau accueil", "SIP password", "Noted, go on")
	secret := between(t, shown.body, "<code>", "</code>")
	b.get(o.address("")).want(200, "Jean Petit").without(secret)
	b.post(o.address("/replace"), "contact.first_name", "Éva").want(422, `value="Éva"`)
	b.post(o.address("/replace"), "contact.first_name", "Éva", "contact.last_name", "Blanc", "trash_contact", "on").want(200, "Éva Blanc has taken the place.")
	if eva, err := s.d.User(o.user.ID); err != nil || eva.Contact.FolderID != sales.ID {
		t.Errorf("the newcomer is not where the leaver was: %+v, %v", eva, err)
	}
}

func TestAPINIsSentByMailAndRefusedWithoutAnAddress(t *testing.T) {
	mailer, box := letterboxMailer(t)
	s := newSiteOf(t, agreed{mailer: mailer})
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.get(o.address("/voicemail")).want(200, "Send a new PIN", "has not been set")
	b.post(o.address("/voicemail/pin")).want(200, "A new PIN has been sent to marie.leroy@example.com.", "has been set").without(`action="/undo"`)
	if box.mails.Load() != 1 {
		t.Errorf("%d mails", box.mails.Load())
	}
	without := s.userWithNumberOnly()
	b.post("/users/"+without+"/voicemail").want(422, "This feature needs an extension, and there is none yet.")
	b.post("/users/"+without+"/extensions", "number", "1008").want(200)
	b.post("/users/"+without+"/voicemail").want(200, "Paul Durand has a mailbox now.", "There is no e-mail address to send the PIN to.", "/directory/contacts/").
		without("Send a new PIN")
	b.post("/users/"+without+"/voicemail/pin").want(422, "There is no e-mail address to send the PIN to. Add one to the record first.")
}

func TestAMailboxIsChangedAndItsPINChosen(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	page := "/mailboxes/" + o.user.Mailboxes[0].ID.String()
	b.get("/mailboxes").want(200, "1 mailbox", "Marie Leroy", ">1001<")
	b.post(page, "enabled", "on", "label", "Accueil", "number", "1001").want(409, `href="#number"`)
	b.post(page, "enabled", "on", "label", "Accueil", "number", "700", "to_email", "on").want(200, "The mailbox of Marie Leroy has been changed.", ">700<")
	b.post(page+"/pin", "pin", "1234").want(422, `href="#pin"`).without(`value="1234"`)
	b.post(page+"/pin", "pin", "902846").want(200, "The PIN of Marie Leroy has been set.").without("902846")
	b.post(page+"/delete").want(200, "The mailbox of Marie Leroy is in the bin.", "There is no mailbox")
}
