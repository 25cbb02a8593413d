package chromium

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Hand works the page of a window as somebody does: by mouse, or by keyboard alone. What it takes it finds by its name.
type Hand struct {
	*Window
	Keyboard bool
}

// Press follows a link, presses a button, opens what is folded.
func (h Hand) Press(name string) {
	h.t.Helper()
	if h.take(name, "link", "button", "DisclosureTriangle"); h.Keyboard {
		h.Window.Press(kb.Enter)
	}
}

// Tick ticks a box, or chooses one of several.
func (h Hand) Tick(name string) {
	h.t.Helper()
	if h.take(name, "checkbox", "radio"); h.Keyboard {
		h.Window.Press(" ")
	}
}

// Fill types into a field, in place of what stands there.
func (h Hand) Fill(label, text string) {
	h.t.Helper()
	h.take(label, "textbox", "searchbox", "spinbutton")
	h.Do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	h.Window.Press(kb.Delete)
	h.Window.Press(text)
}

// Choose chooses an entry of a list, with arrows: a mouse has opened it before, and Enter closes it then.
func (h Hand) Choose(label, entry string) {
	h.t.Helper()
	list := h.take(label, "combobox")
	away := ask[int](list, fmt.Sprintf(`function() {
		const at = [...this.options].findIndex(o => o.text.trim() === %s);
		if (at < 0) throw new Error("no such entry");
		return at - this.selectedIndex;
	}`, Quoted(entry)))
	ctx, cancel := context.WithTimeout(h.ctx, Patience)
	defer cancel()
	steps, err := chromedp.Run(ctx, away)
	if err == nil {
		h.Window.Press(strings.Repeat(kb.ArrowDown, max(steps, 0)) + strings.Repeat(kb.ArrowUp, max(-steps, 0)))
		if !h.Keyboard {
			h.Window.Press(kb.Enter)
		}
		steps, err = chromedp.Run(ctx, away)
	}
	if err != nil || steps != 0 {
		h.giveUp(fmt.Errorf("%q of %q is not chosen, but what stands %d before it: %w", entry, label, steps, err))
	}
}

// Bring chooses a file. The system's own window for that is left out; that the keyboard gets to the field is not.
func (h Hand) Bring(label, file string) {
	h.t.Helper()
	h.reach(label, []string{"button"}, func(ctx context.Context, object runtime.RemoteObjectID) error {
		if h.Keyboard {
			if err := h.walk(ctx, object); err != nil {
				return err
			}
		}
		return chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: object})
			return err
		}))
	})
}

// Sees waits until the page says something, and has settled.
func (h Hand) Sees(text string) {
	h.t.Helper()
	h.seesIn("main", text)
}

// SeesTitle waits until the page is under a title, and has settled.
func (h Hand) SeesTitle(text string) {
	h.t.Helper()
	h.seesIn("main h1", text)
}

func (h Hand) seesIn(selector, text string) {
	h.t.Helper()
	h.Until(fmt.Sprintf(`(%s) && (document.querySelector(%s)?.innerText ?? "").replace(/[\u202f\u00a0]/g, " ").replace(/\u2019/g, "'").includes(%s)`,
		settled, Quoted(selector), Quoted(Plain(text))))
}

// settled says that nothing is under way on a page: neither its loading nor the exchange of a part of it.
const settled = `document.readyState === "complete" && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")`

// take clicks on what has a name, or walks the focus to it.
func (h Hand) take(name string, roles ...string) runtime.RemoteObjectID {
	h.t.Helper()
	return h.reach(name, roles, func(ctx context.Context, object runtime.RemoteObjectID) error {
		if h.Keyboard {
			return h.walk(ctx, object)
		}
		return chromedp.Do(ctx, click(object))
	})
}

// reach does something with what has a name, once the page has settled and shows it.
func (h Hand) reach(name string, roles []string, do func(context.Context, runtime.RemoteObjectID) error) runtime.RemoteObjectID {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.ctx, Patience)
	defer cancel()
	for {
		h.Until(settled)
		object, err := chromedp.Run(ctx, h.named(name, roles))
		if err == nil && object != "" {
			if err = do(ctx, object); err == nil {
				return object
			}
		}
		select {
		case <-ctx.Done():
			h.giveUp(fmt.Errorf("there is nothing called %q to take among %q: %w", name, roles, errors.Join(err, ctx.Err())))
		case <-time.After(20 * time.Millisecond): // until the page is asked again
		}
	}
}

// click clicks in the middle of an element.
func click(object runtime.RemoteObjectID) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{ObjectID: object}); err != nil {
			return err
		}
		at, err := cdp.Call(ctx, target, dom.GetContentQuads, dom.GetContentQuadsParams{ObjectID: object})
		if err != nil {
			return err
		}
		if len(at.Quads) == 0 {
			return errors.New("it is not shown")
		}
		var x, y float64
		for i, v := range at.Quads[0] {
			if i%2 == 0 {
				x += v / 4
			} else {
				y += v / 4
			}
		}
		_, err = chromedp.MouseClickXY(x, y)(ctx, target)
		return err
	})
}

// whereFrom says where an element stands, from the focus: 0 at it, -1 before, 1 behind; 2 among the same choices, where arrows go.
const whereFrom = `function() {
	const at = document.activeElement;
	if (!this.isConnected) throw new Error("it has gone");
	if (this === at) return 0;
	if (this.type === "radio" && at.type === "radio" && this.name === at.name) return 2;
	return at.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}`

// stops is how many elements the focus stops at before somebody loses patience.
const stops = 300

// walk presses Tab until the focus is at an element, Shift and Tab where it stands before the focus, and arrows among choices.
func (h Hand) walk(ctx context.Context, object runtime.RemoteObjectID) error {
	for range stops {
		where, err := chromedp.Run(ctx, ask[int](object, whereFrom))
		if err != nil {
			return err
		}
		step := chromedp.KeyEvent(kb.Tab)
		switch where {
		case 0:
			return nil
		case -1:
			step = chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
		case 2:
			step = chromedp.KeyEvent(kb.ArrowDown)
		}
		if err := chromedp.Do(ctx, step); err != nil {
			return err
		}
	}
	return errors.New("the keyboard does not get there")
}
