package main

import (
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"annuaire/directory"
	"annuaire/ldapserver"
)

// registry is everything that is measured of this server, and nothing of another in the same process. Nothing in it names a person, a number or a secret.
func (s *server) registry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "annuaire_build_info", Help: "Which program this is; always 1.",
		ConstLabels: prometheus.Labels{"version": version(), "go_version": runtime.Version()},
	})
	build.Set(1)
	r.MustRegister(
		build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		ldapCollector{s.ldap.Stats}, storeCollector{s.directory}, s.metrics.web.requests, s.metrics.web.seconds,
	)
	return r
}

// ldapCollector tells what the LDAP server has counted.
type ldapCollector struct{ stats func() ldapserver.Stats }

var (
	_ prometheus.Collector = ldapCollector{}
	_ prometheus.Collector = storeCollector{}
)

// Describe describes nothing: which results there are shows when they are sent.
func (ldapCollector) Describe(chan<- *prometheus.Desc) {}

// Collect sends the counters as they are now.
func (c ldapCollector) Collect(out chan<- prometheus.Metric) {
	stats := c.stats()
	send(out, prometheus.GaugeValue, "annuaire_ldap_connections_open", "LDAP connections open now.", float64(stats.Open))
	for _, counter := range []struct {
		name, help string
		value      uint64
	}{
		{"annuaire_ldap_connections_total", "LDAP connections accepted, refused ones included.", stats.Accepted},
		{"annuaire_ldap_connections_refused_total", "LDAP connections over the limits.", stats.Refused},
		{"annuaire_ldap_panics_total", "LDAP connections that ended in a panic.", stats.Panics},
		{"annuaire_ldap_binds_failed_total", "LDAP binds with a wrong name or secret.", stats.BindsFailed},
		{"annuaire_ldap_malformed_total", "LDAP messages that could not be read.", stats.Malformed},
	} {
		send(out, prometheus.CounterValue, counter.name, counter.help, float64(counter.value))
	}
	for kind, n := range stats.Requests {
		send(out, prometheus.CounterValue, "annuaire_ldap_requests_total", "LDAP requests by kind.", float64(n), "kind", kind)
	}
	for result, n := range stats.Results {
		send(out, prometheus.CounterValue, "annuaire_ldap_results_total", "LDAP answers by the name of their result code.", float64(n), "result", result)
	}
}

// storeCollector tells how far the store is and who is behind it.
type storeCollector struct{ directory *directory.Directory }

// Describe describes nothing, as ldapCollector's does.
func (storeCollector) Describe(chan<- *prometheus.Desc) {}

// Collect sends the gauges as they are now.
func (c storeCollector) Collect(out chan<- prometheus.Metric) {
	readers, batches, revisions := c.directory.Lag()
	use := c.directory.LicenceUse()
	for _, gauge := range []struct {
		name, help string
		value      float64
	}{
		{"annuaire_store_revision", "Number of the last change.", float64(c.directory.Revision())},
		{"annuaire_index_lag_revisions", "Changes that phones do not see yet.", float64(revisions)},
		{"annuaire_followers", "Readers that follow changes as they are made.", float64(readers)},
		{"annuaire_follower_lag_batches", "Changes that the slowest of them has yet to take.", float64(batches)},
		{"annuaire_users_enabled", "Users that are enabled.", float64(use.Enabled)},
	} {
		send(out, prometheus.GaugeValue, gauge.name, gauge.help, gauge.value)
	}
}

// send sends one value, with a label where one is named.
func send(out chan<- prometheus.Metric, kind prometheus.ValueType, name, help string, value float64, label ...string) {
	var names, values []string
	if len(label) == 2 {
		names, values = label[:1], label[1:]
	}
	out <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, names, nil), kind, value, values...)
}

// webCounters count what the API is asked. The zero value counts nothing.
type webCounters struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newWebCounters() webCounters {
	return webCounters{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "annuaire_http_requests_total", Help: "HTTP requests by operation of the API and status; no operation: what nobody answers.",
		}, []string{"operation", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "annuaire_http_request_seconds", Help: "Time until HTTP requests were answered, by operation.",
			Buckets: []float64{.001, .005, .025, .1, .5, 2.5, 10},
		}, []string{"operation"}),
	}
}

// observe counts a request of the API.
func (m *metrics) observe(operation string, status int, took time.Duration) {
	if m.web.requests == nil {
		return
	}
	m.web.requests.WithLabelValues(operation, strconv.Itoa(status)).Inc()
	m.web.seconds.WithLabelValues(operation).Observe(took.Seconds())
}
