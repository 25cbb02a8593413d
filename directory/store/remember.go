package store

import (
	"fmt"
	"reflect"
	"sync"
	"time"
)

// remembered keeps what stored records say, as they were decoded, by their very bytes: whichever transaction reads them, they can not be out of date.
type remembered[T any] struct {
	most int
	own  func(*T)

	mu sync.RWMutex
	by map[string]*T
}

// Remember has up to most records be decoded once and not each time they are read, for tables that lists read through. Each reader gets a copy: own
// gives it slices and maps of its own, nil where records have none. It is called before Open and returns the table.
func (t *Table[T]) Remember(most int, own func(*T)) *Table[T] {
	if kind := reflect.TypeFor[T](); own == nil && !flat(kind) {
		panic(fmt.Sprintf("store: copies of a record of table %s share what it holds: %s", t.schema.name, kind))
	}
	t.remembered = &remembered[T]{most: most, own: own, by: map[string]*T{}}
	return t
}

// flat reports whether a copy of a value shares nothing with it that can be changed.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return true
		}
		for field := range t.Fields() {
			if !flat(field.Type) {
				return false
			}
		}
		return true
	case reflect.Array:
		return flat(t.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return false
	}
	return true
}

// get gives a copy of the record that raw says; nil where that is not remembered.
func (r *remembered[T]) get(raw []byte) *T {
	r.mu.RLock()
	known := r.by[string(raw)]
	r.mu.RUnlock()
	if known == nil {
		return nil
	}
	return r.copy(*known)
}

func (r *remembered[T]) copy(rec T) *T {
	if r.own != nil {
		r.own(&rec)
	}
	return &rec
}

// put remembers a record. Where there are too many, those that are read again come back.
func (r *remembered[T]) put(raw []byte, rec T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.by) >= r.most {
		clear(r.by)
	}
	r.by[string(raw)] = r.copy(rec)
}
