package chromium

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Window is a window of Chromium on a site: it notes what goes wrong in it. A step that fails, or does not come to an end, ends the test.
type Window struct {
	t      testing.TB
	ctx    context.Context
	site   string
	log    fmt.Stringer
	mu     sync.Mutex
	faults []string
	agrees bool     // to what the page asks
	asked  []string // what it was agreed to
}

// note keeps what the console says. That a page was answered with an error status is no fault of the page.
func (w *Window) note(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch event := event.(type) {
	case *page.EventJavascriptDialogOpening:
		if w.agrees {
			w.asked = append(w.asked, event.Message)
		} else {
			w.faults = append(w.faults, "asks "+event.Message)
		}
		go w.answer(w.agrees)
	case *runtime.EventExceptionThrown:
		w.faults = append(w.faults, event.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e := event.Entry; e.Level == log.EntryLevelError && !strings.Contains(e.Text, "the server responded with a status of 4") || e.Level == log.EntryLevelWarning {
			w.faults = append(w.faults, e.Text+" "+e.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError || event.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range event.Args {
				w.faults = append(w.faults, string(arg.Value)+arg.Description)
			}
		}
	}
}

// answer answers the question that the page asks, which waits for that.
func (w *Window) answer(agrees bool) {
	_ = chromedp.Do(w.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: agrees})
		return err
	})) // a window that is closed meanwhile needs no answer
}

// Agreeing does something that the page asks about first, agrees, and gives what it asked.
func (w *Window) Agreeing(do func()) []string {
	w.t.Helper()
	set := func(agrees bool) (asked []string) {
		w.mu.Lock()
		defer w.mu.Unlock()
		asked, w.agrees, w.asked = w.asked, agrees, nil
		return asked
	}
	set(true)
	do()
	return set(false)
}

// TakeFaults gives what the console has said, once.
func (w *Window) TakeFaults() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.faults
	w.faults = nil
	return taken
}

// Do runs steps of chromedp.
func (w *Window) Do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.giveUp(err)
	}
}

// giveUp ends the test, and tells what the window shows.
func (w *Window) giveUp(err error) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, time.Second) // a question that the page asks keeps it from answering
	defer cancel()
	shows, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	w.t.Fatalf("%v, at %s\n%v\n%s", err, shows, w.TakeFaults(), w.log)
}

// Open goes to an address of the site.
func (w *Window) Open(address string) {
	w.t.Helper()
	w.Do(chromedp.Navigate(w.site + address))
}

// Resize gives the window a size, in pixels.
func (w *Window) Resize(width, height int64) {
	w.t.Helper()
	w.Do(chromedp.EmulateViewport(width, height))
}

// Dark has the system prefer dark pages, or light ones.
func (w *Window) Dark(on bool) {
	w.t.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	w.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// Picture is what the window shows, as PNG, from the top of the page to its end.
func (w *Window) Picture() []byte {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, Patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		w.giveUp(err)
	}
	return picture
}

// Says waits until what a selector finds says something somewhere.
func (w *Window) Says(selector, text string) {
	w.t.Helper()
	w.Until(fmt.Sprintf(`[...document.querySelectorAll(%s)].some(e => e.innerText.includes(%s))`, Quoted(selector), Quoted(text)))
}

// Until waits until an expression is true, also on a page that is still to come.
func (w *Window) Until(expression string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, Patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(0)))
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			w.giveUp(fmt.Errorf("%s: %w", expression, err))
		}
	}
}

// Value is what an expression gives, in the end where it is a promise.
func Value[T any](w *Window, expression string) T {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, Patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		w.giveUp(err)
	}
	return v
}

// Quoted is a text as JavaScript writes it.
func Quoted(s string) string {
	raw, _ := json.Marshal(s)
	return string(raw)
}
