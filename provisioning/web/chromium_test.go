package web

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is one browser for all tests of the process; each has a profile of its own in it. It is started by the first that asks.
var chromium = sync.OnceValue(func() (b struct {
	ctx  context.Context
	stop func()
}) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("accept-lang", "en"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		panic(fmt.Sprintf("start Chromium: %v", err))
	}
	b.ctx, b.stop = ctx, func() { stop(); stopAllocator() }
	return b
})

// TestMain ends the browser when all tests are done.
func TestMain(m *testing.M) {
	code := m.Run()
	chromium().stop()
	os.Exit(code)
}

// patience is how long one step in the browser may take, on a machine that is busy.
const patience = time.Minute

// window is a window of Chromium: it notes what goes wrong in it.
type window struct {
	t      testing.TB
	ctx    context.Context
	site   *site
	mu     sync.Mutex
	faults []string
}

// window opens a window with a profile of its own. The test fails for whatever its console says.
func (s *site) window() *window {
	s.t.Helper()
	w := &window{t: s.t, site: s}
	ctx, cancel := chromedp.NewContext(chromium().ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.note))
	w.ctx = ctx
	s.t.Cleanup(func() {
		cancel()
		for _, fault := range w.takeFaults() {
			s.t.Error("the console says: " + fault)
		}
	})
	if err := chromedp.Do(ctx); err != nil {
		s.t.Fatal(err)
	}
	w.resize(1280, 900)
	return w
}

// note keeps what the console says. That a page was answered with an error status is no fault of the page.
func (w *window) note(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch event := event.(type) {
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

func (w *window) takeFaults() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.faults
	w.faults = nil
	return taken
}

// do runs steps; one that does not come to an end fails the test.
func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.giveUp(err)
	}
}

// giveUp ends the test, and tells what the window shows.
func (w *window) giveUp(err error) {
	w.t.Helper()
	shows, _ := chromedp.Run(w.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	w.t.Fatalf("%v, at %s\n%v\n%s", err, shows, w.takeFaults(), w.site.log)
}

func (w *window) resize(width, height int64) {
	w.t.Helper()
	w.do(chromedp.EmulateViewport(width, height))
}

// dark has the system prefer dark pages, or light ones.
func (w *window) dark(on bool) {
	w.t.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	w.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// open goes to an address of the site.
func (w *window) open(address string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.site.url + address))
}

// signIn signs in by keyboard.
func (w *window) signIn(email string) {
	w.t.Helper()
	w.open("/sign-in")
	w.typeInto("#name", email)
	w.typeInto("#password", password+"\r")
	w.until(`location.pathname == "/" && !!document.getElementById("sidebar")`)
}

// typeInto types into what a selector finds.
func (w *window) typeInto(selector, text string) {
	w.t.Helper()
	w.do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

// press presses keys where the focus is.
func (w *window) press(keys string) {
	w.t.Helper()
	w.do(chromedp.KeyEvent(keys))
}

// strike strikes a key that types nothing where the page makes something of it: key and code as a browser calls them.
func (w *window) strike(key, code string) {
	w.t.Helper()
	w.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, event := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: event, Key: key, Code: code}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// click clicks on what a selector finds.
func (w *window) click(selector string) {
	w.t.Helper()
	w.do(chromedp.Click(chromedp.CSS(selector)))
}

// says waits until what a selector finds says something somewhere.
func (w *window) says(selector, text string) {
	w.t.Helper()
	w.until(fmt.Sprintf(`[...document.querySelectorAll(%s)].some(e => e.innerText.includes(%s))`, quoted(selector), quoted(text)))
}

// until waits until an expression is true, also on a page that is still to come.
func (w *window) until(expression string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
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

// value is what an expression gives, in the end where it is a promise.
func value[T any](w *window, expression string) T {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		w.giveUp(err)
	}
	return v
}

func quoted(s string) string {
	raw, _ := json.Marshal(s)
	return string(raw)
}
