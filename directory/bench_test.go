package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
)

const manyContacts = 100_000

// fill makes many contacts, each with an e-mail address, a short number and two numbers, in one batch.
func fill(b *testing.B, d *Directory) {
	b.Helper()
	_, err := d.Apply(context.Background(), "import", func(e *Edit) error {
		for i := range manyContacts {
			subscriber := fmt.Sprintf("%02d %02d %02d", i/10000, i/100%100, i%100)
			_, _, err := e.CreateContact(ContactDraft{
				FirstName: "Jean", LastName: []string{"Martin", "Durand", "Lefèvre", "Étienne"}[i%4],
				Email: fmt.Sprintf("p%d@example.com", i), Origin: "import",
				Numbers: []Number{work("01 23 "+subscriber, fmt.Sprint(200_000+i)), {Kind: MobileNumber, Raw: "06 12 " + subscriber}},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkImport100000(b *testing.B) {
	for b.Loop() {
		d, _ := openAt(b, filepath.Join(b.TempDir(), "annuaire.db"), Config{Name: "Acme"})
		fill(b, d)
	}
}

func BenchmarkOpen100000(b *testing.B) {
	path := filepath.Join(b.TempDir(), "annuaire.db")
	d, clock := openAt(b, path, Config{Name: "Acme"})
	fill(b, d)
	for b.Loop() {
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
		var err error
		if d, err = Open(path, clock.config(Config{})); err != nil {
			b.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkUpdateAmong100000(b *testing.B) {
	d, _ := openAt(b, filepath.Join(b.TempDir(), "annuaire.db"), Config{Name: "Acme"})
	fill(b, d)
	c := contact(b, d, ContactDraft{})
	n := 0
	for b.Loop() {
		n++
		if _, _, err := d.UpdateContact(context.Background(), c.ID, 0, ContactPatch{LastName: pointer(fmt.Sprint("Name", n))}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck100000(b *testing.B) {
	d, _ := openAt(b, filepath.Join(b.TempDir(), "annuaire.db"), Config{Name: "Acme"})
	fill(b, d)
	for b.Loop() {
		wantSound(b, d)
	}
}

func BenchmarkAuthenticate(b *testing.B) {
	d := open(b)
	_, secret, err := d.AddAccount(context.Background(), AccountDraft{Name: "phones"})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Authenticate(context.Background(), "phones", secret); err != nil {
			b.Fatal(err)
		}
	}
}
