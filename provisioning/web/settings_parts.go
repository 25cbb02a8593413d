package web

import (
	"strings"
	"time"
)

// settingsPart is settings that belong together, in words.
type settingsPart struct {
	Title words
	Rows  []setting
}

// setting is one of them.
type setting struct {
	Label  words
	Values []string
	Keys   []string // of config.toml; none for what does not stand there
	Link   string   // where it is changed on the pages; "" for what is not
	Do     words    // what the link says
	Warn   bool
}

// is is a setting with values, and the keys, with commas between them, that it stands under; values that are empty are left out.
func is(label words, key string, values ...string) setting {
	s := setting{Label: label}
	if key != "" {
		s.Keys = strings.Split(key, ", ")
	}
	for _, value := range values {
		if value != "" {
			s.Values = append(s.Values, value)
		}
	}
	return s
}

func (v *visit) directorySettings(s settings) settingsPart {
	d := s.Directory
	name := is("Name", "", d.Name)
	if v.self.MayEverywhere("directory", "write") {
		name.Link, name.Do = folder{ID: d.RootID}.Address()+"/rename", "Rename"
	}
	return settingsPart{"Directory", []setting{
		name,
		is("Where the tree begins (base DN)", "directory.base_dn", d.BaseDN),
		is("Country of numbers without a country code", "directory.country", v.country(d.Country)),
		is("Names are in the order of", "directory.language", v.languageName(d.Language)),
		is("Dialled for an outside line", "directory.outside_prefix", v.or(d.OutsidePrefix, "nothing")),
		is("Who has no work number", "directory.fill_telephone", v.whether(d.FillTelephone, "shows another number to phones as one", "shows none to phones")),
	}}
}

func (v *visit) numberSettings(s settings) settingsPart {
	x := s.Extensions
	proposed := []string{v.say("from %s on", x.First)}
	if len(x.Ranges) > 0 {
		proposed = nil
	}
	for _, r := range x.Ranges {
		proposed = append(proposed, r.First+" – "+r.Last)
	}
	conflict := words("is as good as any other")
	switch x.DialPrefixConflict {
	case "warn":
		conflict = "is accepted with a warning"
	case "refuse":
		conflict = "is refused"
	}
	contacts := []string{v.or(lineKinds(v.printer, s.Lines.ContactsFor), "for no line")}
	return settingsPart{"Numbers", []setting{
		is("Digits of extensions and short numbers", "extensions.min_digits, extensions.max_digits", v.say("%d to %d", x.MinDigits, x.MaxDigits)),
		is("Proposed for new users", "extensions.ranges, extensions.first", proposed...),
		is("Kept free, beside emergency numbers", "extensions.reserved", v.or(strings.Join(x.Reserved, ", "), "nothing")),
		is("A number that begins with another one", "extensions.dial_prefix_conflict", v.say(conflict)),
		is("A contact is made by itself for", "lines.contacts_for", contacts...),
		is("Digits of a voicemail PIN", "voicemail.pin_digits", v.say("%d", s.Voicemail.PINDigits)),
	}}
}

func (v *visit) licenceSettings(s settings) settingsPart {
	l := s.Licence
	most := v.say("any number")
	if l.Limit > 0 {
		most = v.say("%d", l.Limit)
	}
	rows := []setting{
		is("Users enabled now", "", v.say("%d", l.Enabled)),
		is("Users included", "licence.included", v.say("%d", l.Included)),
		is("Users at most", "licence.limit", most),
	}
	for _, p := range []struct {
		label words
		key   string
		cents int64
	}{{"One more user, a month", "licence.unit_price", l.UnitPriceCents}, {"One more user, once", "licence.activation_price", l.ActivationPriceCents}} {
		price := v.say("no price is set")
		if p.cents > 0 {
			price = v.web.money(v.language, p.cents, l.Currency)
		}
		rows = append(rows, is(p.label, p.key, price))
	}
	return settingsPart{"Licence", rows}
}

func (v *visit) keepingSettings(s settings) settingsPart {
	return settingsPart{"Bin, activity, imports", []setting{
		is("What was deleted can be brought back for", "directory.bin_days", v.say("%d days", s.Directory.BinDays)),
		is("Changes are remembered for", "directory.journal_days", v.say("%d days", s.Directory.JournalDays)),
		is("Files to import have at most", "imports.file_mib, imports.rows", v.bytes(s.Imports.FileBytes), v.say("%d rows", s.Imports.Rows)),
		is("A cell has at most", "imports.cell_chars", v.say("%d characters", s.Imports.CellChars)),
	}}
}

func (v *visit) mailSettings(s settings) settingsPart {
	server := is("Mail server", "mail.smtp", s.Mail.Server)
	if s.Mail.Server == "" {
		server.Values, server.Warn = []string{v.say("none: nobody is invited by e-mail, and no PIN is sent")}, true
		return settingsPart{"Sending e-mail", []setting{server}}
	}
	return settingsPart{"Sending e-mail", []setting{server, is("Written from", "mail.from", s.Mail.From)}}
}

func (v *visit) programSettings(s settings) settingsPart {
	return settingsPart{"The program", []setting{
		is("Version", "", s.Version),
		is("Configuration file", "", v.or(s.ConfigFile, "none: what is usual applies")),
		is("Store", "directory.store", s.Store.Path, v.bytes(s.Store.Bytes)),
		{Label: "Changes so far", Values: []string{v.say("%d", s.Revision)}},
		{Label: "Backup", Values: []string{v.say("On the machine, at any time:"), "annuaire backup annuaire-" + time.Now().Format(time.DateOnly) + ".db"}, Link: "/help/docs/operations#backup-and-restore", Do: "How to back up and restore"},
	}}
}

// or is a text, or words where there is none.
func (v *visit) or(text string, none words) string {
	if text == "" {
		return v.say(none)
	}
	return text
}

// whether says one thing or the other.
func (v *visit) whether(on bool, yes, no words) string {
	if on {
		return v.say(yes)
	}
	return v.say(no)
}
