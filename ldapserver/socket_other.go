//go:build !linux || 386 || s390x

package ldapserver

import "net"

// socket is what Linux has: here, connections are read and written as package net does.
type socket struct{}

func newSocket(net.Conn) *socket               { return nil }
func (*socket) ready(func() (done bool)) error { return nil }
func (*socket) read([]byte) (int, error)       { return 0, errNotReady }
func (*socket) write([]byte) int               { return 0 }
func (*socket) isReady() bool                  { return false }
