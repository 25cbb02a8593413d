package web

import "testing"

func TestAnIDIsWhatTheAPIWrites(t *testing.T) {
	for text, want := range map[string]bool{
		"01a22c50-8706-7aaf-a273-9ae0aeaee81b":          true,
		"01A22C50-8706-7AAF-A273-9AE0AEAEE81B":          false, // a name may be
		"01a22c5087067aafa2739ae0aeaee81b":              false,
		"{01a22c50-8706-7aaf-a273-9ae0aeaee81b}":        false,
		"urn:uuid:01a22c50-8706-7aaf-a273-9ae0aeaee81b": false,
		"01a22c50-8706-7aaf-a273-9ae0aeaee81":           false,
		"01a22c50-8706-7aaf-a273-9ae0aeaee81g":          false,
		"Sales":                                         false,
		"":                                              false,
	} {
		if got := isID(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
