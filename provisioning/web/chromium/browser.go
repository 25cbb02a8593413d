// Package chromium drives real pages in Chromium, for tests: windows that note what goes wrong in them, and hands that work a page by mouse or by
// keyboard alone and find what they need by the names that assistive technology gives it.
package chromium

import (
	"context"
	"fmt"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Patience is how long one step in the browser may take, on a machine that is busy.
const Patience = time.Minute

// Browser is one Chromium, started by the first window that is opened. Its zero value is ready.
type Browser struct {
	start sync.Once
	ctx   context.Context
	stop  func()
	err   error
}

// Close ends the browser, where it was started.
func (b *Browser) Close() {
	if b.stop != nil {
		b.stop()
	}
}

func (b *Browser) started() (context.Context, error) {
	b.start.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("accept-lang", "en"),
		)
		// Chromium as Debian builds it for programs draws the same pages in two thirds of the processor time, without the windows around them.
		if shell, err := exec.LookPath("chromium-headless-shell"); err == nil {
			options = append(options, chromedp.ExecPath(shell))
		}
		allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, stop := chromedp.NewContext(allocator)
		b.ctx, b.stop = ctx, func() { stop(); stopAllocator() }
		if err := chromedp.Do(ctx); err != nil {
			b.err = fmt.Errorf("start Chromium: %w", err)
		}
	})
	return b.ctx, b.err
}

// Open opens a window with a profile of its own, on a site. The test fails for whatever the window's console says; log is what the site has written, for
// a test that fails.
func (b *Browser) Open(t testing.TB, site string, log fmt.Stringer) *Window {
	t.Helper()
	browser, err := b.started()
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{t: t, site: site, log: log}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.note))
	w.ctx = ctx
	t.Cleanup(func() {
		cancel()
		for _, fault := range w.TakeFaults() {
			t.Error("the console says: " + fault)
		}
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	w.Resize(1280, 900)
	return w
}
