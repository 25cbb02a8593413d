package message

// memory is what searches are decoded into: nearly all that phones send.
type memory struct {
	request SearchRequest
	filters []Filter // given out from the beginning
	used    int      // of them
	names   []string
	between []string // pieces of substring filters, given out from the beginning
}

// filtersKept, namesKept and piecesKept are how many filters, names of attributes and pieces between asterisks a Decoder has memory for: more than
// phones ask with.
const filtersKept, namesKept, piecesKept = 16, 32, 16

// children gives n filters, all zero.
func (m *memory) children(n int) []Filter {
	if m.used+n > len(m.filters) {
		return make([]Filter, n)
	}
	some := m.filters[m.used : m.used+n : m.used+n]
	m.used += n
	return some
}

// attributes gives n names.
func (m *memory) attributes(n int) []string {
	if n > len(m.names) {
		return make([]string, n)
	}
	return m.names[:n]
}

// some gives room for n pieces.
func (m *memory) some(n int) []string {
	if used := len(m.between); used+n <= cap(m.between) {
		m.between = m.between[:used+n]
		return m.between[used : used : used+n]
	}
	return make([]string, 0, n)
}

// Decoder decodes one message after the other in memory that it uses again. The zero value is ready.
type Decoder struct {
	decoder
	last Message
}

// Decode is the function of that name. What it returns is valid until Decode or Forget is called, too.
func (d *Decoder) Decode(b []byte, lim Limits) (*Message, error) {
	if d.filters == nil {
		d.filters, d.names = make([]Filter, filtersKept), make([]string, namesKept)
		d.between = make([]string, 0, piecesKept)
	}
	d.lim, d.nodes, d.pieces = lim.withDefaults(), 0, 0
	d.Forget()
	if err := d.decode(b, &d.last); err != nil {
		return nil, err
	}
	return &d.last, nil
}

// Forget lets go of the last message's memory.
func (d *Decoder) Forget() {
	clear(d.filters[:d.used])
	clear(d.names)
	clear(d.between)
	d.between = d.between[:0]
	d.used, d.last, d.request = 0, Message{}, SearchRequest{}
}
