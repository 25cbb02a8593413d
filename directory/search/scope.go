package search

import (
	"reflect"
	"slices"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
)

// scopes remembers which documents of a segment are in the folders of a query, for sets of folders that come again and again:
// what an account may see. Looking hundreds of folders up costs more than most searches.
type scopes struct {
	recent atomic.Pointer[[]scope] // the last ones
}

// scope is a set of folders, told by its identity, and the documents in them.
type scope struct {
	folders map[ID]struct{} // kept, so that no other set gets its address
	found   plan
}

const (
	// largeScope is how many folders are worth remembering their documents.
	largeScope = 16
	// mostScopes is how many sets of folders are remembered: as many as accounts are busy at a time.
	mostScopes = 32
)

// folders plans to find what is in folders.
func (p *planner) folders(folders map[ID]struct{}) plan {
	if len(folders) < largeScope {
		return p.either(p.eachFolder(folders))
	}
	known := p.recent.Load()
	if known != nil {
		for _, s := range *known {
			if reflect.ValueOf(s.folders).Pointer() == reflect.ValueOf(folders).Pointer() {
				return s.found
			}
		}
	}
	all := roaring.New()
	for _, folder := range p.eachFolder(folders) {
		if folder.terms.bitmap != nil {
			all.Or(folder.terms.bitmap)
		} else {
			all.AddMany(folder.terms.list)
		}
	}
	all.RunOptimize()
	found := p.term(postings{mappedPostings: mappedPostings{all, int(all.GetCardinality())}})
	if found.most > len(p.docs)/worthTerms {
		found = p.all()
	}
	next := []scope{{folders, found}}
	if known != nil {
		next = append(next, (*known)[:min(len(*known), mostScopes-1)]...)
	}
	p.recent.Store(&next) // of two at a time one is forgotten
	return found
}

func (p *planner) eachFolder(folders map[ID]struct{}) []plan {
	plans := p.room(len(folders))
	for id := range folders {
		plans = append(plans, p.term(p.lookUp(inFolder, string(id[:]))))
	}
	return slices.DeleteFunc(plans, func(a plan) bool { return a.how == byNothing })
}
