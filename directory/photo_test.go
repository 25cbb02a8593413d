package directory

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
)

// corners is a picture whose four quarters are red, green, blue and white, from the top left by row.
func corners(w, h int) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.RGBA{0, 255, 0, 255}
			case x < w/2 && y >= h/2:
				c = color.RGBA{0, 0, 255, 255}
			case x >= w/2 && y >= h/2:
				c = color.RGBA{255, 255, 255, 255}
			}
			picture.SetRGBA(x, y, c)
		}
	}
	return picture
}

// seen names the colours of a picture's corners.
func seen(picture image.Image) string {
	b := picture.Bounds()
	name := func(x, y int) string {
		r, g, bl, _ := picture.At(x, y).RGBA()
		switch {
		case r > 0x8000 && g > 0x8000:
			return "W"
		case r > 0x8000:
			return "R"
		case g > 0x8000:
			return "G"
		case bl > 0x8000:
			return "B"
		}
		return "?"
	}
	left, top, right, bottom := b.Min.X+1, b.Min.Y+1, b.Max.X-2, b.Max.Y-2
	return name(left, top) + name(right, top) + name(left, bottom) + name(right, bottom)
}

// jpegOf writes a JPEG with Exif data that says o, in one of the two byte orders, and a comment that must not survive.
func jpegOf(t testing.TB, picture image.Image, o orientation, order binary.AppendByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	if o == 0 {
		return b.Bytes()
	}
	tiff := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, entry := range [][4]uint16{{0x010f, 2, 4, 0}, {orientationTag, shortType, 1, uint16(o)}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, entry[0]), entry[1])
		tiff = order.AppendUint32(tiff, uint32(entry[2]))
		tiff = append(order.AppendUint16(tiff, entry[3]), 0, 0)
	}
	segment := append([]byte("Exif\x00\x00"), append(tiff, "secret place"...)...)
	out := []byte{0xff, 0xd8, 0xff, 0xfe, 0, 6, 'n', 'o', 't', 'e', 0xff, 0xe1}
	out = binary.BigEndian.AppendUint16(out, uint16(len(segment)+2))
	return append(append(out, segment...), b.Bytes()[2:]...)
}

func TestPhotosAreTurnedUpright(t *testing.T) {
	// What a viewer shows of a file that says 1 to 8, by the Exif standard.
	want := []string{"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"}
	for i, corners8 := range want {
		for name, order := range map[string]binary.AppendByteOrder{"big": binary.BigEndian, "little": binary.LittleEndian} {
			o := orientation(i + 1)
			t.Run(corners8+" "+name, func(t *testing.T) {
				blob, err := newPhotoDeveloper().develop(context.Background(), jpegOf(t, corners(64, 32), o, order))
				if err != nil {
					t.Fatal(err)
				}
				picture, err := jpeg.Decode(bytes.NewReader(blob.Full))
				if err != nil || seen(picture) != corners8 {
					t.Errorf("orientation %d shows %s, %v", o, seen(picture), err)
				}
				turned := o >= leftMirror
				if size := picture.Bounds().Size(); (size == image.Pt(32, 64)) != turned {
					t.Errorf("size %v", size)
				}
			})
		}
	}
}

func TestPhotosAreScaledAndCleaned(t *testing.T) {
	for _, test := range []struct {
		name        string
		picture     []byte
		full, thumb image.Point
	}{
		{"smaller than both", pngOf(t, 20, 10), image.Pt(20, 10), image.Pt(20, 10)},
		{"400 wide", pngOf(t, 400, 300), image.Pt(400, 300), image.Pt(96, 72)},
		{"401 wide", pngOf(t, 401, 300), image.Pt(400, 299), image.Pt(96, 71)},
		{"tall", pngOf(t, 100, 800), image.Pt(50, 400), image.Pt(12, 96)},
		{"a line", pngOf(t, 1000, 1), image.Pt(400, 1), image.Pt(96, 1)},
		{"a JPEG with data beside the picture", jpegOf(t, corners(800, 800), 6, binary.BigEndian), image.Pt(400, 400), image.Pt(96, 96)},
	} {
		t.Run(test.name, func(t *testing.T) {
			blob, err := newPhotoDeveloper().develop(context.Background(), test.picture)
			if err != nil {
				t.Fatal(err)
			}
			for name, got := range map[string]struct {
				data []byte
				want image.Point
			}{"full": {blob.Full, test.full}, "thumb": {blob.Thumb, test.thumb}} {
				picture, format, err := image.Decode(bytes.NewReader(got.data))
				if err != nil || format != "jpeg" || picture.Bounds().Size() != got.want {
					t.Errorf("%s: %s of %v, %v", name, format, picture.Bounds(), err)
				}
				for _, left := range []string{"Exif", "secret place", "note"} {
					if bytes.Contains(got.data, []byte(left)) {
						t.Errorf("%s still has %q", name, left)
					}
				}
			}
		})
	}
}

