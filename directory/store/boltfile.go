package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// bbolt's meta page: a 16 byte page header, then magic, version, page size and flags (4 bytes each), root page and sequence, free list
// page, number of pages, transaction number and an FNV-1a checksum of what precedes it (8 bytes each), in the byte order of the machine.
const (
	boltMagic      = 0xED0CDAED
	boltHeader     = 16
	boltMetaLength = 64
	noFreelist     = 1<<64 - 1
)

// checkSize refuses a file that is no bbolt file or is shorter than its own meta page says: bbolt maps the file, and reading beyond its
// end ends the process. It says whether the file is yet to be made.
func checkSize(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return true, err
	}
	meta, err := latestMeta(f)
	if err != nil {
		return false, &DamagedError{path, err.Error()}
	}
	if want := meta.pages * meta.pageSize; uint64(info.Size()) < want {
		return false, &DamagedError{path, fmt.Sprintf("it is truncated: %d of %d bytes", info.Size(), want)}
	}
	if meta.freelist == noFreelist {
		return false, &DamagedError{path, "it has no list of free pages"}
	}
	return false, nil
}

type boltMeta struct{ pageSize, freelist, pages, transaction uint64 }

// latestMeta returns the valid one of a file's two meta pages that was written last.
func latestMeta(f io.ReaderAt) (best boltMeta, err error) {
	found := false
	for _, at := range metaOffsets(f) {
		m, err := readMeta(f, at)
		if err == nil && (!found || m.transaction > best.transaction) {
			best, found = m, true
		}
	}
	if !found {
		return best, errors.New("it is not a bbolt file, or both of its meta pages are broken")
	}
	return best, nil
}

// metaOffsets returns where meta pages may be: at the beginning and one page, of any size that bbolt looks for, further.
func metaOffsets(f io.ReaderAt) []int64 {
	if m, err := readMeta(f, 0); err == nil {
		return []int64{0, int64(m.pageSize)}
	}
	var offsets []int64
	for size := int64(1024); size <= 1<<24; size *= 2 {
		offsets = append(offsets, size)
	}
	return offsets
}

func readMeta(f io.ReaderAt, at int64) (m boltMeta, err error) {
	var b [boltMetaLength]byte
	if _, err := f.ReadAt(b[:], at+boltHeader); err != nil {
		return m, err
	}
	sum := fnv.New64a()
	sum.Write(b[:56])
	order := binary.NativeEndian
	if order.Uint32(b[:]) != boltMagic || order.Uint64(b[56:]) != sum.Sum64() {
		return m, errors.New("no meta page")
	}
	return boltMeta{
		pageSize: uint64(order.Uint32(b[8:])), freelist: order.Uint64(b[32:]),
		pages: order.Uint64(b[40:]), transaction: order.Uint64(b[48:]),
	}, nil
}
