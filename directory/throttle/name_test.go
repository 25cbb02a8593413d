package throttle

import "testing"

func TestANameAloneIsSlowedAndToldBeforehand(t *testing.T) {
	th := New(newClock().now, 100, longest)
	for range Free {
		if d := th.FailedName("mailbox"); d != 0 {
			t.Fatalf("held back for %v", d)
		}
	}
	for range 2 { // asking counts nothing
		if d := th.Delay("mailbox"); d != First {
			t.Errorf("would be held back for %v", d)
		}
	}
	if d := th.FailedName("mailbox"); d != First {
		t.Errorf("held back for %v", d)
	}
	if d := th.Delay("another mailbox"); d != 0 {
		t.Errorf("another one would be held back for %v", d)
	}
}

func TestANameThatTheOldGenerationKnowsIsToldBeforehand(t *testing.T) {
	th := New(newClock().now, 1, longest)
	for range Free {
		th.FailedName("mailbox")
	}
	th.FailedName("another") // a new generation
	if d := th.Delay("mailbox"); d != First {
		t.Errorf("would be held back for %v", d)
	}
}
