package ber

// Mark remembers where an element was begun. It stays valid while elements inside are begun and ended.
type Mark int

// Begin appends the identifier of an element whose content follows by appending to b; End completes it.
func Begin(b []byte, tag Tag) ([]byte, Mark) {
	b = append(b, byte(tag), 0)
	return b, Mark(len(b))
}

// End writes the length of the element begun at m, all bytes since then being its content. It moves the content where
// the length needs more than the one octet left for it.
func End(b []byte, m Mark) []byte {
	start := int(m)
	length := len(b) - start
	if length < 0x80 {
		b[start-1] = byte(length)
		return b
	}
	octets := lengthOctets(length)
	b[start-1] = 0x80 | byte(octets)
	b = append(b, 0, 0, 0, 0)[:len(b)+octets]
	copy(b[start+octets:], b[start:start+length])
	putLength(b[start:start+octets], length)
	return b
}

// AppendString appends an element with the given content.
func AppendString[T string | []byte](b []byte, tag Tag, content T) []byte {
	b = AppendHeader(b, tag, len(content))
	return append(b, content...)
}

// AppendBoolean appends 0xFF for true and 0 for false.
func AppendBoolean(b []byte, tag Tag, v bool) []byte {
	if v {
		return append(b, byte(tag), 1, 0xFF)
	}
	return append(b, byte(tag), 1, 0)
}

// AppendInteger appends an INTEGER or ENUMERATED in as few octets as it needs.
func AppendInteger(b []byte, tag Tag, n int64) []byte {
	octets := integerOctets(n)
	b = append(b, byte(tag), byte(octets))
	for i := octets - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}

// IntegerSize is how many bytes AppendInteger appends.
func IntegerSize(n int64) int { return 2 + integerOctets(n) }

func integerOctets(n int64) int {
	octets := 1
	for v := n; v < -0x80 || v > 0x7F; v >>= 8 {
		octets++
	}
	return octets
}

// HeaderSize is how many bytes AppendHeader appends.
func HeaderSize(length int) int {
	if length < 0x80 {
		return 2
	}
	return 2 + lengthOctets(length)
}

// AppendHeader appends what an element begins with: its tag, and the length of its content, which follows.
func AppendHeader(b []byte, tag Tag, length int) []byte {
	switch { // what entries and their attributes mostly are, by themselves
	case length < 0x80:
		return append(b, byte(tag), byte(length))
	case length < 1<<8:
		return append(b, byte(tag), 0x81, byte(length))
	case length < 1<<16:
		return append(b, byte(tag), 0x82, byte(length>>8), byte(length))
	}
	octets := lengthOctets(length)
	b = append(b, byte(tag), 0x80|byte(octets), 0, 0, 0, 0)
	b = b[:len(b)-4+octets]
	putLength(b[len(b)-octets:], length)
	return b
}

// lengthOctets is how many octets a length of the long form needs.
func lengthOctets(length int) int {
	switch {
	case length < 1<<8:
		return 1
	case length < 1<<16:
		return 2
	case length < 1<<24:
		return 3
	}
	return 4
}

func putLength(b []byte, length int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte(length)
		length >>= 8
	}
}
