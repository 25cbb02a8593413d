package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestFeaturesAreTurnedOnAndOff(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	path := "/users/" + u.ID.String() + "/features"
	type list struct{ Features []NamedFeature }
	if all := decoded[list](s.admin.get(path).want(200)).Features; len(all) != len(directory.FeatureNames()) || all[0].Name != directory.FeatureVoicemail || all[0].Enabled {
		t.Errorf("%+v", all)
	}
	p := s.admin.put(path+"/fax", object{"enabled": true}).wantProblem(422, directory.FeaturePrecondition)
	if p.Info.(map[string]any)["needs"] != "number" {
		t.Errorf("%+v", p)
	}
	s.admin.put(path+"/teleport", object{"enabled": true}).wantProblem(404, directory.NotFound)
	s.admin.put(path+"/hotdesk", object{"enabled": true, "settings": object{"source": "radio"}}).wantProblem(422, directory.Invalid)
	on := s.admin.put(path+"/call_forward", object{"enabled": true, "settings": object{"busy": "0612345678"}}, "If-Match", `"1"`).want(200)
	if got := decoded[User](on); got.FeaturesOn[0] != directory.FeatureCallForward {
		t.Errorf("%+v", got)
	}
	s.admin.put(path+"/call_forward", object{"enabled": false}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	off := decoded[User](s.admin.put(path+"/call_forward", object{"enabled": false}, "If-Match", `"2"`).want(200))
	if f := off.Features[directory.FeatureCallForward]; f.Enabled || f.Settings.Busy != "0612345678" || len(off.FeaturesOn) != 0 {
		t.Errorf("%+v", f)
	}
	s.admin.put(path+"/voicemail", object{"enabled": true, "settings": object{"to_email": true}}).want(200)
	version := decoded[User](s.admin.get("/users/" + u.ID.String())).Version
	kept := decoded[User](s.admin.put(path+"/voicemail", object{"enabled": true, "settings": object{"to_email": true, "delete_after_email": true}}).want(200))
	if kept.Version != version+1 || !kept.Mailboxes[0].DeleteAfterEmail {
		t.Errorf("%+v", kept)
	}
	s.admin.put(path+"/voicemail", object{"enabled": false}).want(200)
	if shown := decoded[list](s.admin.get(path).want(200)).Features[0]; shown.Enabled || !shown.Settings.DeleteAfterEmail {
		t.Errorf("%+v", shown)
	}
}
