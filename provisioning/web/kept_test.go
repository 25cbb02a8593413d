package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"annuaire/directory"
)

// TestWhatIsTypedOutlivesItsSession saves a contact after the session has ended: one signs in again, sends what is kept, and nothing is typed twice.
func TestWhatIsTypedOutlivesItsSession(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Petit"})
	edit := "/directory/contacts/" + anne.ID.String() + "/edit"
	b := s.signedIn(adminEmail)
	form := fieldsOf(t, b.get(edit).want(200).body)
	clear(b.cookies)

	form.Set("kind", "internal")
	form.Set("folder_id", anne.FolderID.String())
	form.Set("title", "Directrice")
	asked := b.ask("POST", edit, strings.NewReader(form.Encode())).want(401, "Your session has ended. What you have typed is kept", `name="kept.address" value="`+edit+`"`)
	again := fieldsOf(t, asked.body)
	again.Set("name", adminEmail)
	again.Set("password", "not this one")
	again = fieldsOf(t, b.ask("POST", "/sign-in", strings.NewReader(again.Encode())).want(401, "The name or the password is wrong.").body)
	again.Set("name", adminEmail)
	again.Set("password", password)
	waiting := b.ask("POST", "/sign-in", strings.NewReader(again.Encode())).want(200, "What you have typed is still here", `action="`+edit+`"`)
	if c, err := s.d.Contact(anne.ID); err != nil || c.Title != "" {
		t.Fatalf("it is saved before anybody says so: %+v, %v", c, err)
	}
	b.ask("POST", edit, strings.NewReader(fieldsOf(t, waiting.body).Encode())).want(200, "“Anne Petit” has been changed.", "Directrice")
}

// TestASecretIsNotKeptWithWhatIsTyped: a password would be written into the page.
func TestASecretIsNotKeptWithWhatIsTyped(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.post("/self/password", "old", password, "password", "un autre cheval vert").want(200, "Sign in").without("kept.values", "cheval")
	b.post("/users/new", "contact.last_name", "Petit").want(401, "kept.values")
	b.post("/sign-in", "name", adminEmail, "password", password, "kept.address", "//elsewhere.example/x", "kept.values", "a=b").
		want(200, `action="/"`).without("elsewhere")
}

// fieldsOf are the values of the inputs of a page's forms.
func fieldsOf(t *testing.T, body string) url.Values {
	t.Helper()
	values := url.Values{}
	for _, tag := range strings.Split(body, "<input ")[1:] {
		tag, _, _ = strings.Cut(tag, ">")
		attribute := func(name string) string {
			_, rest, _ := strings.Cut(" "+tag, " "+name+`="`)
			value, _, _ := strings.Cut(rest, `"`)
			return unescaped(value)
		}
		if kind := attribute("type"); kind == "checkbox" || kind == "radio" || attribute("name") == "" {
			continue
		}
		values.Set(attribute("name"), attribute("value"))
	}
	return values
}

// TestAServerThatIsNotReachedIsToldOfAndNothingIsLost cuts the network while a form is sent.
func TestAServerThatIsNotReachedIsToldOfAndNothingIsLost(t *testing.T) {
	s := newSite(t)
	w := s.window()
	w.signIn(adminEmail)
	w.Open("/templates/new")
	w.cut(true)
	w.TypeInto("#name", "Front desk\r")
	w.Says("#unreachable", "The server can not be reached. Nothing has been sent")
	value[bool](w, `(window.confirm = text => { window.asked = text; return false; }, true)`)
	w.Click(`#sidebar a[href="/directory"]`)
	w.Until(`(window.asked || "").startsWith("What you have typed has not been saved")`)
	w.cut(false)
	w.TakeFaults() // htmx tells the console
	w.TypeInto("#name", "\r")
	w.Says("#notice", "The template “Front desk” has been added.")
	w.Until(`document.getElementById("unreachable").textContent == ""`)
}

// cut takes the network away from what the page sends, or gives it back.
func (w window) cut(away bool) {
	value[bool](w, `((away) => {
		window.send = window.send || XMLHttpRequest.prototype.send;
		XMLHttpRequest.prototype.send = away ? function () { this.dispatchEvent(new ProgressEvent("error")); } : window.send;
		return true;
	})(`+strconv.FormatBool(away)+`)`)
}
