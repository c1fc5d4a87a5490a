// SPDX-License-Identifier: MIT
#include "ui/pages/preflightquestions.h"

#include "ui/pages/preflightnames.h"

#include <QCoreApplication>

namespace cw::ui
{

using issuance::IssueState;

namespace
{

struct QuestionWords {
    Q_DECLARE_TR_FUNCTIONS(PreflightQuestions)
};

QList<ConfirmDialog::Fact> refusedNames(const IssueState &state)
{
    QList<ConfirmDialog::Fact> refused;
    for (const checks::NamePreflight &name : state.preflight) {
        if (name.verdict == checks::Verdict::Refused)
            refused << ConfirmDialog::Fact{Tone::Fail, name.name.unicode, nameState(state, name.name.ascii).line};
    }
    return refused;
}

} // namespace

ConfirmDialog::Content dropQuestion(const IssueState &state)
{
    const QList<ConfirmDialog::Fact> refused = refusedNames(state);
    const int others = int(state.order.names.size() - refused.size());
    return {QuestionWords::tr("Take the refused names out?"),
        QuestionWords::tr("The certificate will not hold these names:"), refused,
        QuestionWords::tr("Back brings them here again. You can also order another certificate for them when DNS is in "
                          "order."),
        QuestionWords::tr("Go on with %n names", "", others), QuestionWords::tr("Keep all names")};
}

ConfirmDialog::Content goOnQuestion(const IssueState &state)
{
    return {QuestionWords::tr("Go on although the CA would refuse?"), QuestionWords::tr("This is what we know:"),
        refusedNames(state),
        QuestionWords::tr("You can place the order and put DNS in order meanwhile. If the CA looks before that, it "
                          "refuses, and each refusal counts against its limits."),
        QuestionWords::tr("Go on"), QuestionWords::tr("Stay here")};
}

} // namespace cw::ui
