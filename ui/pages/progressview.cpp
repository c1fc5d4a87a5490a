// SPDX-License-Identifier: MIT
#include "ui/pages/progressview.h"

#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/refusal.h"
#include "ui/theme/roles.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pathdiagram.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using store::NameRecord;
using store::OrderStage;

namespace
{

constexpr int LinesPerName = 3; // title, line, divider

QString secondsOf(const NameRecord &record)
{
    if (!record.answered.isValid())
        return {};
    const QDateTime until = record.validated.isValid() ? record.validated : QDateTime::currentDateTimeUtc();
    const qint64 seconds = record.answered.secsTo(until);
    // An authorization that was valid before this order was told to look at has no time of its own.
    return seconds < 0 ? QString() : countdownText(std::chrono::seconds(seconds));
}

PathDiagram::Node flowNode(const QString &title, const QString &sub)
{
    PathDiagram::Node node;
    node.title = title;
    node.sub = sub;
    node.isName = false;
    return node;
}

void sayDone(PathDiagram::Node &node, const QString &word)
{
    node.tone = Tone::Ok;
    node.icon = IconName::StateOk;
    node.word = word;
}

void sayRunning(PathDiagram::Node &node, const QString &word)
{
    node.tone = Tone::Accent;
    node.icon = IconName::StateRun;
    node.word = word;
}

void sayLater(PathDiagram::Node &node, const QString &word)
{
    node.tone = Tone::Pend;
    node.icon = IconName::StateSkip;
    node.word = word;
    node.isReached = false;
}

} // namespace

Progress progressOf(const NameRecord &record)
{
    const bool isPending = record.status == u"pending" || record.status == u"processing";
    if (!record.problem.isEmpty())
        return isPending ? Progress::Troubled : Progress::Refused;
    if (record.status == u"valid")
        return Progress::Validated;
    if (record.status == u"invalid")
        return Progress::Refused;
    return record.answered.isValid() ? Progress::Looking : Progress::Queued;
}

ProgressView::ProgressView(const issuance::IssueState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_grid(new QGridLayout)
    , m_flow(new PathDiagram(tr("What happens now")))
    , m_note(new StateLabel(Tone::Accent, IconName::StateInfo,
          tr("Leave the TXT records in place until all names are validated. You can close the window; the CA goes on, "
             "and we "
             "ask for the result next time.")))
{
    auto *list = new Card;
    list->setObjectName(QStringLiteral("val.list"));
    list->setAccessibleName(tr("Result per name"));
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    list->body()->addLayout(m_grid);

    auto *now = new Card(tr("What happens now"));
    m_flow->setObjectName(QStringLiteral("val.flow"));
    m_note->setWeight(StateLabel::Weight::Plain);
    m_note->setQuietText(true);
    now->body()->setSpacing(12);
    now->body()->addWidget(m_flow);
    now->body()->addWidget(m_note);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(list);
    layout->addWidget(now);

    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &ProgressView::showSeconds);
}

void ProgressView::showState()
{
    QStringList shown;
    for (const Row &row : std::as_const(m_rows))
        shown << row.name;
    QStringList wanted;
    for (const NameRecord &record : m_state.order.records)
        wanted << record.name;
    if (shown != wanted)
        makeRows();
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        showRow(m_rows[i], m_state.order.records[i]);
    showFlow();
    if (m_state.isRunning(Activity::Validate))
        m_second.start();
    else
        m_second.stop();
}

