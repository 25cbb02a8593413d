package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"annuaire/directory/exchange"
	"annuaire/provisioning/control"
)

// progress shows on a terminal how far an import is; elsewhere it shows nothing.
type progress struct {
	terminal io.Writer // nil: none
	stage    string
	bar      *progressbar.ProgressBar
}

func newProgress(w io.Writer) *progress {
	p := &progress{}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.terminal = w
	}
	return p
}

// show takes what the server tells of its progress.
func (p *progress) show(at control.Progress) {
	if p.terminal == nil {
		return
	}
	if p.bar == nil || at.Stage != p.stage {
		p.begin(at)
	}
	_ = p.bar.Set(at.Done) // fails past its end, or where the terminal has gone
}

func (p *progress) begin(at control.Progress) {
	p.clear()
	p.stage = at.Stage
	total := int64(at.Total)
	if total <= 0 {
		total = -1 // not known: it spins
	}
	p.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(p.terminal), progressbar.OptionSetDescription(stageName(at.Stage)),
		progressbar.OptionSetWidth(30), progressbar.OptionShowBytes(at.Stage == string(exchange.StageRead)),
		progressbar.OptionSetRenderBlankState(true), progressbar.OptionClearOnFinish())
}

// clear takes the bar off the terminal.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear() // fails where the terminal has gone
	}
	p.bar = nil
}

func stageName(stage string) string {
	switch stage {
	case string(exchange.StageRead):
		return "Reading"
	case string(exchange.StageApply):
		return "Applying"
	case control.StageWait:
		return "Waiting for another import"
	}
	return stage
}
