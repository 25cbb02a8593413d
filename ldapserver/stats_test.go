package ldapserver

import (
	"maps"
	"testing"

	"annuaire/ldapserver/message"
)

func TestAnswersAreCountedByTheirResults(t *testing.T) {
	s, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(whoAmI(8))
	c.want(8, message.TagExtendedResponse, message.Success)
	c.send(startTLS(9)) // there is none
	c.want(9, message.TagExtendedResponse, message.ProtocolError)
	c.send(search(10, "ou=nowhere,"+base, message.WholeSubtree, present("cn")))
	c.want(10, message.TagSearchDone, message.NoSuchObject)
	c.send(pack(11, message.TagSearchRequest, []byte{1, 2, 3})) // no more than its envelope can be read
	c.want(11, message.TagSearchDone, message.ProtocolError)
	want := map[string]uint64{"success": 2, "invalidCredentials": 1, "protocolError": 2, "noSuchObject": 1}
	if got := s.Stats().Results; !maps.Equal(got, want) {
		t.Errorf("counted %v, want %v", got, want)
	}
}