func TestTransparentPhotosStandOnWhite(t *testing.T) {
	picture := scaled(image.NewNRGBA(image.Rect(0, 0, 500, 500)), 100)
	if picture.RGBAAt(50, 50) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the background is %v", picture.RGBAAt(50, 50))
	}
}

// claiming is a PNG header of a size, without the pixels.
func claiming(w, h uint32) []byte {
	header := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	header = append(header, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(header))
}

func TestPhotosThatAreRefused(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean := contact(t, d, ContactDraft{})
	small := pngOf(t, 8, 8)
	for _, test := range []struct {
		name    string
		picture []byte
		want    Code
	}{
		{"exactly 5 MiB", append(bytes.Clone(small), make([]byte, maxPhotoBytes-len(small))...), ""},
		{"a byte more than 5 MiB", append(bytes.Clone(small), make([]byte, maxPhotoBytes-len(small)+1)...), PhotoTooLarge},
		{"a GIF", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), PhotoType},
		{"a text", []byte("photo.jpg"), PhotoType},
		{"nothing", nil, PhotoType},
		{"a PNG that is cut off", small[:len(small)/2], PhotoType},
		{"a JPEG that is cut off", jpegOf(t, corners(64, 64), 1, binary.BigEndian)[:300], PhotoType},
		{"a bomb: few bytes that claim to be a billion pixels", claiming(30_000, 30_000), PhotoTooLarge},
		{"one pixel wide and endlessly high", claiming(1, 16_385), PhotoTooLarge},
		{"25 million pixels and one row", claiming(5000, 5001), PhotoTooLarge},
		{"25 million pixels without any", claiming(5000, 5000), PhotoType},
		{"no width", claiming(0, 5), PhotoType},
		{"a JPEG of 64 scans that are none", append(jpegOf(t, corners(8, 8), 0, nil), bytes.Repeat([]byte{0xff, markerStartOfScan}, 63)...), ""},
		{"a JPEG of 65 scans", append(jpegOf(t, corners(8, 8), 0, nil), bytes.Repeat([]byte{0xff, markerStartOfScan}, 64)...), PhotoTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.SetPhoto(ctx, jean.ID, 0, test.picture)
			wantCode(t, err, test.want)
		})
	}
	_, err := d.SetPhoto(ctx, uuid.New(), 0, small)
	wantCode(t, err, NotFound)
	busy, cancel := context.WithCancel(ctx)
	cancel()
	d.developer.slot <- struct{}{}
	_, err = d.developer.develop(busy, small)
	wantCode(t, err, Unavailable)
	wantSound(t, d)
}

