package directory

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// BundleState says whether a bundle applies to a contact.
type BundleState struct {
	BundleID uuid.UUID  `json:"bundle_id"`
	Name     string     `json:"name"` // the bundle's
	Eligible bool       `json:"bundle_eligible"`
	Missing  []LineKind `json:"missing,omitempty"` // kinds of lines that the contact lacks
}

// OneLineShort is a contact that has some of the lines a bundle requires, and lacks one.
type OneLineShort struct {
	ContactRef
	BundleID uuid.UUID `json:"bundle_id"`
	Bundle   string    `json:"bundle"` // its name
	Missing  LineKind  `json:"missing"`
}

// state says whether b applies to a contact with these lines.
func (b *Bundle) state(lines []Line) BundleState {
	state := BundleState{BundleID: b.ID, Name: b.Name}
	for _, kind := range b.Requires {
		if !slices.ContainsFunc(lines, func(l Line) bool { return l.Kind == kind }) {
			state.Missing = append(state.Missing, kind)
		}
	}
	state.Eligible = len(state.Missing) == 0
	return state
}

// BundlesOf says of each bundle, in the order of their names, whether it applies to a contact. It returns not_found.
func (d *Directory) BundlesOf(contact uuid.UUID) ([]BundleState, error) {
	states := []BundleState{}
	err := d.view("read a contact's bundles", func(tx *store.Tx) error {
		if _, err := d.tables.livingContact(tx, contact); err != nil {
			return err
		}
		lines, err := d.tables.linesOf(tx, contact)
		if err != nil {
			return err
		}
		bundles, err := d.tables.sortedBundles(tx)
		for _, b := range bundles {
			states = append(states, b.state(lines[contact]))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return states, nil
}

// lineHealth adds to health which of the contacts with lines, in the order of their names, are one line short of a bundle.
func (d *Directory) lineHealth(health *Health, lined []*search.Document) error {
	return d.view("look through the lines", func(tx *store.Tx) error {
		bundles, err := d.tables.sortedBundles(tx)
		if err != nil || len(bundles) == 0 {
			return err
		}
		lines, err := d.tables.linesOf(tx)
		if err != nil {
			return err
		}
		for _, doc := range lined {
			for _, b := range bundles {
				state := b.state(lines[uuid.UUID(doc.ID)])
				if len(state.Missing) != 1 || len(b.Requires) == 1 {
					continue
				}
				if health.Totals.OneLineShort++; health.Totals.OneLineShort <= mostListed {
					health.OneLineShort = append(health.OneLineShort, OneLineShort{ContactRef: refOf(doc), BundleID: b.ID, Bundle: b.Name, Missing: state.Missing[0]})
				}
			}
		}
		return nil
	})
}

// checkBundles: fields that are well formed and names held once.
func (c *checker) checkBundles() error {
	for b, err := range c.d.tables.bundles.All(c.tx) {
		if err != nil {
			return err
		}
		var bad faults
		cleaned := *b
		bad.cleanBundle(&cleaned)
		c.reportFaults("bundles", b.ID, bad)
		if len(bad) == 0 && (cleaned.Name != b.Name || !slices.Equal(cleaned.Requires, b.Requires)) {
			c.report("bundles", b.ID, "is not in the form it should be stored in")
		}
		for _, key := range bundleNameKeys(b) {
			c.hold("bundles", b.ID, indexBundleName, key, b.Name)
		}
	}
	return c.ctx.Err()
}
