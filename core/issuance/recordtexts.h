// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

namespace cw::issuance
{

// The TXT records of an order as text that can be pasted: pure, for all records of the order at once.

// Names whose TXT record has to be in DNS: the CA has not accepted them yet, and the value is known.
QList<store::NameRecord> recordsToPublish(const store::OrderRecord &order);

// Those of them that somebody has to put in: in zones whose way to publish is by hand. All of them when there is no such zone,
// for who wants to do it himself.
QList<store::NameRecord> recordsByHand(const store::OrderRecord &order);

struct RecordName {
    QString withinZone; // "_acme-challenge", "@" for the zone itself
    QString inFull; // "_acme-challenge.example.org."
    QString zone; // "example.org"
};
RecordName recordName(const store::NameRecord &record);

// How many values have to be at the name of this record, and which of them is its own (from 1).
struct ValuePosition {
    int number = 1;
    int total = 1;
};
ValuePosition valuePosition(const store::OrderRecord &order, const store::NameRecord &record);

QString zoneFileText(const store::OrderRecord &order);
QString zoneFileText(const store::OrderRecord &order, const QList<store::NameRecord> &records);
// Adds and never deletes: what others put at the same name stays.
QString nsupdateText(const store::OrderRecord &order);
// Asks authoritative servers only: a resolver asked too early would keep the "no" (RFC 2308).
QString digText(const IssueState &state);

// For a colleague who puts the records in: what, where, beside what, until when the order waits, and why. Names, zones and
// values only: no account, no token, nothing that is worth stealing.
QString mailSubject(const store::OrderRecord &order);
QString mailText(const store::OrderRecord &order, const QDateTime &now);
// The same records as a table, RFC 4180 (CRLF, a header line). A cell that a spreadsheet would take for a formula (a value may
// begin with "-", a name may be "@") begins with an apostrophe; the last column has the whole record as a line of a zone file.
QString csvText(const store::OrderRecord &order);

} // namespace cw::issuance
