package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// importing is the part of an input that says what an import needs: a file may touch any folder, so the right to write the directory is needed
// everywhere, beside the right to import.
type importing struct{}

func (importing) places(*API, *caller) ([]place, error) {
	return []place{
		{folder: uuid.Nil},
		{folder: uuid.Nil, section: directory.SectionDirectory, access: directory.Write},
	}, nil
}

// ImportUploadInput is a file, a table or cards, and what it may do.
type ImportUploadInput struct {
	importing
	Name          string                `query:"name" maxLength:"255" doc:"What the file is called, for the list of imports."`
	CreateFolders bool                  `query:"create_folders" doc:"Makes the folders that rows name and that do not exist."`
	ValidRows     bool                  `query:"valid_rows" doc:"Applies the rows that are right when others are not."`
	Empty         exchange.Empty        `query:"empty" enum:"leave,erase" default:"leave" doc:"What an empty cell does."`
	Kind          directory.ContactKind `query:"kind" enum:"internal,external" doc:"What contacts are whose row does not say."`
	Folder        string                `query:"folder" doc:"The path of the folder of contacts whose row does not say."`
	Missing       exchange.Missing      `query:"missing" enum:"leave,delete" default:"leave" doc:"What becomes of the contacts of the scope that the file does not speak of. Users always stay."`
	ScopeFolder   string                `query:"scope_folder" doc:"With missing=delete: only what is in the folder of this path, or below it."`
	ScopeOrigin   string                `query:"scope_origin" doc:"With missing=delete: only contacts of this origin, such as import."`
	Separator     string                `query:"separator" doc:"A character between cells, or tab; without it, it is found out."`
	Encoding      string                `query:"encoding" doc:"utf-8, utf-16, windows-1252 or iso-8859-15; without it, it is found out."`
	Column        []string              `query:"column,explode" doc:"What a column of the file stands for, by its name or its place: Patronyme=last_name, #4=mobile; nothing behind = leaves it out. Can be repeated."`

	body io.Reader
}

// options are those of the import.
func (in *ImportUploadInput) options() (exchange.Options, error) {
	opts := exchange.Options{
		CreateFolders: in.CreateFolders, ValidRows: in.ValidRows, Empty: in.Empty, Kind: in.Kind, Folder: in.Folder,
		Missing: in.Missing, ScopeFolder: in.ScopeFolder, ScopeOrigin: in.ScopeOrigin, Encoding: in.Encoding,
	}
	var err error
	if opts.Separator, err = exchange.ParseSeparator(in.Separator); err != nil {
		return opts, unreadable("separator", err)
	}
	if opts.Columns, opts.ColumnsAt, err = exchange.ParseColumns(in.Column); err != nil {
		return opts, unreadable("column", err)
	}
	return opts, nil
}

// unreadable says what is wrong with a parameter that says how a file is to be read.
func unreadable(parameter string, err error) error {
	return &directory.Error{Code: directory.Invalid, Message: "the file can not be read so", Fields: []directory.FieldError{
		{Field: parameter, Code: directory.Invalid, Message: err.Error()},
	}}
}

// Resolve keeps the body, which goes to disk as it comes.
func (in *ImportUploadInput) Resolve(ctx huma.Context) []error {
	in.body = ctx.BodyReader()
	return nil
}

// ImportOutput is an import job.
type ImportOutput struct{ Body Import }

// owner is whose jobs a caller has: those of its person, or of the token that is nobody's.
func (c *caller) owner() uuid.UUID {
	if c.Login.ID != uuid.Nil {
		return c.Login.ID
	}
	return c.Token.ID
}

// importUpload takes a file; nothing is read of it yet.
func (a *API) importUpload(_ context.Context, c *caller, in *ImportUploadInput) (*ImportOutput, error) {
	job, err := a.newImport(c, in)
	if err != nil {
		return nil, err
	}
	return &ImportOutput{job.show()}, nil
}

// newImport keeps a file as a job.
func (a *API) newImport(c *caller, in *ImportUploadInput) (*importJob, error) {
	opts, err := in.options()
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("make an identifier: %w", err)
	}
	hash := sha256.New()
	f, err := spool(a.Spool, io.TeeReader(io.LimitReader(in.body, a.Imports.Bytes+1), hash))
	if err != nil {
		return nil, err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil && size > a.Imports.Bytes {
		err = &directory.Error{Code: directory.TooLarge, Message: fmt.Sprintf("the file has more than %d bytes", a.Imports.Bytes)}
	}
	job := &importJob{owner: c.owner(), file: f, licence: a.directory.LicenceFor, changed: make(chan struct{}), shown: Import{
		ID: id, Name: in.Name, State: ImportUploaded, CreatedAt: time.Now().UTC().Truncate(time.Millisecond), Bytes: size, SHA256: hex.EncodeToString(hash.Sum(nil)),
		Options: opts,
	}, takenOut: map[int]bool{}}
	if err == nil {
		err = a.imports.add(job, job.shown.CreatedAt)
	}
	if err != nil {
		_ = f.Close() // the first error says more
		return nil, err
	}
	return job, nil
}

// ImportPath names an import.
type ImportPath struct {
	importing
	ID ID `path:"id"`
}

// importShow gives an import, with its plan and its report.
func (a *API) importShow(_ context.Context, c *caller, in *ImportPath) (*ImportOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	return &ImportOutput{job.show()}, nil
}
