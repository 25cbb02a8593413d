package directory

// firstFree gives a number ≥ from that is not taken and whose predecessor is taken (or is from itself). It asks a number of
// times that grows with the logarithm of the answer, so that the ten-thousandth Jean Martin costs no more than the tenth.
func firstFree(from int, taken func(int) bool) int {
	if !taken(from) {
		return from
	}
	low, step := from, 1 // low is taken
	for taken(low + step) {
		low += step
		step *= 2
	}
	high := low + step // high is free
	for high-low > 1 {
		middle := low + (high-low)/2
		if taken(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}
