package ber

// maxLength is the longest content that is read: far more than any message, and with its header an int on any machine.
const maxLength = 1<<30 - 1

// Size tells how many bytes the element that begins with header has, header included. It needs at most the first six
// bytes: ok is false where header is too short to tell. An element that a Reader would refuse for its tag or the form
// of its length is refused here already, before anything is read into memory: the error is an *Error.
func Size(header []byte) (total int, ok bool, err error) {
	head, length, problem := split(header)
	if problem != "" {
		return 0, false, &Error{Field: "element", Problem: problem}
	}
	return head + length, head > 0, nil
}

// split reads the identifier and length octets at the beginning of b and returns how many they are and the length of
// the content they announce. head is 0 where b is too short, problem says why the element is refused.
func split(b []byte) (head, length int, problem string) {
	if len(b) == 0 {
		return 0, 0, ""
	}
	if problem = Tag(b[0]).refused(); problem != "" || len(b) < 2 {
		return 0, 0, problem
	}
	if b[1] < 0x80 {
		return 2, int(b[1]), ""
	}
	octets := int(b[1] & 0x7F)
	switch {
	case octets == 0:
		return 0, 0, "indefinite length"
	case octets > 4:
		return 0, 0, "length of more than four octets"
	case len(b) < 2+octets:
		return 0, 0, ""
	}
	var n uint32
	for _, c := range b[2 : 2+octets] {
		n = n<<8 | uint32(c)
	}
	if n > maxLength {
		return 0, 0, "length of 1 GiB or more"
	}
	return 2 + octets, int(n), ""
}
