package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestReportWorkstation(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	c := contact(t, d, ContactDraft{})
	report := WorkstationReport{Host: "PC-1", OS: "Windows 11", App: "CallPad", AppVersion: "1.0"}
	first, err := d.ReportWorkstation(ctx, c.ID, report)
	wantCode(t, err, "")
	revision := d.Revision()
	clock.move(time.Hour)
	again, err := d.ReportWorkstation(ctx, c.ID, WorkstationReport{Host: "PC-1", OS: "Windows 11", App: "CallPad", AppVersion: "1.0"})
	wantCode(t, err, "")
	if again.Workstation != first.Workstation || d.Revision() != revision || !again.LastSeen.Equal(clock.now()) {
		t.Errorf("reported again %+v at revision %d", again, d.Revision())
	}
	report.AppVersion, report.Host = "1.1", "pc-1"
	updated, err := d.ReportWorkstation(ctx, c.ID, report)
	if wantCode(t, err, ""); updated.ID != first.ID || updated.Version != 2 || d.Revision() != revision+1 {
		t.Errorf("a new version %+v", updated)
	}
	clock.move(time.Hour)
	_, err = d.ReportWorkstation(ctx, c.ID, WorkstationReport{Host: "PC-2", App: "CallPad"})
	wantCode(t, err, "")
	own, err := d.WorkstationsOf(c.ID)
	if wantCode(t, err, ""); len(own) != 2 || own[0].Host != "PC-2" {
		t.Errorf("workstations %+v", own)
	}
	for _, test := range []struct {
		name    string
		contact uuid.UUID
		report  WorkstationReport
		want    Code
	}{
		{"of a contact there is not", uuid.UUID{1}, report, NotFound},
		{"without host", c.ID, WorkstationReport{App: "CallPad"}, Required},
		{"without application", c.ID, WorkstationReport{Host: "PC-3"}, Required},
		{"with a host of 128 characters", c.ID, WorkstationReport{Host: strings.Repeat("x", 128), App: "CallPad"}, ""},
		{"with a host of 129 characters", c.ID, WorkstationReport{Host: strings.Repeat("x", 129), App: "CallPad"}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.ReportWorkstation(ctx, test.contact, test.report)
			wantCode(t, err, test.want)
		})
	}
	wantSound(t, d)
}

func TestAWorkstationIsStaleAfter90Days(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	c := contact(t, d, ContactDraft{})
	_, err := d.ReportWorkstation(ctx, c.ID, WorkstationReport{Host: "PC-1", App: "CallPad"})
	wantCode(t, err, "")
	clock.move(90 * 24 * time.Hour)
	d = reopen(t, d, path, clock, Config{Name: "Acme"})
	if own, err := d.WorkstationsOf(c.ID); err != nil || own[0].Stale {
		t.Errorf("after 90 days %+v, %v", own, err)
	}
	clock.move(time.Millisecond)
	if own, err := d.WorkstationsOf(c.ID); err != nil || !own[0].Stale {
		t.Errorf("after more than 90 days %+v, %v", own, err)
	}
}

func TestAContactHasTheWorkstationsLastHeardOf(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	c := contact(t, d, ContactDraft{})
	for i := range maxWorkstations + 1 {
		if i == maxWorkstations { // the first one is heard of again
			_, err := d.ReportWorkstation(ctx, c.ID, WorkstationReport{Host: "PC-0", App: "CallPad"})
			wantCode(t, err, "")
			clock.move(time.Second)
		}
		_, err := d.ReportWorkstation(ctx, c.ID, WorkstationReport{Host: fmt.Sprintf("PC-%d", i), App: "CallPad"})
		wantCode(t, err, "")
		clock.move(time.Second)
	}
	own, err := d.WorkstationsOf(c.ID)
	if wantCode(t, err, ""); len(own) != maxWorkstations || own[1].Host != "PC-0" || own[len(own)-1].Host != "PC-2" {
		t.Errorf("%d workstations, the last one %+v", len(own), own[len(own)-1])
	}
	wantCode(t, d.DeleteContact(ctx, c.ID, 0), "")
	_, err = d.WorkstationsOf(c.ID)
	wantCode(t, err, NotFound)
	wantSound(t, d)
	clock.move(31 * 24 * time.Hour)
	_, err = d.PurgeBin(ctx)
	wantCode(t, err, "")
	wantSound(t, d)
}
