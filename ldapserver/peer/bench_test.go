package peer

import (
	"io"
	"testing"

	"github.com/jimlambrt/gldap"
)

// BenchmarkGldapWritesFiftyEntries is what gldap itself costs for a search that finds fifty entries of five attributes: the
// entries are at hand, the client only counts bytes.
func BenchmarkGldapWritesFiftyEntries(b *testing.B) {
	const entries = 50
	names := []string{"sn", "givenName", "cn", "telephoneNumber", "mobile"}
	s := serveRoutes(b, func(mux *gldap.Mux) error {
		return mux.Search(func(w *gldap.ResponseWriter, r *gldap.Request) {
			for range entries {
				entry := r.NewSearchResponseEntry("uid=a,dc=x")
				for _, name := range names {
					entry.AddAttribute(name, []string{"value"})
				}
				_ = w.Write(entry)
			}
			succeed(w, r)
		})
	})
	c := dial(b, s)
	done := request(1, operation(5, number(10, 0), octets(""), octets("")))
	answer := make([]byte, entries*len(onceEncoded(names))+len(done))
	message := searchRequest(1)
	for b.Loop() {
		c.send(message)
		if _, err := io.ReadFull(c.conn, answer); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(answer)))
}
