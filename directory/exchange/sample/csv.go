package sample

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// CSV writes n contacts in so many folders as an import file: names with accents, nested folders, numbers in the ways that
// people write them. The same arguments give the same bytes. Every row can be found again by a second import: by its e-mail
// address, its external reference, or its folder, name, company and number. With more folders than contacts only the
// first n folders are named.
func CSV(w io.Writer, n, folders int, seed uint64) error {
	out := csv.NewWriter(w)
	out.Comma = ';'
	g := newGenerator(folders, seed)
	if err := out.Write(header()); err != nil {
		return fmt.Errorf("writing a sample: %w", err)
	}
	for i := range n {
		if err := out.Write(g.row(i)); err != nil {
			return fmt.Errorf("writing a sample: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing a sample: %w", err)
	}
	return nil
}

func header() []string {
	return []string{
		"external_ref", "kind", "folder", "last_name", "first_name", "company", "title", "department", "email",
		"phone_1", "phone_1_kind", "phone_1_short", "phone_2", "phone_2_kind", "street", "postal_code", "city", "country",
	}
}

// generator makes one row after the other.
type generator struct {
	random                                 *rand.Rand
	paths, last, first, title, company, at []string
	emails                                 map[string]int      // how often a local part was wanted
	outside                                map[string]struct{} // names of outside contacts, by folder
	short                                  int                 // the next short number
}

func newGenerator(folders int, seed uint64) *generator {
	g := &generator{
		random: rand.New(rand.NewPCG(seed, seed)),
		paths:  folderPaths(folders), last: lastNames(), first: firstNames(), title: titles(), company: companies(), at: cities(),
		emails: map[string]int{}, outside: map[string]struct{}{}, short: 20_000,
	}
	for _, list := range [][]string{g.last, g.first} {
		for i := range list {
			list[i] = strings.ReplaceAll(list[i], "_", " ")
		}
	}
	return g
}

func (g *generator) pick(list []string) string { return list[g.random.IntN(len(list))] }

// chance is true so many times in a hundred.
func (g *generator) chance(percent int) bool { return g.random.IntN(100) < percent }

func (g *generator) row(i int) []string {
	folder := ""
	if len(g.paths) > 0 {
		folder = g.paths[i%len(g.paths)]
	}
	if g.chance(15) {
		return g.outsider(i, folder)
	}
	return g.insider(i, folder)
}

// insider is a person of the company; one in ten has no e-mail address.
func (g *generator) insider(i int, folder string) []string {
	last, first := g.lastName(), g.pick(g.first)
	email, ref := "", ""
	if g.chance(90) {
		email = g.email(first, last)
	}
	if email == "" || g.chance(30) {
		ref = fmt.Sprintf("P%06d", i)
	}
	short := ""
	if g.chance(60) && g.short <= 999_999 {
		short = g.nextShort()
	}
	mobile, mobileKind := "", ""
	if g.chance(40) {
		mobile, mobileKind = g.number("63998"), "mobile"
	}
	department := folder[strings.LastIndex(folder, "/")+1:]
	return []string{
		ref, "internal", folder, last, first, "", g.pick(g.title), department, email,
		g.number(g.landline()), "work", short, mobile, mobileKind, "", "", "", "",
	}
}

// nextShort leaves out what begins as the European numbers of social value do: a telephone system lets those through.
func (g *generator) nextShort() string {
	const social, end = 116_000, 117_000
	if g.short >= social && g.short < end {
		g.short = end
	}
	g.short++
	return strconv.Itoa(g.short - 1)
}

// outsider is a company, mostly with a person of it.
func (g *generator) outsider(i int, folder string) []string {
	var last, first, company string
	for {
		last, first = "", ""
		city := g.pick(g.at)
		company = g.pick(g.company) + " " + g.pick(g.last) + " " + city
		if g.chance(70) {
			last, first = g.lastName(), g.pick(g.first)
		}
		key := strings.Join([]string{folder, last, first, company}, "\x00")
		if _, used := g.outside[key]; !used {
			g.outside[key] = struct{}{}
			break
		}
	}
	email := ""
	if g.chance(70) {
		email = "contact@" + local(company) + ".example"
	}
	return []string{
		"", "external", folder, last, first, company, "", "", email,
		g.number(g.landline()), "work", "", "", "",
		fmt.Sprintf("%d rue %s", 1+g.random.IntN(120), g.pick(g.last)), fmt.Sprintf("%05d", 1000*(1+g.random.IntN(95))), g.pick(g.at), "France",
	}
}

// lastName is double for one in ten.
func (g *generator) lastName() string {
	name := g.pick(g.last)
	if g.chance(10) {
		name += "-" + g.pick(g.last)
	}
	return name
}

// email is first.last@ateliers-vauban.example; who comes second gets a number.
func (g *generator) email(first, last string) string {
	name := local(first) + "." + local(last)
	g.emails[name]++
	if n := g.emails[name]; n > 1 {
		name += strconv.Itoa(n)
	}
	return name + "@vauban.example"
}

// local makes the local part of an address of a name.
func local(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(strings.ToLower(name), "œ", "oe")) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case r == ' ' || r == '-':
			b.WriteByte('-')
		}
	}
	return b.String()
}

// landline is the national number's first five digits, of a block for fiction.
func (g *generator) landline() string {
	return g.pick([]string{"19900", "26191", "35301", "46571", "53649"})
}

// number is a French number, written in one of the ways that people do.
func (g *generator) number(block string) string {
	d := fmt.Sprintf("%s%04d", block, g.random.IntN(10_000))
	pairs := func(sep string) string { return strings.Join([]string{d[1:3], d[3:5], d[5:7], d[7:9]}, sep) }
	switch g.random.IntN(7) {
	case 0:
		return "0" + d
	case 1:
		return "0" + d[:1] + "." + pairs(".")
	case 2:
		return "+33" + d
	case 3:
		return "+33 " + d[:1] + " " + pairs(" ")
	case 4:
		return "0033 " + d
	case 5:
		return "+33 (0)" + d[:1] + " " + pairs(" ")
	}
	return "0" + d[:1] + " " + pairs(" ")
}
