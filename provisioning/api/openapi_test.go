package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"testing"
)

// update writes golden files anew: go test ./provisioning/api -update
var update = flag.Bool("update", false, "write golden files anew")

func TestTheOpenAPIDocumentIsTheOneCheckedIn(t *testing.T) {
	const golden = "testdata/openapi.json"
	s := newSite(t)
	served := client{site: s}.get("/openapi.json").want(http.StatusOK).Body.Bytes()
	if *update {
		if err := os.WriteFile(golden, served, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(served, want) {
		t.Error("the API is not what testdata/openapi.json says; run the test with -update and look at the difference")
	}
	if !bytes.Equal(served, s.api.OpenAPI()) {
		t.Error("OpenAPI gives another document than the server")
	}
}

// document is what tests read of the OpenAPI document.
type document struct {
	OpenAPI    string                          `json:"openapi"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]json.RawMessage `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	ID         string `json:"operationId"`
	Permission string `json:"x-permission"`
	Summary    string `json:"summary"`
	Security   []any  `json:"security"`
	Responses  map[string]json.RawMessage
	Parameters []struct {
		Name, In string
		Required bool
	}
	RequestBody *struct {
		Content map[string]json.RawMessage
	}
}

func readDocument(t testing.TB, a *API) document {
	t.Helper()
	var d document
	if err := json.Unmarshal(a.OpenAPI(), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDocumentSaysOfEveryOperationWhatItNeeds(t *testing.T) {
	d := readDocument(t, newSite(t).api)
	if d.OpenAPI != "3.1.0" {
		t.Errorf("OpenAPI %s", d.OpenAPI)
	}
	for _, foreign := range []string{"ErrorModel", "ErrorDetail"} {
		if _, found := d.Components.Schemas[foreign]; found {
			t.Errorf("the document describes %s", foreign)
		}
	}
	seen := map[string]bool{}
	for path, methods := range d.Paths {
		for method, op := range methods {
			if op.ID == "" || seen[op.ID] || op.Summary == "" || op.Permission == "" || op.Responses["default"] == nil {
				t.Errorf("%s %s: %+v", method, path, op)
			}
			seen[op.ID] = true
			if (op.Permission == string(public)) != (len(op.Security) == 0) {
				t.Errorf("%s: permission %q and security %v", op.ID, op.Permission, op.Security)
			}
		}
	}
}
