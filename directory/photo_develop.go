package directory

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
)

// What is accepted as a photo, and what is made of it.
const (
	maxPhotoBytes  = 5 << 20
	maxPhotoPixels = 25_000_000 // a picture of 25 megapixels takes up to 200 MB while it is read
	maxPhotoSide   = 16_384     // pixels
	maxPhotoScans  = 64         // of a progressive JPEG: each passes over all pixels, however few bytes it has
	fullSide       = 400
	thumbSide      = 96
	photoQuality   = 85
	photoIDBytes   = 16
)

// photoDeveloper turns files into photos, one at a time: a large one takes two hundred megabytes while it is read.
type photoDeveloper struct{ slot chan struct{} }

func newPhotoDeveloper() *photoDeveloper { return &photoDeveloper{slot: make(chan struct{}, 1)} }

// develop makes both sizes of a picture. It returns photo_too_large and photo_type.
func (d *photoDeveloper) develop(ctx context.Context, picture []byte) (photoBlob, error) {
	if len(picture) > maxPhotoBytes {
		return photoBlob{}, photoError(PhotoTooLarge, "has %d bytes; at most %d are accepted", len(picture), maxPhotoBytes)
	}
	select {
	case d.slot <- struct{}{}:
	case <-ctx.Done():
		return photoBlob{}, asError("wait for another photo", ctx.Err())
	}
	defer func() { <-d.slot }()
	source, turn, err := readPicture(picture)
	if err != nil {
		return photoBlob{}, err
	}
	full := upright(scaled(source, fullSide), turn)
	blob := photoBlob{}
	if blob.Full, err = encodePhoto(full); err != nil {
		return photoBlob{}, err
	}
	if blob.Thumb, err = encodePhoto(scaled(full, thumbSide)); err != nil {
		return photoBlob{}, err
	}
	sum := sha256.Sum256(blob.Full)
	blob.Photo = hex.EncodeToString(sum[:photoIDBytes])
	return blob, nil
}

func photoError(code Code, format string, args ...any) error {
	var f faults
	f.add("photo", code, "", format, args...)
	return f.err("the photo can not be used")
}

// readPicture decodes a JPEG or a PNG, told by its first bytes, after looking at the size it claims to have, and says how it is to be turned.
func readPicture(picture []byte) (image.Image, orientation, error) {
	decodeSize, decode, turn := jpeg.DecodeConfig, jpeg.Decode, upwards
	switch {
	case bytes.HasPrefix(picture, []byte("\xff\xd8\xff")):
		if n := bytes.Count(picture, []byte{0xff, markerStartOfScan}); n > maxPhotoScans {
			return nil, turn, photoError(PhotoTooLarge, "is drawn %d times over; at most %d are accepted", n, maxPhotoScans)
		}
		turn = exifOrientation(picture)
	case bytes.HasPrefix(picture, []byte("\x89PNG\r\n\x1a\n")):
		decodeSize, decode = png.DecodeConfig, png.Decode
	default:
		return nil, turn, photoError(PhotoType, "is neither a JPEG nor a PNG file")
	}
	size, err := decodeSize(bytes.NewReader(picture))
	if err != nil {
		return nil, turn, photoError(PhotoType, "can not be read: the file is damaged")
	}
	if size.Width < 1 || size.Height < 1 {
		return nil, turn, photoError(PhotoType, "has no pixels")
	}
	if size.Width > maxPhotoSide || size.Height > maxPhotoSide || size.Width*size.Height > maxPhotoPixels {
		return nil, turn, photoError(PhotoTooLarge, "has %d × %d pixels; at most %d are accepted", size.Width, size.Height, maxPhotoPixels)
	}
	source, err := decode(bytes.NewReader(picture))
	if err != nil {
		return nil, turn, photoError(PhotoType, "can not be read: the file is damaged")
	}
	return source, turn, nil
}

// scaled gives a picture on white that is at most side pixels wide and high; a smaller one keeps its size.
func scaled(source image.Image, side int) *image.RGBA {
	b := source.Bounds()
	w, h := b.Dx(), b.Dy()
	if longest := max(w, h); longest > side {
		w, h = max(1, w*side/longest), max(1, h*side/longest)
	}
	target := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(target, target.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(target, target.Bounds(), source, b.Min, draw.Over)
		return target
	}
	draw.CatmullRom.Scale(target, target.Bounds(), source, b, draw.Over, nil)
	return target
}

func encodePhoto(picture image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: photoQuality}); err != nil {
		return nil, fmt.Errorf("encode a photo: %w", err)
	}
	return b.Bytes(), nil
}
