//go:build linux && !386 && !s390x

package ldapserver

import (
	"io"
	"net"
	"os"
	"syscall"
	"unsafe"
)

// What is asked of the kernel beside each read (linux/tcp.h), which package syscall has no names for.
const (
	tcpINQ   = 36 // TCP_INQ, the option
	tcpCmINQ = 36 // TCP_CM_INQ, the type of what comes with a read then
)

// socket reads and writes a TCP connection without waiting. net.Conn tries to read before it waits for something to read, and nearly always in
// vain: that is one of three system calls for each request. Here the kernel tells with each read whether there is more, the end of the stream
// included (Linux 4.18 does), and where there is not, the next one is made when the poller says so.
//
// Calls do not tell the Go scheduler that they may block, for they can not.
type socket struct {
	raw     syscall.RawConn
	fd      uintptr // valid while ready runs what it was given; 0: outside
	drained bool    // the last read has left nothing: not before the poller says so is there more

	header syscall.Msghdr
	data   syscall.Iovec
	beside struct {
		header syscall.Cmsghdr
		unread int32
		_      int32 // the kernel pads
	}
}

// newSocket returns the socket of a TCP connection, nil where the kernel or the connection has not what it takes.
func newSocket(nc net.Conn) *socket {
	tcp, is := nc.(*net.TCPConn)
	if !is {
		return nil
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return nil
	}
	refused := raw.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpINQ, 1) })
	if refused != nil || err != nil {
		return nil
	}
	s := &socket{raw: raw}
	s.header.Iov, s.header.Iovlen = &s.data, 1
	return s
}

// ready calls serve, and again whenever there is something to read, until it returns true. Meanwhile nobody else can read the connection. It fails when
// the connection's deadline for reading has passed, and when it is closed.
func (s *socket) ready(serve func() (done bool)) error {
	return s.raw.Read(func(fd uintptr) bool {
		s.fd, s.drained = fd, false
		defer func() { s.fd = 0 }()
		return serve()
	})
}

// read reads into p what is there, and fails with errNotReady where nothing is.
func (s *socket) read(p []byte) (int, error) {
	if s.drained {
		return 0, errNotReady
	}
	s.data.Base = unsafe.SliceData(p)
	s.data.SetLen(len(p))
	s.header.Control = (*byte)(unsafe.Pointer(&s.beside))
	s.header.SetControllen(int(unsafe.Sizeof(s.beside)))
	n, _, errno := syscall.RawSyscall(syscall.SYS_RECVMSG, s.fd, uintptr(unsafe.Pointer(&s.header)), 0)
	s.data.Base = nil // an idle connection holds nobody's memory
	switch {
	case errno == syscall.EAGAIN:
		s.drained = true
		return 0, errNotReady
	case errno == syscall.EINTR:
		return 0, nil
	case errno != 0:
		return 0, os.NewSyscallError("recvmsg", errno)
	case n == 0:
		return 0, io.EOF
	}
	s.drained = s.beside.header.Type == tcpCmINQ && s.beside.unread == 0
	s.beside.header.Type = 0
	return int(n), nil
}

// write sends what the connection takes of p at once, and returns how much that was. What is wrong with the connection is told by who sends the rest.
func (s *socket) write(p []byte) int {
	n, _, errno := syscall.RawSyscall6(syscall.SYS_SENDTO, s.fd, uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), syscall.MSG_NOSIGNAL, 0, 0)
	if errno != 0 {
		return 0
	}
	return int(n)
}

// isReady tells whether read and write can be called.
func (s *socket) isReady() bool { return s != nil && s.fd != 0 }
