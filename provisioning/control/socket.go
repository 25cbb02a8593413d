package control

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// SocketPath is where the server that has the store open listens: annuaire.sock beside annuaire.db. Other stores in the
// same folder have sockets of their own.
func SocketPath(store string) string {
	return strings.TrimSuffix(store, ".db") + ".sock"
}

// Listen opens the control socket at path, for the owner of the process alone. A socket that a server which died has left
// there is replaced: call it only while holding the store's lock, so that no living server's can be. Closing the listener
// takes the socket away.
func Listen(path string) (net.Listener, error) {
	// Made in a folder that nobody else may enter and then moved to its place, the socket is never there with rights that
	// are too wide, and a stale one is replaced in one step.
	private, err := os.MkdirTemp(filepath.Dir(path), ".sock-*")
	if err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	defer func() { _ = os.RemoveAll(private) }() // empty by now, or there is an error to tell already
	made := filepath.Join(private, "s")
	short, release, err := shorten(made)
	if err != nil {
		return nil, err
	}
	defer release()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: short, Net: "unix"})
	if err != nil {
		return nil, fmt.Errorf("open the control socket: %w", err)
	}
	l.SetUnlinkOnClose(false) // it would take away what is at the name it was made under
	err = os.Chmod(made, 0o600)
	if err == nil {
		err = os.Rename(made, path)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the control socket: %w", err), l.Close())
	}
	return &socketListener{UnixListener: l, path: path}, nil
}

// socketListener removes its socket when it is closed for the first time.
type socketListener struct {
	*net.UnixListener
	path string
}

func (l *socketListener) Close() error {
	if err := l.UnixListener.Close(); err != nil {
		return err
	}
	if err := os.Remove(l.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove the control socket: %w", err)
	}
	return nil
}

// maxSocketPath is how many bytes the name of a socket may have on every system we know (BSD has 104 with a final zero,
// Linux 108).
const maxSocketPath = 103

// shorten gives a name of path that a socket can have. One that is too long is reached through its folder, opened, on
// Linux; elsewhere there is no such way. release must be called once the name is not needed any more.
func shorten(path string) (short string, release func(), err error) {
	if len(path) <= maxSocketPath {
		return path, func() {}, nil
	}
	if runtime.GOOS != "linux" {
		return "", nil, fmt.Errorf("the control socket's name %s has %d bytes, and the system allows %d: put the store in a folder with a shorter name", path, len(path), maxSocketPath)
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return "", nil, fmt.Errorf("open the control socket's folder: %w", err)
	}
	release = func() { _ = folder.Close() } // opened for reading only
	return fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), filepath.Base(path)), release, nil
}
