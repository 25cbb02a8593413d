package directory

import (
	"context"

	"github.com/google/uuid"
)

// LineDeletion tells what a line's deletion took along, and what it left to be decided.
type LineDeletion struct {
	Devices []DeviceRef `json:"devices,omitempty"` // that have lost their line
	// Offered is the contact that was made because of the line and that nobody has edited since: it may be of no use any
	// more. Nil where there is none.
	Offered *ContactRef `json:"offered,omitempty"`
}

// DeleteLine removes a line for good and frees its number. Where it was the default, the one that its contact has had
// longest takes its place. The contact stays; the line's devices become spare, unless they are a user's too. Version is the one the caller has seen, 0 for any. It returns not_found and
// stale_record.
func (d *Directory) DeleteLine(ctx context.Context, id uuid.UUID, version uint64) (LineDeletion, error) {
	var deletion LineDeletion
	_, err := d.change(ctx, "line.delete", "", func(e *Edit) (err error) {
		deletion, err = e.DeleteLine(id, version)
		return err
	})
	return deletion, err
}

// DeleteLine is Directory.DeleteLine within the transaction.
func (e *Edit) DeleteLine(id uuid.UUID, version uint64) (LineDeletion, error) {
	var deletion LineDeletion
	err := e.do("delete line", func() error {
		l, err := e.lineToChange(id, version)
		if err != nil {
			return err
		}
		if err := removeRecord(e, e.d.tables.lines, recordKey(id)); err != nil {
			return err
		}
		if err := e.keepDefault(l.ContactID); err != nil {
			return err
		}
		if deletion.Devices, err = e.takeLine(id); err != nil {
			return err
		}
		deletion.Offered, err = e.leftAlone(l)
		return err
	})
	if err != nil {
		return LineDeletion{}, err
	}
	return deletion, nil
}

// leftAlone is the contact made because of a line that is gone, as long as nobody has edited it or given it another line.
func (e *Edit) leftAlone(l Line) (*ContactRef, error) {
	c, err := e.livingContact(l.ContactID)
	switch {
	case CodeOf(err) == NotFound:
		return nil, nil
	case err != nil || !c.NeedsReview:
		return nil, err
	}
	others, err := e.linesOf(c.ID)
	if err != nil || len(others) > 0 {
		return nil, err
	}
	return &ContactRef{ID: c.ID, Name: c.DisplayName(), FolderID: c.FolderID}, nil
}
