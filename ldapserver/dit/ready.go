package dit

import (
	"encoding/binary"
	"sync"
	"sync/atomic"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// ready keeps, beside the documents of one shelf, their entries in one shape as answers have them, but for the message's ID and the DNs of
// folders. So whoever comes next copies them, and renaming a folder makes none of them again. Any number of goroutines may use it.
type ready struct {
	shelf  *search.Shelf
	places []atomic.Uint32 // of each document, where its entry is; 0 where it is not made yet
	chunks atomic.Pointer[[][]byte]
	budget *budget
	full   atomic.Bool // nothing can be put any more

	mu      sync.Mutex // held by who puts
	used    int        // bytes of the last chunk
	retired bool       // its bytes are given back
}

// An entry is at so many bytes of a chunk, and these are numbered from 1.
const (
	chunkBits  = 16
	chunkBytes = 1 << chunkBits
	mostChunks = 1<<(32-chunkBits) - 1
	placeBytes = 4
	// entryHead are the lengths of the RDN and of the list of attributes, two bytes each, and the folder's number.
	entryHead = 8
	// longestReady is how long an entry may be to be kept: longer ones, with many values, would waste the ends of chunks.
	longestReady = chunkBytes / 16
	// typicalEntry is how many bytes for each document the first chunk has.
	typicalEntry = 256
)

// newReady makes one without entries, whose places have been taken of the budget.
func newReady(shelf *search.Shelf, b *budget) *ready {
	r := &ready{shelf: shelf, places: make([]atomic.Uint32, shelf.Places), budget: b}
	r.chunks.Store(new([][]byte))
	return r
}

// readyEntry is an entry but for what it is put together with. Its bytes are not to be changed.
type readyEntry struct {
	folder    uint32 // the number of the folder it is in
	rdn, list []byte // the DN up to the folder's, with the comma; the attributes
}

// gather gets the entries at places, without a list where one has to be made. Nothing here waits for one of them before it asks memory for the
// next.
func (r *ready) gather(found []uint32, entries *[copiedTogether]readyEntry) {
	var places [copiedTogether]uint32
	for i, place := range found {
		places[i&(copiedTogether-1)] = r.places[place].Load()
	}
	chunks := *r.chunks.Load()
	for i, at := range places[:len(found)] {
		if at == 0 {
			entries[i] = readyEntry{}
			continue
		}
		b := chunks[at>>chunkBits-1][at&(chunkBytes-1):]
		n := entryHead + int(binary.LittleEndian.Uint16(b))
		m := n + int(binary.LittleEndian.Uint16(b[2:]))
		entries[i] = readyEntry{binary.LittleEndian.Uint32(b[4:]), b[entryHead:n], b[n:m]}
	}
}

// put keeps the entry of a place, given its attributes without the header of the list, unless somebody else is at it: it can be made again. It reports
// whether there was room.
func (r *ready) put(place, folder uint32, rdn, attributes []byte) bool {
	list := message.AttributesSize(len(attributes))
	size := entryHead + len(rdn) + list
	if size > longestReady || r.full.Load() || !r.mu.TryLock() {
		return true
	}
	defer r.mu.Unlock()
	if r.retired || r.places[place].Load() != 0 {
		return true
	}
	chunks := *r.chunks.Load()
	if len(chunks) == 0 || r.used+size > len(chunks[len(chunks)-1]) {
		length := chunkBytes
		if len(chunks) == 0 {
			length = max(longestReady, min(chunkBytes, typicalEntry*len(r.places)))
		}
		if len(chunks) == mostChunks || !r.budget.take(length) {
			return false
		}
		next := append(chunks[:len(chunks):len(chunks)], make([]byte, length))
		r.chunks.Store(&next)
		chunks, r.used = next, 0
	}
	b := chunks[len(chunks)-1][r.used:r.used]
	b = binary.LittleEndian.AppendUint16(b, uint16(len(rdn)))
	b = binary.LittleEndian.AppendUint16(b, uint16(list))
	b = binary.LittleEndian.AppendUint32(b, folder)
	b = message.AppendAttributes(append(b, rdn...), attributes)
	r.places[place].Store(uint32(len(chunks))<<chunkBits | uint32(r.used))
	r.used += len(b)
	return true
}

// retire gives what it holds back to the budget. Who is still reading it may go on.
func (r *ready) retire() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.retired = true
	taken := len(r.places) * placeBytes
	for _, chunk := range *r.chunks.Load() {
		taken += len(chunk)
	}
	r.budget.taken.Add(-int64(taken))
}

// budget is how many bytes of entries may be ready, and are.
type budget struct{ most, taken atomic.Int64 }

// take takes so many bytes if they are left.
func (b *budget) take(bytes int) bool {
	if b.taken.Add(int64(bytes)) <= b.most.Load() {
		return true
	}
	b.taken.Add(-int64(bytes))
	return false
}
