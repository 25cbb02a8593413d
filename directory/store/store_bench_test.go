package store_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"annuaire/directory/store"
)

// card is of the size of a real contact: some 500 bytes of JSON, four indexes.
type card struct {
	ID        string    `json:"id"`
	UID       string    `json:"uid"`
	Folder    string    `json:"folder"`
	Last      string    `json:"last_name"`
	First     string    `json:"first_name"`
	Company   string    `json:"company"`
	Email     string    `json:"email"`
	Short     string    `json:"short"`
	Numbers   []number  `json:"numbers"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Version   uint64    `json:"version"`
}

type number struct {
	Kind string `json:"kind"`
	Raw  string `json:"raw"`
	E164 string `json:"e164"`
}

func cardTable() *store.Table[card] {
	one := func(f func(*card) string) func(*card) []string {
		return func(c *card) []string { return []string{f(c)} }
	}
	return store.NewTable("cards", store.Journalled, 1,
		func(c *card) store.Key { return store.Key(c.ID) },
		store.Index[card]{Name: "uid", Unique: true, Keys: one(func(c *card) string { return c.UID })},
		store.Index[card]{Name: "email", Unique: true, Keys: one(func(c *card) string { return c.Email })},
		store.Index[card]{Name: "folder", Keys: one(func(c *card) string { return c.Folder })},
		store.Index[card]{Name: "short", Keys: one(func(c *card) string { return c.Short })},
	)
}

// makeCards makes n cards whose ids, uids and e-mail addresses come in random order.
func makeCards(n int) []card {
	r := rand.New(rand.NewPCG(1, 2))
	cards := make([]card, n)
	for i := range cards {
		id := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, r.Uint64()), uint64(i))
		name := fmt.Sprintf("%x", r.Uint32())
		phone := fmt.Sprintf("+331%08d", r.IntN(100_000_000))
		cards[i] = card{
			ID: string(fmt.Sprintf("%x", id)[:32]), UID: fmt.Sprintf("%s.%d", name, i), Folder: fmt.Sprintf("folder-%03d", r.IntN(200)),
			Last: "Martin-" + name, First: "Jean", Company: "Société Exemple", Email: fmt.Sprintf("%s.%d@example.org", name, i),
			Short:     fmt.Sprint(1000 + i%9000),
			Numbers:   []number{{"work", phone, phone}, {"mobile", "06 12 34 56 78", "+33612345678"}},
			CreatedAt: testTime, UpdatedAt: testTime, Version: 1,
		}
	}
	return cards
}

func openCards(b *testing.B, sync bool) (*store.Store, *store.Table[card], string) {
	b.Helper()
	table := cardTable()
	path := filepath.Join(b.TempDir(), "bench.db")
	s, err := store.Open(path, store.Options{NoSync: !sync}, table)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s, table, path
}

func putCards(b *testing.B, s *store.Store, table *store.Table[card], cards []card) {
	b.Helper()
	_, err := s.Update(b.Context(), store.Entry{Action: "import"}, func(tx *store.Tx) error {
		for i := range cards {
			if err := table.Put(tx, &cards[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// reportSize tells how large the file is per record.
func reportSize(b *testing.B, path string) {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/manyCards, "file-B/record")
}

const manyCards = 100_000

// BenchmarkImport writes 100,000 records with four indexes and the journal in one Update, then changes them all in another.
func BenchmarkImport(b *testing.B) {
	cards := makeCards(manyCards)
	for _, phase := range []string{"new", "changed"} {
		b.Run(phase, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s, table, path := openCards(b, true)
				if phase == "changed" {
					putCards(b, s, table, cards)
					for i := range cards {
						cards[i].Version++
						cards[i].Email = fmt.Sprintf("v%d.%s", cards[i].Version, cards[i].UID)
					}
				}
				b.StartTimer()
				putCards(b, s, table, cards)
				b.StopTimer()
				reportSize(b, path)
				s.Close()
				b.StartTimer()
			}
		})
	}
}

// BenchmarkSmallWrite changes one record of 100,000, with and without waiting for the disk: the difference is the fsync.
func BenchmarkSmallWrite(b *testing.B) {
	cards := makeCards(manyCards)
	for _, sync := range []bool{true, false} {
		b.Run(fmt.Sprintf("sync=%v", sync), func(b *testing.B) {
			s, table, _ := openCards(b, sync)
			putCards(b, s, table, cards)
			i := 0
			for b.Loop() {
				i = (i + 7919) % len(cards)
				cards[i].Version++
				cards[i].Email = fmt.Sprintf("v%d.%s", cards[i].Version, cards[i].UID)
				putCards(b, s, table, cards[i:i+1])
			}
		})
	}
}

// BenchmarkRead measures what a start and a request do on 100,000 records.
func BenchmarkRead(b *testing.B) {
	s, table, path := openCards(b, false)
	cards := makeCards(manyCards)
	putCards(b, s, table, cards)
	view := func(b *testing.B, fn func(tx *store.Tx) error) {
		if err := s.View(fn); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			view(b, func(tx *store.Tx) error {
				for _, err := range table.All(tx) {
					if err != nil {
						return err
					}
				}
				return nil
			})
		}
	})
	b.Run("one", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i = (i + 7919) % len(cards)
			view(b, func(tx *store.Tx) error {
				_, ok, err := table.One(tx, "uid", cards[i].UID)
				if !ok {
					b.Fatal("not found")
				}
				return err
			})
		}
	})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			if problems, err := s.Check(b.Context()); err != nil || len(problems) > 0 {
				b.Fatal(problems, err)
			}
		}
	})
	b.Run("open", func(b *testing.B) {
		s.Close()
		for b.Loop() {
			again, err := store.Open(path, store.Options{NoSync: true}, table)
			if err != nil {
				b.Fatal(err)
			}
			again.Close()
		}
	})
}
