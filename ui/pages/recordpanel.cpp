// SPDX-License-Identifier: MIT
#include "ui/pages/recordpanel.h"

#include "issuance/recordtexts.h"
#include "ui/models/timetext.h"
#include "ui/pages/handoverpanel.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/recordstate.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/tabstrip.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace cw::ui
{

namespace
{

const QString WithinZone = QStringLiteral("within");
const QString InFull = QStringLiteral("full");
constexpr int RecordTab = 0;

CodeBox *newCodeTab(const QString &name, const QString &objectName)
{
    auto *box = new CodeBox(name);
    box->setObjectName(objectName);
    return box;
}

} // namespace

RecordPanel::RecordPanel(const issuance::IssueState &state, QWidget *parent)
    : Card(parent)
    , m_state(state)
    , m_rows(new ChoiceGroup(tr("Records to publish")))
    , m_tabs(new TabStrip(tr("Form of the records")))
    , m_modeLabel(newLabel(tr("Name:"), TextRole::Small))
    , m_mode(new SegmentedControl(tr("Show name")))
    , m_name(new CopyField(tr("Record name")))
    , m_zone(newLabel({}, TextRole::Small))
    , m_value(new CopyField(tr("Record value")))
    , m_ttl(newLabel({}, TextRole::Mono))
    , m_next(new StateLabel(Tone::Accent, IconName::StateInfo,
          tr("Add this value next to the other one at the same name. Do not replace it; both must stay until the "
             "end.")))
    , m_zoneFile(newCodeTab(tr("Zone file"), QStringLiteral("rec.zoneFile")))
    , m_nsupdate(newCodeTab(tr("nsupdate commands"), QStringLiteral("rec.nsupdate")))
    , m_dig(newCodeTab(tr("dig commands"), QStringLiteral("rec.dig")))
    , m_handOver(new HandOverPanel(state))
    , m_until(newLabel({}, TextRole::Small))
    , m_practice(new Notice(Notice::Kind::Info))
{
    setObjectName(QStringLiteral("rec.panel"));
    m_rows->setObjectName(QStringLiteral("rec.list"));
    m_rows->setSpacing(2);
    m_tabs->setObjectName(QStringLiteral("rec.tabs"));
    m_tabs->addTab(tr("Record", "tab"));
    m_tabs->addTab(tr("Zone file", "tab"));
    m_tabs->addTab(QStringLiteral("nsupdate"));
    m_tabs->addTab(QStringLiteral("dig"));
    m_tabs->addTab(tr("Hand over", "tab"));
    m_tabs->setUsesScrollButtons(false);
    m_until->setObjectName(QStringLiteral("rec.until"));
    m_mode->setObjectName(QStringLiteral("rec.nameMode"));
    m_mode->addSegment(WithinZone, tr("within the zone", "show the record name"));
    m_mode->addSegment(InFull, tr("in full", "show the record name"));
    m_mode->setCurrent(WithinZone);
    m_modeLabel->setWordWrap(false);
    m_practice->setObjectName(QStringLiteral("rec.practice"));
    m_practice->setText(tr("In practice mode Certwright can play the DNS panel for you."));
    m_practice->setAction(tr("Put the record into the practice zone"));

    auto *header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_tabs);
    header->addStretch();
    header->addWidget(m_modeLabel);
    header->addWidget(m_mode);
    m_record = newRecordTab();
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addLayout(header);
    for (QWidget *tab : {m_record, static_cast<QWidget *>(m_zoneFile), static_cast<QWidget *>(m_nsupdate),
             static_cast<QWidget *>(m_dig), static_cast<QWidget *>(m_handOver)})
        right->addWidget(tab);
    right->addWidget(m_until);
    right->addWidget(m_practice);
    right->addStretch();

    auto *left = new QVBoxLayout;
    left->addWidget(m_rows);
    left->addStretch();
    QWidget *line = newDivider();
    line->setFixedSize(1, QWIDGETSIZE_MAX);
    line->setMinimumHeight(0);
    line->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(left, 23);
    columns->addWidget(line);
    columns->addLayout(right, 72);
    layout()->setContentsMargins(18, 12, 18, 12);
    body()->addLayout(columns);

    connect(m_rows, &ChoiceGroup::currentChanged, this, &RecordPanel::showRecord);
    connect(m_mode, &SegmentedControl::currentChanged, this, &RecordPanel::showRecord);
    connect(m_tabs, &TabStrip::currentChanged, this, &RecordPanel::showTab);
    connect(m_practice, &Notice::actionTriggered, this, &RecordPanel::practiceRequested);
    connect(new QShortcut(Qt::CTRL | Qt::Key_1, this), &QShortcut::activated, m_name, &CopyField::copy);
    connect(new QShortcut(Qt::CTRL | Qt::Key_2, this), &QShortcut::activated, m_value, &CopyField::copy);
    const auto onRows
        = [this](Qt::Key key) { return new QShortcut(key, m_rows, nullptr, nullptr, Qt::WidgetWithChildrenShortcut); };
    connect(onRows(Qt::Key_PageDown), &QShortcut::activated, this, [this] { step(+1); });
    connect(onRows(Qt::Key_PageUp), &QShortcut::activated, this, [this] { step(-1); });
    showTab(RecordTab);
}