func TestPhotoOfAContact(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	jean := contact(t, d, ContactDraft{})
	_, _, err := d.Photo(jean.ID, FullPhoto)
	wantCode(t, err, NotFound)
	first, err := d.SetPhoto(ctx, jean.ID, jean.Version, pngOf(t, 300, 300))
	wantCode(t, err, "")
	full, version, err := d.Photo(jean.ID, FullPhoto)
	wantCode(t, err, "")
	thumb, _, err := d.Photo(jean.ID, Thumbnail)
	wantCode(t, err, "")
	if version == "" || version != first.Photo || len(thumb) >= len(full) || first.Version != 2 {
		t.Errorf("version %q of %+v, %d and %d bytes", version, first, len(full), len(thumb))
	}
	_, err = d.SetPhoto(ctx, jean.ID, jean.Version, pngOf(t, 300, 300))
	wantCode(t, err, StaleRecord)
	same, err := d.SetPhoto(ctx, jean.ID, 0, pngOf(t, 300, 300))
	wantCode(t, err, "")
	if same.Version != first.Version {
		t.Error("the same photo made another version")
	}
	second, err := d.SetPhoto(ctx, jean.ID, 0, pngOf(t, 200, 300))
	wantCode(t, err, "")
	replaced := d.Revision()
	if second.Photo == first.Photo {
		t.Error("another photo has the same version")
	}
	_, _, err = d.UpdateContact(ctx, jean.ID, 0, ContactPatch{Title: pointer("Boss")})
	wantCode(t, err, "")
	_, err = d.Undo(ctx, d.Revision())
	wantCode(t, err, "")
	wantSound(t, d)

	// Undo finds the photo before, and its undo the one after.
	_, err = d.Undo(ctx, replaced)
	wantCode(t, err, "")
	if got, _, _ := d.Photo(jean.ID, FullPhoto); !bytes.Equal(got, full) {
		t.Error("the photo before is not back")
	}
	wantSound(t, d)
	_, err = d.Undo(ctx, d.Revision())
	wantCode(t, err, "")
	wantSound(t, d)

	// The bin keeps the photo with the contact.
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	_, _, err = d.Photo(jean.ID, FullPhoto)
	wantCode(t, err, NotFound)
	_, _, err = d.BringBackContact(ctx, jean.ID)
	wantCode(t, err, "")
	if _, version, err := d.Photo(jean.ID, Thumbnail); version != second.Photo || err != nil {
		t.Errorf("brought back with %q, %v", version, err)
	}

	_, err = d.RemovePhoto(ctx, jean.ID, 1)
	wantCode(t, err, StaleRecord)
	removed, err := d.RemovePhoto(ctx, jean.ID, 0)
	wantCode(t, err, "")
	removal := d.Revision()
	if removed.Photo != "" {
		t.Errorf("removed from %+v", removed)
	}
	again, err := d.RemovePhoto(ctx, jean.ID, 0)
	wantCode(t, err, "")
	if again.Version != removed.Version {
		t.Error("removing nothing made a version")
	}
	wantSound(t, d)

	// Photos that nobody has are purged with the bin; then undo does without.
	clock.move(31 * 24 * 3600e9)
	if _, err := d.PurgeBin(ctx); err != nil {
		t.Error(err)
	}
	undone, err := d.Undo(ctx, removal)
	wantCode(t, err, "")
	if now, _ := d.Contact(jean.ID); now.Photo != "" || undone.Restored != 1 {
		t.Errorf("undone %+v: %+v", undone, now)
	}
	wantSound(t, d)
}

func TestPhotosOfOnesOwnTableOnly(t *testing.T) {
	d := open(t)
	jean := contact(t, d, ContactDraft{})
	_, err := d.SetPhoto(context.Background(), jean.ID, 0, pngOf(t, 50, 50))
	wantCode(t, err, "")
	wantNoTrace(t, d, `"full"`, `"thumb"`)
}

func FuzzExifOrientation(f *testing.F) {
	f.Add(jpegOf(f, corners(8, 8), 6, binary.BigEndian))
	f.Add(jpegOf(f, corners(8, 8), 3, binary.LittleEndian))
	f.Add([]byte("\xff\xd8\xff\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) < 3 {
			return
		}
		if o := exifOrientation(file); o < upwards || o > turnedLeft {
			t.Errorf("orientation %d", o)
		}
	})
}

func FuzzDevelop(f *testing.F) {
	f.Add(jpegOf(f, corners(8, 8), 6, binary.BigEndian))
	f.Add(pngOf(f, 9, 5))
	f.Add(claiming(3, 3))
	developer := newPhotoDeveloper()
	f.Fuzz(func(t *testing.T, file []byte) {
		blob, err := developer.develop(context.Background(), file)
		if err != nil {
			if code := CodeOf(err); code != PhotoType && code != PhotoTooLarge {
				t.Errorf("code %s: %v", code, err)
			}
			return
		}
		size, err := jpeg.DecodeConfig(bytes.NewReader(blob.Thumb))
		if err != nil || size.Width > thumbSide || size.Height > thumbSide {
			t.Errorf("thumbnail of %v, %v", size, err)
		}
	})
}
