package web

import (
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
)

// inWords is what the page says of a phone's requests, in a language.
type inWords struct {
	language, title, button, waiting                     string
	wrongPassword, wrongBase, nobody, bound, found, over string
}

func TestAnInstallerSeesWhatThePhoneAsksAsItAsks(t *testing.T) {
	for _, says := range []inWords{
		{
			language: "en", title: "Connect Yealink", button: "Show what to type", waiting: "Waiting for the phone…",
			wrongPassword: "Wrong password for yealink.", wrongBase: "It searches under dc=xyz, which is not here: change Base to dc=vauban.",
			nobody: "It asked for 0123456789; nobody has that number.", bound: "Bound as yealink", found: "Searched “ler” under Ateliers Vauban · 1 person shown",
			over: "You are signed in no more.",
		},
		{
			language: "fr", title: "Connecter Yealink", button: "Afficher les réglages à saisir", waiting: "En attente du téléphone…",
			wrongPassword: "Mot de passe erroné pour yealink.", wrongBase: "Il cherche sous dc=xyz, qui n’est pas ici\u202f: remplacez Base par dc=vauban.",
			nobody: "Il a demandé 0123456789\u202f; personne n’a ce numéro.", bound: "Connecté comme yealink",
			found: "Recherche de «\u202fler\u202f» sous Ateliers Vauban · 1 fiche affichée", over: "Vous n’êtes plus connecté.",
		},
	} {
		t.Run(says.language, func(t *testing.T) { installPhone(t, says) })
	}
}

// followed is true once the page is shown what phones ask as they ask it; its words are there before that, hidden.
const followed = `document.querySelector("[data-live]")?.dataset.state == "on"`

func installPhone(t *testing.T, says inWords) {
	o := connectSite(t)
	w := o.window()
	w.Resize(360, 740) // in the installer's hand
	w.signIn(adminEmail)
	if says.language == "fr" {
		w.Open("/connect")
		value[bool](w, `(document.querySelector("form[action='/preferences'] button[value=fr]").click(), true)`)
		w.Until(`document.documentElement.lang == "fr"`)
	}
	w.Open("/connect")
	w.Click(`a[href="/connect/yealink"]`)
	w.Until(`location.pathname == "/connect/yealink"`)
	w.Says("button.main", says.button)
	w.Click("form.connect button.main")
	w.Says("h1", says.title)
	w.Says(".live .on", says.waiting)
	w.Until(followed)
	secret := value[string](w, `document.querySelector(".has-secret [data-copy]").dataset.copy`)
	if at := value[string](w, `location.href`); at != o.url+"/connect/yealink" {
		t.Errorf("the page is at %s", at)
	}

	p := o.phone()
	p.bind("yealink", "wrong", ldap.LDAPResultInvalidCredentials)
	w.Says(".asked.trouble strong", says.wrongPassword)
	p.bind("yealink", secret, ldap.LDAPResultSuccess)
	w.Says(".asked.fine strong", says.bound)
	p.search("dc=xyz", "(cn=ler*)", -ldap.LDAPResultNoSuchObject)
	w.Says(".asked.trouble strong", says.wrongBase)
	p.search(baseDN, "(telephoneNumber=0123456789)", 0)
	w.Says(".asked.trouble strong", says.nobody)
	p.search(baseDN, "(|(cn=ler*)(sn=ler*))", 1)
	w.Says(".asked.fine p", says.found)
	if n := value[int](w, `document.querySelectorAll(".asked").length`); n != 5 {
		t.Errorf("%d requests are shown of 5", n)
	}
	w.inspect(t, "connect-live-"+says.language, func() {}) // as it is: its secret is shown once

	value[bool](w, `fetch("/sign-out", {method: "POST"}).then(() => true)`) // as in another window
	w.Says(".live .over", says.over)
}

func TestALiveViewThatIsLeftIsFollowedNoMore(t *testing.T) {
	o := connectSite(t)
	if _, _, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"}); err != nil {
		t.Fatal(err)
	}
	w := o.window()
	w.signIn(adminEmail)
	w.Open("/connect/requests")
	w.Says(".live .on", "Waiting for what phones ask…")
	o.untilFollowed(1)
	o.untilWatched(1) // what is kept for who looks again, which the view is made of
	w.Click(`#sidebar a[href="/accounts"]`)
	w.Says("h1", "LDAP accounts")
	o.untilFollowed(0)
	value[bool](w, `(history.back(), true)`)
	w.Until(followed)
	o.phone().bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	w.Says(".asked strong", "Wrong password for standard.")
}
