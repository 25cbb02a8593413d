// Package store keeps typed records in one bbolt file: tables with unique and secondary indexes, changed in batches that
// are journalled.
//
// Every change goes through Update. What its function puts and deletes stays in memory, over bbolt's own view, until the
// function returns; then it is written in sorted key order (bbolt degrades badly on many new keys in random order)
// together with one journal key per record changed, and the batch is handed to the index and the followers. A table
// is Journalled, Secret (its records never reach the journal, the index or a follower) or Volatile (its changes make no batch at all).
//
// The package must not know what the records mean, and nothing outside it may know bbolt. It holds no read transaction
// open while a consumer is busy: in bbolt a long reader can block the writer.
package store
