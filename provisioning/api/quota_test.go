package api

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestAQuotaAllowsSoManyTimesAnHour(t *testing.T) {
	var at clock
	at.move(time.Hour)
	q := newQuota(at.now, 3, time.Hour)
	for i, want := range []bool{true, true, true, false, false} {
		if q.allow("anne") != want {
			t.Errorf("time %d: not %t", i+1, want)
		}
	}
	if !q.allow("bob") {
		t.Error("another name is refused")
	}
	at.move(time.Hour)
	if q.allow("anne") {
		t.Error("allowed although three times were at most an hour ago")
	}
	at.move(20 * time.Minute)
	if !q.allow("anne") || q.allow("anne") {
		t.Error("after a third of the next hour it is not allowed once")
	}
	at.move(3 * time.Hour)
	for range 3 {
		if !q.allow("anne") {
			t.Error("refused after hours")
		}
	}
	at.move(-10 * time.Hour)
	if !q.allow("anne") {
		t.Error("refused after the clock was put back")
	}
}

func TestAQuotaIsBounded(t *testing.T) {
	var at clock
	q := newQuota(at.now, 3, time.Hour)
	q.size = 10
	for range 3 {
		q.allow("anne")
	}
	for i := range 1000 {
		q.allow(uuid.New().String())
		if n := len(q.this) + len(q.last); n > 20 {
			t.Fatalf("%d names after %d", n, i)
		}
		if i == 8 && q.allow("anne") {
			t.Error("forgotten although only a few were counted since")
		}
	}
}