QWidget *RecordPanel::newRecordTab()
{
    auto *tab = new QWidget;
    auto *grid = new QGridLayout(tab);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_name->setObjectName(QStringLiteral("rec.name"));
    m_value->setObjectName(QStringLiteral("rec.value"));
    m_zone->setWordWrap(false);
    m_zone->setTextFormat(Qt::RichText);
    const auto newCaption = [](const QString &text) {
        QLabel *label = newLabel(text, TextRole::Quiet);
        label->setWordWrap(false);
        label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 8);
        return label;
    };
    grid->addWidget(newCaption(tr("Name", "of a record")), 0, 0);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_zone, 0, 2);
    grid->addWidget(newCaption(tr("Value", "of a record")), 1, 0);
    grid->addWidget(m_value, 1, 1, 1, 2);
    auto *kind = new QHBoxLayout;
    kind->setSpacing(10);
    QLabel *txt = newLabel(QStringLiteral("TXT"), TextRole::Mono);
    txt->setAccessibleName(tr("Type TXT"));
    QLabel *ttlCaption = newCaption(tr("TTL", "time to live"));
    ttlCaption->setMinimumWidth(0);
    for (QLabel *label : {txt, m_ttl})
        label->setWordWrap(false);
    kind->addWidget(txt);
    kind->addSpacing(10);
    kind->addWidget(ttlCaption);
    kind->addWidget(m_ttl);
    kind->addSpacing(10);
    kind->addWidget(newLabel(tr("or the lowest value your panel allows"), TextRole::Small), 1);
    grid->addWidget(newCaption(tr("Type", "of a record")), 2, 0);
    grid->addLayout(kind, 2, 1, 1, 2);
    m_next->setWeight(StateLabel::Weight::Plain);
    m_next->setQuietText(true);
    m_next->setObjectName(QStringLiteral("rec.next"));
    grid->addWidget(m_next, 3, 0, 1, 3);
    return tab;
}

void RecordPanel::showState()
{
    showRows();
    m_zoneFile->setText(issuance::zoneFileText(m_state.order));
    m_nsupdate->setText(issuance::nsupdateText(m_state.order));
    m_dig->setText(issuance::digText(m_state));
    m_handOver->showState();
    showUntil();
    const bool isByHand = m_state.order.publish.way == u"manual";
    m_practice->setVisible(m_state.order.isPractice && isByHand && !m_state.watch.isSafe);
    m_practice->setRunning(m_state.isRunning(issuance::Activity::Order));
    m_practice->action()->setEnabled(!m_state.isRunning(issuance::Activity::Order));
    showRecord();
}

// The records may be put in days from now, and by somebody else.
void RecordPanel::showUntil()
{
    const QDateTime &expires = m_state.order.expires;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_until->setVisible(expires.isValid() && expires > now);
    const qint64 hours = now.secsTo(expires) / 3600;
    const QString left
        = hours < 48 ? tr("%n hours left", "", int(hours)) : tr("%n days left", "", int(hours / 24));
    m_until->setText(tr("The order waits until %1 (%2). You may close Certwright meanwhile.").arg(dateTimeText(expires), left));
}

void RecordPanel::showRows()
{
    const QList<store::NameRecord> records = issuance::recordsToPublish(m_state.order);
    QStringList names;
    for (const store::NameRecord &record : records)
        names << record.name;
    if (m_rows->ids() != names)
        makeRows(records);
    m_rows->setAccessibleName(tr("Records to publish, %n", "", int(records.size())));
    for (const store::NameRecord &record : records) {
        const RecordState its = recordState(m_state, record);
        ChoiceRow *row = m_rows->row(record.name);
        row->setRowIcon(its.icon, its.tone);
        row->setSubtitle(its.line);
    }
}

void RecordPanel::makeRows(const QList<store::NameRecord> &records)
{
    const QString before = m_rows->current();
    m_rows->clear();
    for (const store::NameRecord &record : records)
        m_rows->addChoice(
            record.name, new ChoiceRow(ChoiceRow::Kind::Entry, ChoiceRow::Frame::List, readableName(record.name)));
    const bool isStillThere = m_rows->ids().contains(before);
    m_rows->setCurrent(isStillThere ? before : m_rows->ids().value(0));
}

void RecordPanel::showRecord()
{
    const QList<store::NameRecord> records = issuance::recordsToPublish(m_state.order);
    for (const store::NameRecord &record : records) {
        if (record.name != m_rows->current())
            continue;
        const issuance::RecordName name = issuance::recordName(record);
        const bool isWithin = m_mode->current() == WithinZone;
        m_name->setValue(isWithin ? name.withinZone : name.inFull);
        m_zone->setText(tr("in zone %1").arg(QStringLiteral("<code>%1</code>").arg(name.zone.toHtmlEscaped())));
        m_zone->setVisible(isWithin && !name.zone.isEmpty());
        m_value->setValue(record.value);
        m_ttl->setText(QString::number(m_state.order.publish.ttl));
        m_next->setVisible(issuance::valuePosition(m_state.order, record).total > 1);
    }
}

void RecordPanel::showTab(int index)
{
    const QList<QWidget *> tabs{m_record, m_zoneFile, m_nsupdate, m_dig, m_handOver};
    for (int i = 0; i < tabs.size(); ++i)
        tabs[i]->setVisible(i == index);
    m_mode->setVisible(index == RecordTab);
    m_modeLabel->setVisible(index == RecordTab);
}

void RecordPanel::select(const QString &name)
{
    m_tabs->setCurrentIndex(RecordTab);
    m_rows->setCurrent(name);
    if (ChoiceRow *row = m_rows->row(name))
        row->setFocus(Qt::OtherFocusReason);
}

void RecordPanel::step(int by)
{
    const QStringList names = m_rows->ids();
    const qsizetype index = std::clamp<qsizetype>(names.indexOf(m_rows->current()) + by, 0, names.size() - 1);
    if (!names.isEmpty())
        select(names[index]);
}

} // namespace cw::ui
