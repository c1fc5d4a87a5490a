// SPDX-License-Identifier: MIT
#include "ui/pages/chainlines.h"

#include "ui/pages/pagewords.h"

#include <QCoreApplication>

namespace cw::ui
{

namespace
{

struct ChainWords {
    Q_DECLARE_TR_FUNCTIONS(ChainWords)
};

ChainLine leafLine(const issuance::IssueState &state, const crypto::ChainCheck &check)
{
    const crypto::Certificate &leaf = state.chain.first();
    const QString subject = readableName(leaf.names.isEmpty() ? leaf.subject : leaf.names.first());
    ChainLine line{subject, ChainWords::tr("your certificate"), Tone::Ok, ChainWords::tr("Key fits"), {}};
    if (!check.keyFits)
        line.word = ChainWords::tr("Other key");
    else if (!check.namesFit)
        line.word = ChainWords::tr("Other names");
    else if (!check.isValidNow)
        line.word = ChainWords::tr("Not valid now");
    else
        return line;
    line.tone = Tone::Fail;
    line.toolTip = check.detail;
    return line;
}

ChainLine rootLine(const issuance::IssueState &state, const QString &subject, const crypto::ChainCheck &check)
{
    if (check.isTrustedHere)
        return {subject, ChainWords::tr("on your systems"), Tone::Ok, ChainWords::tr("Trusted here"), {}};
    if (state.order.isPrivateCa || state.order.isPractice)
        return {subject, ChainWords::tr("of a private CA"), Tone::Warn, ChainWords::tr("Not trusted here"),
            ChainWords::tr("Not trusted on this computer; expected for a private CA.")};
    return {subject, ChainWords::tr("root"), Tone::Warn, ChainWords::tr("Not trusted here"), check.detail};
}

} // namespace

QList<ChainLine> chainLines(const issuance::IssueState &state)
{
    if (state.chain.isEmpty())
        return {};
    const crypto::ChainCheck check = state.chainCheck.value_or(crypto::ChainCheck());
    QList<ChainLine> lines{leafLine(state, check)};
    for (qsizetype i = 1; i < state.chain.size() && !state.chain[i].isSelfSigned; ++i) {
        ChainLine line{
            state.chain[i].subject, ChainWords::tr("saved too"), Tone::Ok, ChainWords::tr("Signature fits"), {}};
        if (!check.signaturesFit) {
            line.tone = Tone::Fail;
            line.word = ChainWords::tr("Bad signature");
            line.toolTip = check.detail;
        }
        lines << line;
    }
    const crypto::Certificate &last = state.chain.last();
    lines << rootLine(state, last.isSelfSigned ? last.subject : last.issuer, check);
    return lines;
}

} // namespace cw::ui
