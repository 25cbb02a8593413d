package directory

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a camera was held, as Exif writes it (tag 0x0112, values 1 to 8).
type orientation uint16

const (
	upwards           orientation = 1
	mirrored          orientation = 2
	upsideDown        orientation = 3
	upsideDownMirror  orientation = 4
	leftMirror        orientation = 5 // mirrored along the diagonal from the top left
	turnedRight       orientation = 6 // to be turned 90° clockwise
	rightMirror       orientation = 7 // mirrored along the other diagonal
	turnedLeft        orientation = 8 // to be turned 90° counterclockwise
	orientationTag                = 0x0112
	shortType                     = 3
	exifEntry                     = 12
	markerAPP1                    = 0xe1
	markerStartOfScan             = 0xda
)

// exifOrientation reads how a JPEG is to be turned; upwards where it does not say so in a way that can be understood.
func exifOrientation(file []byte) orientation {
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		marker, length := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		if marker == 0xff { // fill
			at++
			continue
		}
		if marker == markerStartOfScan || length < 2 || at+2+length > len(file) {
			break
		}
		if tiff, is := bytes.CutPrefix(file[at+4:at+2+length], []byte("Exif\x00\x00")); is && marker == markerAPP1 {
			return tiffOrientation(tiff)
		}
		at += 2 + length
	}
	return upwards
}

// tiffOrientation looks for the orientation in the first directory of Exif's TIFF structure.
func tiffOrientation(tiff []byte) orientation {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return upwards
	}
	if len(tiff) < 8 {
		return upwards
	}
	start := uint64(order.Uint32(tiff[4:]))
	if start+2 > uint64(len(tiff)) {
		return upwards
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < exifEntry {
			break
		}
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == shortType {
			if o := orientation(order.Uint16(entries[8:])); o >= upwards && o <= turnedLeft {
				return o
			}
			break
		}
		entries = entries[exifEntry:]
	}
	return upwards
}

// upright turns a picture the way it was taken.
func upright(source *image.RGBA, o orientation) *image.RGBA {
	if o <= upwards || o > turnedLeft {
		return source
	}
	w, h := source.Bounds().Dx(), source.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if o >= leftMirror {
		size = image.Rect(0, 0, h, w)
	}
	target := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch o {
			case mirrored:
				tx = w - 1 - x
			case upsideDown:
				tx, ty = w-1-x, h-1-y
			case upsideDownMirror:
				ty = h - 1 - y
			case leftMirror:
				tx, ty = y, x
			case turnedRight:
				tx, ty = h-1-y, x
			case rightMirror:
				tx, ty = h-1-y, w-1-x
			case turnedLeft:
				tx, ty = y, w-1-x
			}
			target.SetRGBA(tx, ty, source.RGBAAt(x, y))
		}
	}
	return target
}
