package main

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
)

// serveEcho answers every search with the bytes of a file, parsing nothing but which operation it is: what is left of a server's work when there is
// no directory. It binds everybody.
func serveEcho(ctx context.Context, file string, ready func(address string)) error {
	answer, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	var open sync.Map
	defer context.AfterFunc(ctx, func() {
		_ = listener.Close()
		open.Range(func(conn, _ any) bool { _ = conn.(net.Conn).Close(); return true })
	})()
	ready(listener.Addr().String())
	var clients sync.WaitGroup
	defer clients.Wait()
	for {
		conn, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		open.Store(conn, nil)
		clients.Go(func() {
			defer open.Delete(conn)
			echo(conn, answer)
		})
	}
}

// boundResponse is a BindResponse without anything to say.
const boundResponse = "\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00"

// echo answers until its client goes. One read gives one request: a client waits for its answer before it asks again.
func echo(conn net.Conn, answer []byte) {
	defer conn.Close()
	request := make([]byte, 64<<10)
	const bind = 0x60 // RFC 4511 section 4.2
	for {
		n, err := conn.Read(request)
		if err != nil {
			return
		}
		reply := answer
		if head := 2; n > head+4 {
			if request[1] > 0x80 {
				head += int(request[1] & 0x7f)
			}
			if request[head+3] == bind {
				reply = []byte(boundResponse)
			}
		}
		if _, err := conn.Write(reply); err != nil {
			return
		}
	}
}
