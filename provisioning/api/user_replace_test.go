package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAReplacementShowsASecretOnlyToWhoSeesWhatItOpens(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	u := s.user(own.ID, "Anne", "Martin", "1001")
	for name, folder := range map[string]uuid.UUID{"near": own.ID, "far": other.ID} {
		_, _, err := s.d.CreateDevice(t.Context(), directory.DeviceDraft{
			Type: directory.SIPDevice, Name: name, SIPUser: name, UserID: u.ID, Account: &directory.AccountDraft{Folders: []uuid.UUID{folder}},
		})
		s.must(nil, err)
	}
	users := []directory.Grant{grant(directory.SectionDirectory, directory.Write, own.ID), grant(directory.SectionUsers, directory.Write, own.ID)}
	for name, test := range map[string]struct {
		devices directory.Access
		want    map[string]string // SIP password, LDAP secret
	}{
		"Rita":  {directory.Read, map[string]string{"near": "", "far": ""}},
		"Tom":   {directory.Write, map[string]string{"near": "sip ldap", "far": "sip"}},
		"Nadia": {"", map[string]string{}},
	} {
		grants := users
		if test.devices != "" {
			grants = append(grants[:2:2], grant(directory.SectionDevices, test.devices, own.ID))
		}
		c, _ := s.login(name, grants...)
		body := object{"contact": object{"first_name": "Luc", "last_name": name, "folder_id": own.ID}}
		shown := decoded[struct{ Reprovision []directory.Reprovision }](c.post("/users/"+u.ID.String()+"/replace", body).want(200)).Reprovision
		got := map[string]string{}
		for _, r := range shown {
			text := ""
			if r.Secrets.SIP != "" {
				text = "sip"
			}
			if r.Secrets.AccountSecret != "" {
				text += " ldap"
			}
			got[r.Name] = text
		}
		if len(got) != len(test.want) || got["near"] != test.want["near"] || got["far"] != test.want["far"] {
			t.Errorf("%s is shown %v, not %v", name, got, test.want)
		}
	}
}
