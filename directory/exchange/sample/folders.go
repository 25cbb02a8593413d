package sample

import (
	"fmt"
	"strings"
)

// branches is how many folders a folder below the first level holds at most.
const branches = 8

// folderPaths gives n paths in the import's notation, parents before their children: a dozen divisions, then cities in each,
// then teams, then teams of teams.
func folderPaths(n int) []string {
	top := divisions()
	paths := make([]string, 0, n)
	depths := make([]int, 0, n)
	for i := range n {
		if i < len(top) {
			paths, depths = append(paths, top[i]), append(depths, 1)
			continue
		}
		parent, child := (i-len(top))/branches, (i-len(top))%branches
		depth := depths[parent] + 1
		name := teams()[child]
		switch {
		case depth == 2:
			name = cities()[(child+parent)%len(cities())]
		case depth > 3:
			name = fmt.Sprintf("Groupe %d", child+1)
		}
		paths, depths = append(paths, paths[parent]+"/"+strings.ReplaceAll(name, "/", `\/`)), append(depths, depth)
	}
	return paths
}
