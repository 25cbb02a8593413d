package message

// Limits bound what a message may ask to be decoded. A field that is zero has its default.
type Limits struct {
	FilterDepth  int // filters within filters; default 32
	FilterNodes  int // filters in all; default 64
	FilterPieces int // pieces between asterisks in all substring filters; default 256
	Attributes   int // attributes asked for in a search; default 256
	Controls     int // controls of a message; default 16
}

func (l Limits) withDefaults() Limits {
	orDefault := func(n *int, value int) {
		if *n == 0 {
			*n = value
		}
	}
	orDefault(&l.FilterDepth, 32)
	orDefault(&l.FilterNodes, 64)
	orDefault(&l.FilterPieces, 256)
	orDefault(&l.Attributes, 256)
	orDefault(&l.Controls, 16)
	return l
}
