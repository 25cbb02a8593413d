package phones

import "strings"

// Families are all that is known, in the order of their IDs.
func Families() []*Family {
	return []*Family{
		akuvox(), alcatel(), apple(), auerswald(), avaya(), ciscoMPP(), ciscoSPA(), escene(), fanvil(), gigasetMaxwell(), gigasetN(), gigasetP(),
		grandstream(), htek(), jitsi(), konftel(), linphone(), mitel(), mitelDECT(), panasonic(), poly(), sangoma(), snom(), snomM(), thunderbird(),
		unify(), vtech(), yealink(),
	}
}

// Find gives the family of that ID.
func Find(id string) (*Family, bool) {
	for _, f := range Families() {
		if f.ID == id {
			return f, true
		}
	}
	return nil, false
}

// What most families search for: names of people and companies, and numbers of every kind. ipPhone is a short number.
const (
	nameFilter   = "(|(cn=%)(sn=%)(o=%))"
	numberFilter = "(|(telephoneNumber=%)(mobile=%)(ipPhone=%)(homePhone=%))"
	numbers      = "telephoneNumber mobile ipPhone homePhone"
)

// begins writes the asterisk into a template, for phones that add none.
func begins(filter string) string { return strings.ReplaceAll(filter, "%", "%*") }

// secret tells the fields with the account's secret in them.
func (f field) secret() bool { return strings.Contains(f.value, "{secret}") }

func onlyClear() Text {
	return Text{
		"The connection can not be encrypted: let such phones bind from your own network alone.",
		"La connexion ne peut pas être chiffrée\u202f: réservez-la à votre propre réseau.",
	}
}

func wantsCA() Text {
	return Text{
		"With TLS the phone checks the certificate: give it the one that signed the server's, or turn the check off.",
		"Avec TLS, le téléphone vérifie le certificat\u202f: donnez-lui celui qui a signé le certificat du serveur, ou désactivez la vérification.",
	}
}
