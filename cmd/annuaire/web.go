package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"annuaire/directory"
	"annuaire/provisioning/api"
	"annuaire/provisioning/web"
)

// How long an HTTP client may take over the head of a request, and keep a connection that asks nothing.
const (
	webHeadPatience = 10 * time.Second
	webIdlePatience = 2 * time.Minute
)

// webServer is where people find the pages, and their programs the API. The zero value listens nowhere.
type webServer struct {
	listener net.Listener
	http     *http.Server
	api      *api.API
	tls      certificates
	secure   bool // with TLS
}

// listenWeb opens [http] listen, if there is one. An error names the key.
func (s *server) listenWeb() error {
	c := s.config.HTTP
	if c.Listen == "" {
		return nil
	}
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return s.config.Problem("http.listen", err)
	}
	s.web.listener = l
	if files := webTLS(s.config); files != (tlsFiles{}) {
		if err := s.web.tls.load(files.cert, files.key); err != nil {
			return s.config.Problem("http.tls_cert", err)
		}
		s.web.listener, s.web.secure = tls.NewListener(l, s.web.tls.config()), true
	}
	options, err := s.apiOptions()
	if err != nil {
		return err
	}
	s.web.api, err = api.New(s.directory, options)
	if err != nil {
		return err
	}
	pages, err := web.New(web.Options{
		API: s.web.api, URL: s.config.HTTP.URL, Language: pagesLanguage(s.config.Directory.Language), Logger: s.log,
		Country: s.config.Directory.Country, ImportBytes: s.config.Imports.Limits().Bytes,
	})
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", s.web.api)
	mux.Handle("/", pages)
	s.web.http = &http.Server{
		Handler: mux, ReadHeaderTimeout: webHeadPatience, IdleTimeout: webIdlePatience,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	return nil
}

// pagesLanguage is the language of the pages for those of whom no other is known: the directory's, where the pages speak it, else English.
func pagesLanguage(directory string) string {
	if base, _, _ := strings.Cut(directory, "-"); base == "fr" {
		return "fr"
	}
	return "en"
}

// apiOptions is what the API works with beside the directory. An error names the key.
func (s *server) apiOptions() (api.Options, error) {
	options := api.Options{
		Version: version(), Logger: s.log, Attribute: attributeName, Spool: filepath.Dir(s.config.Directory.Store),
		Price:   directory.Price{MonthlyCents: s.config.Licence.UnitPriceCents, Currency: s.config.Licence.Currency},
		Observe: s.metrics.observe,
		URL:     s.webURL(), Proxies: s.config.HTTP.Proxies, LDAP: s.ldapService(), Watch: s.watchPhones, LastBind: s.lastBind,
		Imports: s.config.Imports.Limits(), Installed: s.installed,
	}
	if s.config.Mail.SMTP == "" {
		return options, nil
	}
	mailer, err := newMailer(s.config, func() string { return s.directory.Root().Name })
	if err != nil {
		return api.Options{}, err
	}
	options.Mailer = mailer
	return options, nil
}

// serve answers until the server stops.
func (w *webServer) serve() error {
	if err := w.http.Serve(w.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// stop lets running requests end until ctx does; those who follow the journal are cut off then.
func (w *webServer) stop(ctx context.Context) error {
	if w.listener == nil {
		return nil
	}
	if w.http == nil { // the start did not get that far
		return w.listener.Close()
	}
	err := w.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = w.http.Close()
	}
	return errors.Join(err, w.api.Close())
}

// uri is what clients are given: http://127.0.0.1:8080.
func (w *webServer) uri() string { return w.scheme() + "://" + hostPort(w.listener.Addr()) }

func (w *webServer) scheme() string {
	if w.secure {
		return "https"
	}
	return "http"
}
