package chromium

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Plain is a text without the spaces and apostrophes that a printer sets: it is compared with what is read on a page.
func Plain(text string) string {
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ", "\u2019", "'").Replace(text)
}

// named finds what on the page has one of these roles and that name, as assistive technology is told it; "" where there is nothing. Where there are
// several, the first is meant.
func (w *Window) named(name string, roles []string) chromedp.Action[runtime.RemoteObjectID] {
	return func(ctx context.Context, target *chromedp.Target) (runtime.RemoteObjectID, error) {
		tree, err := cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return "", err
		}
		for _, node := range tree.Nodes {
			if node.Ignored || !slices.Contains(roles, said(node.Role)) || !goesBy(said(node.Name), name) {
				continue
			}
			resolved, err := cdp.Call(ctx, target, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: node.BackendDOMNodeID})
			if err != nil {
				return "", nil // it has just gone
			}
			return resolved.Object.ObjectID, nil
		}
		return "", nil
	}
}

// goesBy reports whether something is called by a name; what its label says in brackets can be left out.
func goesBy(label, name string) bool {
	label, name = strings.TrimSpace(Plain(label)), Plain(name)
	return label == name || strings.HasPrefix(label, name+" (")
}

// said is the text of a value of the accessibility tree; "" where it is another, or none.
func said(v *accessibility.Value) string {
	var s string
	if v == nil || json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return s
}

// ask calls a function of JavaScript on an element.
func ask[T any](object runtime.RemoteObjectID, function string) chromedp.Action[T] {
	return func(ctx context.Context, target *chromedp.Target) (T, error) {
		var v T
		byValue := true
		answer, err := cdp.Call(ctx, target, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
			ObjectID: object, FunctionDeclaration: function, ReturnByValue: &byValue,
		})
		if err != nil {
			return v, err
		}
		if thrown := answer.ExceptionDetails; thrown != nil {
			return v, errors.New(thrown.Exception.Description)
		}
		return v, json.Unmarshal(answer.Result.Value, &v)
	}
}
