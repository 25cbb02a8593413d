package directory

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// goodPassword is one that the rules accept for anybody in these tests.
const goodPassword = "correct horse battery"

// person gives a contact these roles and a password, and signs it in.
func person(t testing.TB, d *Directory, c Contact, roles ...RoleAssignment) Principal {
	t.Helper()
	ctx := context.Background()
	var token string
	_, err := d.Invite(ctx, c.ID, 0, roles, func(_ LinkInfo, secret string) error { token = secret; return nil })
	if err != nil {
		t.Fatalf("invite %s: %v", c.Email, err)
	}
	p, err := d.UseLink(ctx, token, goodPassword)
	if err != nil {
		t.Fatalf("choose the password of %s: %v", c.Email, err)
	}
	return p
}

// founder makes the first administrator.
func founder(t testing.TB, d *Directory) Principal {
	t.Helper()
	ctx := context.Background()
	token, needed, err := d.FoundingLink(ctx)
	if err != nil || !needed {
		t.Fatalf("founding link: %v, %v", needed, err)
	}
	p, err := d.UseFoundingLink(ctx, token, "founder@example.com", goodPassword)
	if err != nil {
		t.Fatalf("found: %v", err)
	}
	return p
}

// as has commands act for who has signed in.
func as(p Principal) context.Context {
	return WithActor(context.Background(), p.Actor("192.0.2.1"))
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			picture.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), 128, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
