package peer

import (
	"net"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jimlambrt/gldap"
)

// Expected: a server takes a net.Listener (for TLS, limits and socket activation) and tells its address; a request tells
// where it comes from, for limits, logs and access by network.
func TestGldapHasNoListenerAndNoAddressInItsAPI(t *testing.T) {
	for _, api := range []reflect.Type{reflect.TypeFor[*gldap.Server](), reflect.TypeFor[*gldap.Request](),
		reflect.TypeFor[*gldap.ResponseWriter]()} {
		for _, given := range []reflect.Type{reflect.TypeFor[net.Listener](), reflect.TypeFor[net.Conn](), reflect.TypeFor[net.Addr]()} {
			for i := range api.NumMethod() {
				if method := api.Method(i); mentions(method.Type, given) {
					t.Errorf("%v.%s mentions %v", api, method.Name, given)
				}
			}
		}
	}
	if run, ok := reflect.TypeFor[*gldap.Server]().MethodByName("Run"); !ok || run.Type.In(1).Kind() != reflect.String {
		t.Error("Run does not take an address as a string")
	}
	if handler := reflect.TypeFor[gldap.OnCloseHandler](); handler.NumIn() != 1 || handler.In(0).Kind() != reflect.Int {
		t.Error("a closed connection is more than a number")
	}
	for i := range reflect.TypeFor[gldap.Request]().NumField() {
		if field := reflect.TypeFor[gldap.Request]().Field(i); field.IsExported() && field.Name != "ID" {
			t.Errorf("a request has a field %s", field.Name)
		}
	}
}

// mentions is true where a method takes or returns a value that is a given.
func mentions(method, given reflect.Type) bool {
	for i := range method.NumIn() {
		if method.In(i).Implements(given) {
			return true
		}
	}
	for i := range method.NumOut() {
		if method.Out(i).Implements(given) {
			return true
		}
	}
	return false
}

// Expected: a timeout of a connection that is idle starts anew with every request.
func TestGldapsReadTimeoutEndsABusyConnection(t *testing.T) {
	s := serveRoutes(t, succeedAlways, gldap.WithReadTimeout(200*time.Millisecond))
	c := dial(t, s)
	answered := c.searchUntilClosed()
	if answered == 0 {
		t.Error("the connection was never in use")
	}
}

// Expected: a message larger than a limit is refused before it is read into memory, all the more before a bind.
func TestGldapReadsMessagesOfAnySize(t *testing.T) {
	const size = 16 << 20
	got := make(chan int, 1)
	s := serveRoutes(t, func(mux *gldap.Mux) error {
		return mux.Bind(func(w *gldap.ResponseWriter, r *gldap.Request) {
			if m, err := r.GetSimpleBindMessage(); err == nil {
				got <- len(m.UserName)
			}
			succeed(w, r)
		})
	})
	c := dial(t, s)
	c.send(bindRequest(1, 3, strings.Repeat("x", size), contextual(0, "")))
	if id, _ := c.receive(); id != 1 {
		t.Errorf("message %d is answered", id)
	}
	if n := <-got; n != size {
		t.Errorf("the handler gets a name of %d bytes, %d were sent", n, size)
	}
}

// Expected: a handler gets the value, without which there is no Password Modify.
func TestGldapDropsTheValueOfExtendedOperations(t *testing.T) {
	type value struct {
		found bool
		value string
	}
	got := make(chan value, 1)
	s := serveRoutes(t, func(mux *gldap.Mux) error {
		return mux.ExtendedOperation(func(w *gldap.ResponseWriter, r *gldap.Request) {
			// There is no method to ask: what the request holds is looked at.
			field := reflect.ValueOf(r).Elem().FieldByName("message").Elem().Elem().FieldByName("Value")
			got <- value{field.IsValid(), field.String()}
			succeed(w, r)
		}, gldap.ExtendedOperationPasswordModify)
	})
	c := dial(t, s)
	c.send(request(1, operation(23, contextual(0, string(gldap.ExtendedOperationPasswordModify)), contextual(1, "what is to be done"))))
	c.receive()
	if v := <-got; !v.found || v.value != "" {
		t.Errorf("the handler's request holds %+v", v)
	}
	for i := range reflect.TypeFor[*gldap.Request]().NumMethod() {
		method := reflect.TypeFor[*gldap.Request]().Method(i)
		for o := range method.Type.NumOut() {
			if method.Type.Out(o) == reflect.TypeFor[*gldap.ExtendedOperationMessage]() {
				t.Errorf("%s returns the message of an extended operation", method.Name)
			}
		}
	}
}
