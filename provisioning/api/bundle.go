package api

import (
	"context"

	"annuaire/directory"
)

// BundlePath names a bundle.
type BundlePath struct {
	ID ID `path:"id"`
}

// GuardedBundle names a bundle in the version that its sender has seen.
type GuardedBundle struct {
	BundlePath
	Guard
}

// BundleOutput is a bundle.
type BundleOutput struct {
	ETag string `header:"ETag"`
	Body directory.Bundle
}

func bundleOutput(b directory.Bundle, err error) (*BundleOutput, error) {
	if err != nil {
		return nil, err
	}
	return &BundleOutput{ETag: etag(b.Version), Body: b}, nil
}

// BundleListOutput is every bundle.
type BundleListOutput struct {
	Body struct {
		Bundles []directory.Bundle `json:"bundles" doc:"In the order of their names."`
	}
}

// bundleList gives the bundles: offers that apply to whoever has a line of each of some kinds.
func (a *API) bundleList(context.Context, *caller, *Empty) (*BundleListOutput, error) {
	var (
		out BundleListOutput
		err error
	)
	out.Body.Bundles, err = a.directory.Bundles()
	return &out, err
}

// bundleShow gives one bundle.
func (a *API) bundleShow(_ context.Context, _ *caller, in *BundlePath) (*BundleOutput, error) {
	return bundleOutput(a.directory.Bundle(in.ID.UUID))
}

// BundleCreateInput is what a new bundle is made of.
type BundleCreateInput struct{ Body directory.BundleDraft }

// bundleCreate makes a bundle.
func (a *API) bundleCreate(ctx context.Context, _ *caller, in *BundleCreateInput) (*BundleOutput, error) {
	return bundleOutput(a.directory.CreateBundle(ctx, in.Body))
}

// BundleChangeInput changes a bundle.
type BundleChangeInput struct {
	GuardedBundle
	RawBody []byte
	Body    directory.BundlePatch `contentType:"application/merge-patch+json"`
}

// bundleChange changes the fields that a merge patch names; who the bundle applies to changes at once.
func (a *API) bundleChange(ctx context.Context, _ *caller, in *BundleChangeInput) (*BundleOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	return bundleOutput(a.directory.UpdateBundle(ctx, in.ID.UUID, in.seen(), in.Body))
}

// bundleDelete removes a bundle for good.
func (a *API) bundleDelete(ctx context.Context, _ *caller, in *GuardedBundle) (*Empty, error) {
	return nil, a.directory.DeleteBundle(ctx, in.ID.UUID, in.seen())
}
