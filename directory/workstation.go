package directory

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Workstation is a computer that one of the applications runs on for a contact, as the application reports it.
type Workstation struct {
	ID         uuid.UUID `json:"id"`
	ContactID  uuid.UUID `json:"contact_id"`
	Host       string    `json:"host"`
	OS         string    `json:"os,omitempty"`
	App        string    `json:"app"`
	AppVersion string    `json:"app_version,omitempty"`
	CreatedAt  time.Time `json:"created_at"`
	UpdatedAt  time.Time `json:"updated_at"`
	Version    uint64    `json:"version"`
}

// workstationSeen is when an application last reported; not journalled, because that happens all the time.
type workstationSeen struct {
	WorkstationID uuid.UUID `json:"workstation_id"`
	At            time.Time `json:"at"`
}

// WorkstationInfo is a workstation and when it was last heard of.
type WorkstationInfo struct {
	Workstation
	LastSeen time.Time `json:"last_seen"`
	Stale    bool      `json:"stale"` // not heard of for 90 days
}

// WorkstationReport is what an application says of the computer it runs on.
type WorkstationReport struct {
	Host       string `json:"host"`
	OS         string `json:"os,omitempty"`
	App        string `json:"app"`
	AppVersion string `json:"app_version,omitempty"`
}

const (
	staleAfter      = 90 * 24 * time.Hour
	maxWorkstations = 20 // of one contact; the one unheard of for longest makes room
)

func (f *faults) cleanWorkstation(w *Workstation) {
	w.Host = f.line("host", w.Host, maxName)
	f.required("host", w.Host)
	w.OS = f.line("os", w.OS, maxName)
	w.App = f.line("app", w.App, maxName)
	f.required("app", w.App)
	w.AppVersion = f.line("app_version", w.AppVersion, maxName)
}

// ReportWorkstation notes that an application runs for a contact on a computer: one record for each host and application,
// compared folded. Only what is new about it is journalled. It returns not_found, invalid and required.
func (d *Directory) ReportWorkstation(ctx context.Context, contact uuid.UUID, report WorkstationReport) (WorkstationInfo, error) {
	var info WorkstationInfo
	_, err := d.change(ctx, "workstation.report", "", func(e *Edit) error {
		if _, err := e.livingContact(contact); err != nil {
			return err
		}
		own, err := d.tables.workstationsOf(e.tx, contact, e.now)
		if err != nil {
			return err
		}
		w := Workstation{ContactID: contact, Host: report.Host, App: report.App, OS: report.OS, AppVersion: report.AppVersion}
		var f faults
		f.cleanWorkstation(&w)
		if err := f.err("the report can not be taken"); err != nil {
			return err
		}
		if w, err = e.keepWorkstation(w, own); err != nil {
			return err
		}
		info = WorkstationInfo{Workstation: w, LastSeen: e.now}
		return d.tables.workstationsSeen.Put(e.tx, &workstationSeen{WorkstationID: w.ID, At: e.now})
	})
	if err != nil {
		return WorkstationInfo{}, err
	}
	return info, nil
}

// keepWorkstation writes w in place of the one of a contact's own that it is; a new one takes the place of the last one
// where there are as many as there may be.
func (e *Edit) keepWorkstation(w Workstation, own []WorkstationInfo) (Workstation, error) {
	at := slices.IndexFunc(own, func(o WorkstationInfo) bool {
		return search.Fold(o.Host) == search.Fold(w.Host) && search.Fold(o.App) == search.Fold(w.App)
	})
	if at >= 0 {
		before := own[at].Workstation
		w.ID, w.CreatedAt, w.UpdatedAt, w.Version = before.ID, before.CreatedAt, before.UpdatedAt, before.Version
		if w == before {
			return w, nil
		}
	} else {
		var err error
		if w.ID, err = newID(); err != nil {
			return w, err
		}
		w.CreatedAt = e.now
		for len(own) >= maxWorkstations {
			if err := e.dropWorkstation(own[len(own)-1].ID); err != nil {
				return w, err
			}
			own = own[:len(own)-1]
		}
	}
	w.Version, w.UpdatedAt = w.Version+1, e.now
	return w, putRecord(e, e.d.tables.workstations, recordKey(w.ID), w)
}

func (e *Edit) dropWorkstation(id uuid.UUID) error {
	if err := removeRecord(e, e.d.tables.workstationsSeen, recordKey(id)); err != nil {
		return err
	}
	return removeRecord(e, e.d.tables.workstations, recordKey(id))
}

// dropWorkstations forgets the workstations of a contact that is purged.
func (e *Edit) dropWorkstations(contact uuid.UUID) error {
	own, err := collect(e.d.tables.workstations.By(e.tx, indexWorkstationContact, string(contact[:])))
	if err != nil {
		return err
	}
	for _, w := range own {
		if err := e.dropWorkstation(w.ID); err != nil {
			return err
		}
	}
	return nil
}