void ProgressView::makeRows()
{
    clearGrid(*m_grid);
    m_rows.clear();
    for (qsizetype i = 0; i < m_state.order.records.size(); ++i) {
        const int line = int(i) * LinesPerName;
        Row row{m_state.order.records[i].name, new StateIcon, newLabel({}, TextRole::Small),
            newLabel({}, TextRole::RowTitle), newLabel({}, TextRole::Small)};
        row.word->setWordWrap(false);
        row.seconds->setWordWrap(false);
        row.seconds->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.seconds->setMinimumWidth(row.seconds->fontMetrics().averageCharWidth() * 6);
        m_grid->addWidget(row.icon, line, 0, 2, 1, Qt::AlignVCenter);
        m_grid->addWidget(newLabel(readableName(row.name), TextRole::RowTitle), line, 1);
        m_grid->addWidget(row.line, line + 1, 1);
        m_grid->addWidget(row.word, line, 2, 2, 1, Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(row.seconds, line, 3, 2, 1);
        if (i + 1 < m_state.order.records.size()) {
            QWidget *divider = newDivider();
            m_grid->addWidget(divider, line + 2, 0, 1, 4);
            m_grid->setRowMinimumHeight(line + 2, 20);
        }
        m_rows << row;
    }
}

void ProgressView::showRow(const Row &row, const NameRecord &record)
{
    const auto say = [&row](Tone tone, IconName picture, const QString &word, const QString &line) {
        row.icon->setIcon(picture, tone);
        row.word->setText(word);
        setTone(row.word, tone);
        row.line->setText(line);
    };
    switch (progressOf(record)) {
    case Progress::Queued:
        say(Tone::Pend, IconName::StateWait, tr("In the queue"), tr("Waits for its turn"));
        break;
    case Progress::Looking:
        say(Tone::Accent, IconName::StateRun, tr("Being validated"),
            tr("The CA is looking, maybe from several places"));
        break;
    case Progress::Troubled:
        say(Tone::Warn, IconName::StateWarn, tr("Not yet validated"),
            tr("The CA has looked and says: %1 It may look again; you can stop waiting and go on later.")
                .arg(problemFromJson(record.problem).detail));
        break;
    case Progress::Validated:
        say(Tone::Ok, IconName::StateOk, tr("Validated"),
            record.answered.isValid() ? tr("The CA has seen the record") : tr("The CA knew this name already"));
        break;
    case Progress::Refused:
        say(Tone::Fail, IconName::StateFail, tr("Validation failed"), tr("The CA has refused this name"));
        break;
    }
    row.seconds->setText(secondsOf(record));
}

void ProgressView::showFlow()
{
    int told = 0;
    int validated = 0;
    const int total = int(m_state.order.records.size());
    for (const NameRecord &record : m_state.order.records) {
        told += progressOf(record) != Progress::Queued ? 1 : 0;
        validated += progressOf(record) == Progress::Validated ? 1 : 0;
    }
    PathDiagram::Node tell = flowNode(tr("Tell the CA"), tr("“The records are there”"));
    PathDiagram::Node look = flowNode(tr("Look"), tr("by the CA, in DNS"));
    PathDiagram::Node sign = flowNode(tr("Sign"), tr("request with your key"));
    PathDiagram::Node fetch = flowNode(tr("Fetch"), tr("certificate and chain"));
    if (told == total)
        sayDone(tell, tr("Done, %n names", "", total));
    else
        sayRunning(tell, tr("%1 of %2", "names").arg(told).arg(total));
    if (validated == total && total > 0)
        sayDone(look, tr("Done, %n names", "", total));
    else if (told > 0)
        sayRunning(look, tr("%1 of %2", "names").arg(validated).arg(total));
    else
        sayLater(look, tr("After that"));
    const bool isIssued = m_state.order.stage == OrderStage::Issued;
    const bool hasCertificate = isIssued || !m_state.order.certificateUrl.isEmpty();
    if (hasCertificate)
        sayDone(sign, tr("Done"));
    else if (m_state.order.stage == OrderStage::Finalizing)
        sayRunning(sign, tr("The CA signs…"));
    else
        sayLater(sign, tr("After that"));
    if (isIssued)
        sayDone(fetch, tr("Done"));
    else if (hasCertificate)
        sayRunning(fetch, tr("Fetching…"));
    else
        sayLater(fetch, tr("After that"));
    m_flow->setNodes({tell, look, sign, fetch});
}

void ProgressView::showSeconds()
{
    for (qsizetype i = 0; i < m_rows.size() && i < m_state.order.records.size(); ++i)
        m_rows[i].seconds->setText(secondsOf(m_state.order.records[i]));
}

} // namespace cw::ui
