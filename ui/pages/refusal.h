// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

namespace cw::ui
{

// What a CA refused, read from the order: pure.

Problem problemFromJson(const QJsonObject &json);

struct Refusal {
    QString identifier; // A-labels; empty when the order itself was refused
    Problem problem;
    QString lookedAt; // the owner name that the CA asked
    QDateTime told; // when the CA was told to look
};
// One for each refused name, then one for the order itself when it has a problem of its own.
QList<Refusal> refusals(const store::OrderRecord &order);

// For a helper: Markdown, without account, order and authorization URLs.
QString refusalReport(const issuance::IssueState &state);
// What anyone can run to see the refused names' records, one command a line.
QString refusalCommands(const issuance::IssueState &state);
// The document as the CA sent it, indented, with the same URLs taken out.
QString problemJson(const issuance::IssueState &state, const Refusal &refusal);

} // namespace cw::ui
