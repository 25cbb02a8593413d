package web

import (
	"encoding/json"
	"slices"
	"strconv"
)

// fewestFolders is how many folders the form of an account has room for; saving them makes room for one more.
const fewestFolders = 2

// accountForm declares the fields once, for the new account, the change and both versions of a stale one, with room for one folder more than there are. Where
// the visitor sees no folders, there is no field for them.
func (v *visit) accountForm(submit words, folders []string) (*form, error) {
	fields := []*field{{Name: "name", Label: "Name", Hint: "What the phone gives as its user name: small letters and digits suit every phone.", Required: true, Most: 64}}
	for i := range max(fewestFolders, len(folders)+1) {
		if !v.self.May("directory", "read") {
			break
		}
		one, none := &field{Name: folderField(i), Label: "Another folder", Required: true}, words("no other")
		if i == 0 {
			one.Label, none = "Folder that it sees", "the whole directory"
			one.Hint = "With what is below it. Phones at the front desk may see everybody, one in the lobby perhaps one folder."
		}
		one, err := v.chooseFolder(one, none, folderRange{Already: folders})
		if err != nil {
			return nil, err
		}
		fields = append(fields, one)
	}
	fields = append(fields, &field{
		Name: "sees", Label: "What it sees of people", Kind: "select", Required: true, Options: seesOptions(),
		Hint: "What it does not see, it can not search either: whoever holds the phone can find out no more.",
	})
	for _, s := range sights() {
		fields = append(fields, &field{Name: "sees." + s.Name, Label: s.Label, Kind: "checkbox"})
	}
	fields = append(fields, phoneOptionFields()...)
	f := newForm(v, submit, "/accounts", fields)
	f.now = func(record []byte) (map[string]string, error) {
		var a ldapAccount
		err := json.Unmarshal(record, &a)
		return a.values(), err
	}
	return f, nil
}

// phoneOptionFields are how answers suit the phones that bind as an account. The default of each is what the standard asks for.
func phoneOptionFields() []*field {
	return []*field{
		{
			Name: "dial_format", Label: "How numbers are written", Kind: "select", Required: true,
			Hint:    "As the phone is to dial them: softphones and mobiles want the international form, a telephone system mostly the national one.",
			Options: []option{{Label: "as they were typed"}, {Value: "international", Label: "international: +33123456789"}, {Value: "national", Label: "national: 0123456789"}},
		},
		{
			Name: "outside_line", Label: "Outside line", Most: 4,
			Hint: "What is dialled before outside numbers, such as 0: it is put in front of the numbers shown, and may stand in front of those that are searched for.",
		},
		{
			Name: "lenient_equality", Label: "Find names by their beginning, even without an asterisk", Kind: "checkbox",
			Hint: "For phones that lose the asterisk of their filter: “mar” finds Martin all the same.",
		},
		{
			Name: "truncation", Label: "When there are more than the phone may have", Kind: "select", Required: true,
			Hint:    "Some phones show an error instead of a list that is cut.",
			Options: []option{{Label: "say that the list is cut (standard)"}, {Value: "success", Label: "send what fits and say nothing"}},
		},
		{
			Name: "search_base", Label: "When the phone searches in a place that does not exist", Kind: "select", Required: true,
			Hint:    "For phones whose base can not be set, or was set for another server.",
			Options: []option{{Label: "say so (standard)"}, {Value: "any", Label: "search the whole directory"}},
		},
	}
}

func folderField(i int) string { return "folder." + strconv.Itoa(i) }

// values are what stands in the form of an account.
func (a ldapAccount) values() map[string]string {
	values := map[string]string{
		"name": a.Name, "sees": sees(a.Attributes), "dial_format": a.DialFormat, "outside_line": a.OutsideLine,
		"lenient_equality": ticked(a.LenientEquality), "truncation": a.Truncation, "search_base": a.SearchBase,
	}
	for i, id := range a.Folders {
		values[folderField(i)] = id
	}
	if values["sees"] == seesChosen {
		for name := range ticks(a.Attributes) {
			values["sees."+name] = ticked(true)
		}
	}
	return values
}

// body is what the API is sent: all of the form, with what the account sees that the form has no field for.
func (a ldapAccount) body(f *form) map[string]any {
	body := map[string]any{"attributes": seen(f, a.Attributes)}
	for _, one := range f.Below("") {
		switch one.Name {
		case "name", "dial_format", "outside_line", "truncation", "search_base":
			body[one.Name] = one.Value
		case "lenient_equality":
			body[one.Name] = one.Checked()
		}
	}
	if list := f.Below("folder."); len(list) > 0 {
		folders := []string{}
		for _, one := range list {
			if one.Value != "" && !slices.Contains(folders, one.Value) {
				folders = append(folders, one.Value)
			}
		}
		body["folders"] = folders
	}
	return body
}
