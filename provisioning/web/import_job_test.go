package web

import "testing"

func TestHowFarAStepOfAnImportIs(t *testing.T) {
	for name, tc := range map[string]struct {
		job     importJob
		percent int
		doing   words
	}{
		"planned":               {importJob{UnderWay: "plan"}, -1, "The file is being read."},
		"planned, half":         {importJob{UnderWay: "plan", Progress: &importProgress{"read", 5, 10}}, 50, "The file is being read."},
		"applied, reading":      {importJob{UnderWay: "apply", Progress: &importProgress{"read", 1, 10}}, 10, "The file is being read once more, then the changes are made."},
		"applied, a third":      {importJob{UnderWay: "apply", Progress: &importProgress{"apply", 1, 3}}, 33, "The changes are being made."},
		"applied, all rows":     {importJob{UnderWay: "apply", Progress: &importProgress{"apply", 3, 3}}, -1, "The changes are being written down."},
		"taken back":            {importJob{UnderWay: "undo"}, -1, "The import is being taken back."},
		"an empty file is read": {importJob{UnderWay: "plan", Progress: &importProgress{"read", 0, 0}}, -1, "The file is being read."},
	} {
		if percent, doing := tc.job.Percent(), tc.job.Doing(); percent != tc.percent || doing != tc.doing {
			t.Errorf("%s: %d, %s", name, percent, doing)
		}
	}
}
