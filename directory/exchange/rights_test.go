package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// rightsOf gives those of a login that has these permissions everywhere.
func rightsOf(t *testing.T, d *directory.Directory, permissions ...directory.Permission) *directory.Rights {
	t.Helper()
	return rightsIn(t, d, uuid.Nil, permissions...)
}

// rightsIn gives those of a login that has these permissions in a folder.
func rightsIn(t *testing.T, d *directory.Directory, folder uuid.UUID, permissions ...directory.Permission) *directory.Rights {
	t.Helper()
	contact, _, err := d.CreateContact(t.Context(), directory.ContactDraft{FirstName: "Rita", LastName: "Person", Email: uuid.NewString() + "@vauban.example"})
	if err != nil {
		t.Fatal(err)
	}
	role, err := d.CreateRole(t.Context(), directory.RoleDraft{Name: uuid.NewString(), Permissions: permissions})
	if err != nil {
		t.Fatal(err)
	}
	var token string
	_, err = d.Invite(t.Context(), contact.ID, 0, []directory.RoleAssignment{{RoleID: role.ID, FolderID: folder}}, func(_ directory.LinkInfo, made string) error {
		token = made
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.UseLink(t.Context(), token, "a horse, a battery"); err != nil {
		t.Fatal(err)
	}
	login, err := d.LoginOf(contact.ID)
	if err != nil {
		t.Fatal(err)
	}
	rights, err := d.Rights(login.ID)
	if err != nil {
		t.Fatal(err)
	}
	return &rights
}

func TestColumnsNeedTheirRights(t *testing.T) {
	d := newDirectory(t)
	write := func(sections ...directory.Section) *directory.Rights {
		permissions := []directory.Permission{{Section: directory.SectionDirectory, Access: directory.Write}}
		for _, s := range sections {
			permissions = append(permissions, directory.Permission{Section: s, Access: directory.Write})
		}
		return rightsOf(t, d, permissions...)
	}
	none, users := write(), write(directory.SectionUsers)
	for column, allowed := range map[string]*directory.Rights{
		"extensions": users, "did": users, "modèle": users, "title": none,
		"roles":      write(directory.SectionAccess),
		"groupes":    write(directory.SectionGroups),
		"messagerie": write(directory.SectionVoicemail),
	} {
		file := "last_name;first_name;" + column + "\nMartin;Jean;\n"
		if _, err := Plan(t.Context(), d, strings.NewReader(file), Options{Rights: allowed}); err != nil {
			t.Errorf("%s: %v", column, err)
		}
		_, err := Plan(t.Context(), d, strings.NewReader(file), Options{Rights: none})
		if want := directory.Forbidden; column != "title" && (directory.CodeOf(err) != want || !strings.Contains(err.Error(), column)) {
			t.Errorf("%s without the right: %v", column, err)
		}
	}
}

func TestAnExportHasWhatItsReaderMayKnow(t *testing.T) {
	d := newDirectory(t)
	furnish(t, d, "group 900 Accueil\nnumber +33199000010\n")
	mustImport(t, d, "last_name;first_name;email;extensions;did;voicemail;roles;groups\n"+
		"Martin;Jean;jean@vauban.example;1001;0199000010;yes;Comptable;Accueil\n", Options{})
	read := func(s directory.Section) directory.Permission {
		return directory.Permission{Section: s, Access: directory.Read}
	}
	for section, want := range map[directory.Section]string{
		directory.SectionDirectory: "hidden\n",
		directory.SectionUsers:     "hidden;extensions;did\n",
		directory.SectionVoicemail: "hidden;voicemail\n",
		directory.SectionAccess:    "hidden;roles\n",
		directory.SectionGroups:    "hidden;groups\n",
	} {
		var b bytes.Buffer
		rights := rightsOf(t, d, read(section))
		if err := ExportCSV(t.Context(), d, &b, ExportOptions{Rights: rights}); err != nil {
			t.Fatal(err)
		}
		if header, _, _ := strings.Cut(b.String(), "\n"); !strings.HasSuffix(header+"\n", want) {
			t.Errorf("%s: %s", section, header)
		}
	}
}

func TestAListThatIsKnownOnlyInPartIsNotExported(t *testing.T) {
	d := newDirectory(t)
	mustImport(t, d, "folder;last_name;first_name;email;roles\nVente;Martin;Jean;jean@vauban.example;Comptable@Vente\n"+
		"Vente;Durand;Zoé;zoe@vauban.example;\nAtelier;Petit;Léa;;\n", Options{CreateFolders: true})
	mustImport(t, d, "email;roles\nzoe@vauban.example;Comptable@Vente,Technicien@Atelier\n", Options{})
	vente := contactNamed(t, d, "Jean Martin").FolderID
	rights := rightsIn(t, d, vente, directory.Permission{Section: directory.SectionAccess, Access: directory.Read})
	var b bytes.Buffer
	if err := ExportCSV(t.Context(), d, &b, ExportOptions{Rights: rights}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, ";Comptable@Vente\n") || strings.Contains(got, "Technicien") {
		t.Error(got)
	}
}
