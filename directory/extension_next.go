package directory

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"annuaire/directory/store"
)

// ExtensionRange is where extensions are proposed: from First to Last, both included, which have as many digits.
type ExtensionRange struct {
	First string `json:"first"`
	Last  string `json:"last"`
}

// span is a range of numbers of one length.
type span struct {
	first, last uint64
	digits      int
}

func (s span) number(n uint64) string { return fmt.Sprintf("%0*d", s.digits, n) }

// firstExtension is where extensions begin where nothing is configured.
func firstExtension(fewest, most int) string {
	const usual = 4
	if fewest < fewestShortDigits || most > mostShortDigits || fewest > most {
		return "" // refused elsewhere
	}
	return "1" + strings.Repeat("0", min(max(usual, fewest), most)-1)
}

// extensionSpans gives where extensions are proposed, in order.
func (c Config) extensionSpans() ([]span, error) {
	first := c.FirstExtension
	if !isDigits(first) || len(first) > c.MaxShortDigits || len(first) < c.MinShortDigits {
		return nil, &Error{Code: Invalid, Message: fmt.Sprintf("the first extension %q: %d to %d digits are needed", first, c.MinShortDigits, c.MaxShortDigits)}
	}
	ranges := c.ExtensionRanges
	if len(ranges) == 0 {
		ranges = []ExtensionRange{{first, strings.Repeat("9", len(first))}}
		for digits := len(first) + 1; digits <= c.MaxShortDigits; digits++ {
			ranges = append(ranges, ExtensionRange{"1" + strings.Repeat("0", digits-1), strings.Repeat("9", digits)})
		}
	}
	var spans []span
	for _, r := range ranges {
		low, wrongFirst := strconv.ParseUint(r.First, 10, 64)
		high, wrongLast := strconv.ParseUint(r.Last, 10, 64)
		if wrongFirst != nil || wrongLast != nil || len(r.First) != len(r.Last) || low > high ||
			len(r.First) < c.MinShortDigits || len(r.First) > c.MaxShortDigits {
			return nil, &Error{Code: Invalid, Message: fmt.Sprintf("extensions from %q to %q: both need as many digits, %d to %d, and to be in order", r.First, r.Last, c.MinShortDigits, c.MaxShortDigits)}
		}
		if len(r.First) == len(first) {
			least, _ := strconv.ParseUint(first, 10, 64) // digits, as seen above
			low = max(low, least)
		}
		if low <= high && len(r.First) >= len(first) {
			spans = append(spans, span{low, high, len(r.First)})
		}
	}
	return spans, nil
}

// NextExtension proposes an extension: the smallest number of Config's ranges that is neither held nor reserved. It is not kept
// for the caller. It returns no_free_extension.
func (d *Directory) NextExtension() (string, error) {
	var next string
	err := d.view("look for a free extension", func(tx *store.Tx) (err error) {
		next, err = d.nextExtension(tx)
		return err
	})
	return next, err
}

// NextExtension is Directory.NextExtension within the transaction.
func (e *Edit) NextExtension() (string, error) {
	next, err := e.d.nextExtension(e.tx)
	return next, asError("look for a free extension", err)
}

func (d *Directory) nextExtension(tx *store.Tx) (string, error) {
	for _, s := range d.rules.extensions {
		for n := s.first; n <= s.last; n++ {
			number := s.number(n)
			if _, _, held := tx.Holder(indexDialling, number); !held && !d.rules.short.isReserved(number) {
				return number, nil
			}
		}
	}
	return "", &Error{Code: NoFreeExtension, Message: "every number that may be an extension is held or reserved"}
}

// FreeExtensions gives the first ranges, at most limit, of numbers that may be extensions and that nobody holds.
func (d *Directory) FreeExtensions(limit int) ([]ExtensionRange, error) {
	blocked := map[int][]uint64{} // by digits
	block := func(number string) {
		if n, err := strconv.ParseUint(number, 10, 64); err == nil {
			blocked[len(number)] = append(blocked[len(number)], n)
		}
	}
	for number := range d.rules.short.reserved {
		block(number)
	}
	err := d.view("look for free extensions", func(tx *store.Tx) error {
		for number := range tx.Held(indexDialling) {
			block(number)
		}
		return nil
	})
	for _, list := range blocked {
		slices.Sort(list)
	}
	var free []ExtensionRange
	for _, s := range d.rules.extensions {
		free = append(free, s.gaps(blocked[s.digits])...)
	}
	return free[:min(len(free), max(limit, 0))], err
}

// gaps gives the ranges of the span that are not in blocked, which is sorted.
func (s span) gaps(blocked []uint64) []ExtensionRange {
	var free []ExtensionRange
	from := s.first
	add := func(to uint64) {
		if from < to {
			free = append(free, ExtensionRange{s.number(from), s.number(to - 1)})
		}
	}
	for _, n := range blocked {
		if n < from || n > s.last {
			continue
		}
		add(n)
		from = n + 1
	}
	add(s.last + 1)
	return free
}
