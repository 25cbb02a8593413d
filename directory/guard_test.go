package directory

import (
	"errors"
	"testing"
)

func TestACommandAsksItsGuardsWithinItsTransaction(t *testing.T) {
	d := open(t)
	var asked []string
	ctx := WithGuard(t.Context(), func() error { asked = append(asked, "outer"); return nil })
	ctx = WithGuard(ctx, func() error {
		asked = append(asked, "inner")
		if _, err := d.Folder(d.Snapshot().Tree.Root().ID); err != nil {
			t.Errorf("the guard can not read: %v", err)
		}
		return nil
	})
	before := d.Revision()
	f, err := d.CreateFolder(ctx, FolderDraft{Name: "Ventes"})
	wantCode(t, err, "")
	if len(asked) != 2 || asked[0] != "outer" || d.Revision() != before+1 {
		t.Errorf("asked %v, revision %d", asked, d.Revision())
	}

	refusal := &Error{Code: Forbidden, Message: "no longer"}
	refused := WithGuard(t.Context(), func() error { return refusal })
	_, err = d.RenameFolder(refused, f.ID, 0, "Atelier")
	if !errors.Is(err, refusal) {
		t.Errorf("refused with %v", err)
	}
	_, err = d.Undo(refused, d.Revision())
	wantCode(t, err, Forbidden)
	_, err = d.Plan(refused, func(*Edit) error { t.Error("planned"); return nil })
	wantCode(t, err, Forbidden)
	if got, err := d.Folder(f.ID); err != nil || got.Name != "Ventes" || d.Revision() != before+1 {
		t.Errorf("%+v %v", got, err)
	}
}
