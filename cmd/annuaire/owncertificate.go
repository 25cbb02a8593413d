package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	// ownFor is how long the program's own certificate is good: the longest that Apple's devices take of one that was installed by hand.
	ownFor = 825 * 24 * time.Hour
	// ownRenewal is how long before its end it is renewed.
	ownRenewal = 30 * 24 * time.Hour
	// ownMaker stands in the certificates that the program has made: it renews no other.
	ownMaker = "annuaire"
)

// ownCertificate is the certificate that the program makes where none is configured: self-signed, in one PEM file with its key, beside the store
// and for the store's owner alone. Who connects compares its fingerprint, which is logged.
type ownCertificate struct {
	path  string
	names func() certificateNames
	now   func() time.Time
	log   *slog.Logger

	mu sync.Mutex
}

// ownCertificatePath is where the own certificate of a store lies.
func ownCertificatePath(store string) string { return strings.TrimSuffix(store, ".db") + ".pem" }

// keep makes the certificate where there is none, and renews it before it ends; a file that the program has not made stays as it is. It reports whether the
// file is another one now.
func (o *ownCertificate) keep() (changed bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	content, err := os.ReadFile(o.path)
	if errors.Is(err, os.ErrNotExist) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return false, fmt.Errorf("make a certificate: %w", err)
		}
		return true, o.write("made", key)
	}
	if err != nil {
		return false, fmt.Errorf("read the own certificate: %w", err)
	}
	pair, err := tls.X509KeyPair(content, content)
	if err != nil {
		return false, fmt.Errorf("%s is no certificate with its key; move it away and another one is made: %w", o.path, err)
	}
	key, can := pair.PrivateKey.(crypto.Signer)
	if !can || !madeByUs(pair.Leaf) || o.now().Before(pair.Leaf.NotAfter.Add(-ownRenewal)) {
		o.say("in use", pair.Leaf)
		return false, nil
	}
	return true, o.write("renewed", key) // with the key that it had: who remembers that notices nothing
}

func madeByUs(leaf *x509.Certificate) bool {
	return bytes.Equal(leaf.RawIssuer, leaf.RawSubject) && len(leaf.Subject.Organization) == 1 && leaf.Subject.Organization[0] == ownMaker
}

// write makes a certificate of a key and puts the file in place of the one that was there.
func (o *ownCertificate) write(what string, key crypto.Signer) error {
	serial := make([]byte, 16)
	rand.Read(serial) // never fails: crypto/rand ends the program first
	names := o.names()
	template := &x509.Certificate{
		SerialNumber: positive(serial), Subject: pkix.Name{CommonName: names.hosts[0], Organization: []string{ownMaker}},
		NotBefore: o.now().Add(-time.Hour), NotAfter: o.now().Add(ownFor),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
		DNSNames: names.hosts, IPAddresses: names.addresses,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return fmt.Errorf("make a certificate: %w", err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("make a certificate: %w", err)
	}
	content := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})...)
	if err := replaceFile(o.path, content); err != nil {
		return fmt.Errorf("keep the certificate that was made: %w", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return fmt.Errorf("make a certificate: %w", err)
	}
	o.say(what, leaf)
	return nil
}

func (o *ownCertificate) say(what string, leaf *x509.Certificate) {
	o.log.Info("no certificate is configured: the own one is "+what, "file", o.path, "sha256", fingerprint(leaf), "until", leaf.NotAfter.Format("2006-01-02"))
}

// fingerprint is the SHA-256 of a certificate as other programs show it: "AB:CD:…".
func fingerprint(leaf *x509.Certificate) string {
	sum := sha256.Sum256(leaf.Raw)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}

// replaceFile writes a file whole or not at all, for its owner alone.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// positive makes the serial number of a certificate (RFC 5280 section 4.1.2.2).
func positive(bits []byte) *big.Int {
	n := new(big.Int).SetBytes(bits)
	return n.Rsh(n, 1).Add(n, big.NewInt(1))
}
