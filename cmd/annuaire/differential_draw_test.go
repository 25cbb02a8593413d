package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

// drawnPerson is somebody both servers have. Everything is ASCII without hyphens and apostrophes, which annuaire takes for
// spaces; no first name is a last name, because annuaire finds a name either way round.
type drawnPerson struct {
	folder, last, first, company, title, department, mail, city, work, mobile, short string
}

var (
	drawnFirst   = strings.Fields("Adam Anna Bea Boris Carla Cesar Dora Emil Emma Fanny Felix Gina Greta Hans Ines Ivan Jana Jean Karl Lea Louis Luca Marie Mona Nils Olga Oscar Paul Petra Rosa Simon Tara Theo Ugo Vera Yves Zoe")
	drawnLast    = strings.Fields("Abel Adler Baker Bauer Berger Blanc Brun Caron Cohen Colin Costa Diaz Doe Dubois Dumas Durand Evrard Faure Fischer Fournier Garcia Girard Gray Gross Huber Hugo Jung Kaiser Keller Klein Koch Lang Laurent Leroy Lopez Maier Marchand Marin Martin Martinez Mayer Meier Meyer Michel Moreau Moulin Muller Nguyen Noir Oliver Petit Picard Richard Robert Roche Rossi Roux Roy Sauer Schmidt Silva Simonet Smith Stein Thomas Vidal Vogel Weber Winter Wolf Young Zimmer")
	drawnTitles  = []string{"", "", "Buyer", "Head of sales", "Sales assistant", "Engineer", "Chief engineer"}
	drawnDepts   = []string{"", "Sales", "Research", "Finance", "Sales support"}
	drawnCities  = []string{"", "Paris", "Parma", "Lyon", "Lille", "London"}
	drawnFirms   = []string{"Acme", "Acme Tools", "Globex", "Initech", "Umbrella Paris"}
	drawnFolders = []string{"Sales", "Sales/North", "Sales/North/Lille", "Sales/South", "Research", "Research/Labs", "Suppliers", "Suppliers/Tools"}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func drawPeople(r *rand.Rand, n int) []drawnPerson {
	people := make([]drawnPerson, n)
	for i := range people {
		p := drawnPerson{
			folder: pick(r, drawnFolders), last: pick(r, drawnLast), first: pick(r, drawnFirst), title: pick(r, drawnTitles),
			department: pick(r, drawnDepts), city: pick(r, drawnCities), work: fmt.Sprintf("01 99 %02d %02d %02d", i/10000, i/100%100, i%100),
		}
		if strings.HasPrefix(p.folder, "Suppliers") {
			p.company = pick(r, drawnFirms)
		} else {
			p.mail = fmt.Sprintf("%s.%s%d@example.com", strings.ToLower(p.first), strings.ToLower(p.last), i)
		}
		if i%3 == 0 {
			p.mobile = fmt.Sprintf("06 39 98 %02d %02d", i/100%100, i%100)
		}
		if i%5 == 0 {
			p.short = fmt.Sprint(3000 + i)
		}
		people[i] = p
	}
	return people
}

// draw draws searches.
type draw struct {
	*rand.Rand
	people []drawnPerson
}

func newDraw(seed uint64, people []drawnPerson) *draw {
	return &draw{rand.New(rand.NewPCG(seed, 2)), people}
}

func (r *draw) search() *ldap.SearchRequest {
	q := &ldap.SearchRequest{BaseDN: r.base(), Scope: pick(r.Rand, []int{0, 1, 1, 2, 2, 2, 2, 2, 2}), Filter: r.filter(3)}
	if r.IntN(3) == 0 {
		q.SizeLimit = 1 + r.IntN(400)
	}
	q.TypesOnly = r.IntN(8) == 0
	for range r.IntN(5) {
		q.Attributes = append(q.Attributes, pick(r.Rand, []string{"cn", "SN", "givenName", "uid", "title", "o", "ou", "l", "mail", "telephoneNumber", "mobile",
			"shortNumber", "objectClass", "entryUUID", "name", "moblie", "1.1", "structuralObjectClass", "entryDN", "hasSubordinates"}))
	}
	return q
}

func (r *draw) base() string {
	if r.IntN(2) > 0 {
		return differentialBase
	}
	return pick(r.Rand, []string{"ou=Sales," + differentialBase, "OU=north, ou=Sales , DC=Example,dc=com", "ou=Labs,ou=Research," + differentialBase, "ou=Nowhere,ou=Sales," + differentialBase,
		"uid=adam.abel,ou=Sales," + differentialBase, "uid=nobody," + differentialBase, "dc=elsewhere", "dc=com", "nonsense"})
}

func (r *draw) filter(depth int) string {
	if depth > 0 && r.IntN(2) == 0 {
		switch r.IntN(5) {
		case 0:
			return "(!" + r.filter(depth-1) + ")"
		case 1, 2:
			return "(&" + r.filters(depth-1) + ")"
		default:
			return "(|" + r.filters(depth-1) + ")"
		}
	}
	return r.item()
}

func (r *draw) filters(depth int) string {
	var b strings.Builder
	for range 1 + r.IntN(3) {
		b.WriteString(r.filter(depth))
	}
	return b.String()
}

// item is a filter about one attribute that both servers mean the same by.
func (r *draw) item() string {
	p := pick(r.Rand, r.people)
	texts := map[string]string{"sn": p.last, "surname": p.last, "givenName": p.first, "title": p.title, "ou": p.department, "l": p.city, "mail": p.mail,
		"o": p.company, "2.5.4.4": p.last, "uid": strings.ToLower(p.first + "." + p.last)}
	attribute := pick(r.Rand, []string{"sn", "sn", "surname", "givenName", "title", "ou", "l", "mail", "o", "2.5.4.4", "uid"})
	text := texts[attribute]
	digits := strings.ReplaceAll(p.work, " ", "")
	switch r.IntN(14) {
	case 0, 1:
		return equals(attribute, r.anyCase(text))
	case 2, 3:
		return "(" + attribute + "=" + r.anyCase(text[:min(len(text), 1+r.IntN(4))]) + "*)"
	case 4:
		return "(" + attribute + "=*" + r.anyCase(r.piece(text)) + "*)"
	case 5:
		return "(" + attribute + "=*" + r.anyCase(text[max(0, len(text)-1-r.IntN(4)):]) + ")"
	case 6:
		return "(" + pick(r.Rand, []string{"title", "o", "ou", "mobile", "shortNumber", "mail", "l", "cn", "uid", "moblie", "jpegPhoto", "objectClass"}) + "=*)"
	case 7:
		return "(objectClass=" + pick(r.Rand, []string{"person", "PERSON", "inetOrgPerson", "organizationalUnit", "annuaireContact", "top", "2.5.6.6", "domain", "noSuchClass"}) + ")"
	case 8:
		return pick(r.Rand, []string{"(telephoneNumber=" + p.work + ")", "(telephoneNumber=" + digits + ")", "(telephoneNumber=" + digits[:4+r.IntN(5)] + "*)",
			"(telephoneNumber=*" + digits[6:] + ")", "(telephoneNumber=*" + digits[3:8] + "*)"})
	case 9:
		return pick(r.Rand, []string{equals("mobile", p.mobile), equals("shortNumber", p.short), equals("employeeType", "external"), equals("cn", p.first+" "+p.last),
			equals("displayName", r.anyCase(p.first+" "+p.last)), "(cn=*" + r.piece(p.last) + "*)"})
	case 10:
		return pick(r.Rand, []string{"(createTimestamp>=20200101000000Z)", "(createTimestamp<=20200101000000Z)", "(modifyTimestamp>=x)", "(hasSubordinates=TRUE)",
			"(structuralObjectClass=inetOrgPerson)", "(entryDN=ou=Sales," + differentialBase + ")", "(entryDN=x)", "(name=" + p.last + ")"})
	case 11:
		return pick(r.Rand, []string{"(moblie=x)", "(moblie=x*)", "(!(moblie=x))", "(sn;lang-fr=" + p.last + ")", "(sn=no one)", "(&)", "(|)"})
	case 12:
		return "(sn:" + pick(r.Rand, []string{"caseIgnoreMatch", "2.5.13.2", "noSuchMatch"}) + ":=" + r.anyCase(p.last) + ")"
	}
	return "(" + attribute + "=" + r.anyCase(r.piece(text)) + "*" + r.piece(text) + "*)"
}

// equals is a filter for equality, or for presence where the value is empty.
func equals(attribute, value string) string {
	if value == "" {
		value = "*"
	}
	return "(" + attribute + "=" + value + ")"
}

// piece is a part of a text without a space in it.
func (r *draw) piece(text string) string {
	if text == "" {
		return "x"
	}
	word := pick(r.Rand, strings.Fields(text))
	from := r.IntN(len(word))
	return word[from : from+1+r.IntN(len(word)-from)]
}

func (r *draw) anyCase(s string) string {
	switch r.IntN(4) {
	case 0:
		return strings.ToUpper(s)
	case 1:
		return strings.ToLower(s)
	}
	return s
}
