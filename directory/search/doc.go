// Package search answers what phones and pages ask of a phonebook: which contacts match, in the order of the alphabet.
//
// It knows names and numbers and how people write them. It must not know where records are kept, nor LDAP or HTTP.
//
// A Dialect makes Documents of records, with everything that is compared or sorted made once. A Query's condition is read
// once and then asked of documents, in display order: by a Scan of all of them, by an Index only of those that its postings
// can not rule out. The Scan is what the Index is right by. What a document shows an asker comes from Document.Each, which the
// conditions use too.
//
// An Index keeps documents in segments that never change, numbered in display order. For each segment there are postings,
// the sorted numbers of the documents that have a term: some letters in a row, the beginning of a value, a whole value, the
// end of a number, a field, a folder. A planner reads a condition as sets of postings and leaps through the rarest; where
// they are most of a segment it walks all documents instead. Postings narrow, and the condition verifies where they do not
// say it all. What is asked for by its order, or by not being something, is found by rankings of a field's values, made when
// they are first asked for. Who makes an Index is a Merger, which merges what is changed of it in the background. Documents of
// a segment stand on a Shelf, beside which whoever shows them can keep what was made of each.
//
// Numbers are compared by digits. A value keeps the number or numbers it can be read as, the digits of these within
// their country, and what was typed where that is something else; an assertion is taken apart by its digits alone:
//
//   - +33…, 0033…, 33…, 01…, each with (0) or dots and with or without the prefix for an outside line, are one number;
//   - from seven digits on the end of a number is equal to the number, whichever side lacks the beginning;
//   - prefix, part and end look at the digits within the country and at those typed; the country code takes part after
//   - or 00, or with seven digits: 336* finds no French mobile number, +336*, 00336* and 33612345678* do;
//   - a number of another country has no trunk prefix, so 0897* finds no German number in France, but 897* does;
//   - what holds a letter is no number, and what holds no digit matches none: neither foo1* nor foo* finds 1;
//   - a code such as *21 is itself, not 21; a SIP URI, or what has no digit, is compared as a text;
//   - short numbers and extensions are the same where the same digits were typed, and nothing else.
package search
