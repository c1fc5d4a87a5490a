// SPDX-License-Identifier: MIT
#include "ui/pages/failurenotice.h"

#include "base/explain.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/notice.h"

#include <QVBoxLayout>

namespace cw::ui
{

FailureNotice::FailureNotice(QWidget *parent)
    : QWidget(parent)
    , m_notice(new Notice(Notice::Kind::Fail, this))
    , m_raw(new CodeBox(tr("In its own words"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_notice);
    layout->addWidget(m_raw);
    m_notice->setObjectName(QStringLiteral("page.failure"));
    m_raw->setObjectName(QStringLiteral("page.failureWords"));
    m_raw->setMostLines(10); // the output of a hook may be long; its end tells most
    connect(m_notice, &Notice::actionTriggered, this, &FailureNotice::actionTriggered);
    hide();
}

void FailureNotice::showFailure(const Failure *failure)
{
    if (!failure || isCanceled(*failure)) {
        hide();
        return;
    }
    const Explanation explanation = explain(*failure);
    m_notice->setTitle(explanation.title);
    m_notice->setText(
        explanation.nextStep.isEmpty() ? explanation.text : explanation.text + u' ' + explanation.nextStep);
    m_raw->setText(explanation.raw);
    m_raw->setVisible(!explanation.raw.isEmpty());
    show();
}

} // namespace cw::ui
