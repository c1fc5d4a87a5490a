// SPDX-License-Identifier: MIT
#include "ui/pages/aliaslines.h"

#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/textfield.h"

#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

enum Tab { CnameTab, NsTab, PanelTab };

} // namespace

AliasLines::AliasLines(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new TabStrip(tr("Form of the lines for the main zone")))
    , m_servers(new TextField(tr("Name servers of these zones"), TextField::Content::Name))
    , m_lines(new CodeBox(tr("Lines for the main zone")))
    , m_panel(new QWidget)
    , m_panelNote(newLabel({}, TextRole::Small))
    , m_fields(new QGridLayout)
{
    m_tabs->setObjectName(QStringLiteral("alias.tabs"));
    m_tabs->addTab(QStringLiteral("CNAME"));
    m_tabs->addTab(QStringLiteral("NS"));
    m_tabs->addTab(tr("Panel fields", "tab"));
    m_servers->edit()->setObjectName(QStringLiteral("alias.servers"));
    m_serversTab = newServersTab();
    m_lines->setObjectName(QStringLiteral("alias.lines"));
    m_panel->setObjectName(QStringLiteral("alias.panel"));
    m_fields->setHorizontalSpacing(10);
    m_fields->setVerticalSpacing(8);
    m_fields->setColumnStretch(1, 1);
    auto *panel = new QVBoxLayout(m_panel);
    panel->setContentsMargins(0, 0, 0, 0);
    panel->setSpacing(8);
    panel->addWidget(m_panelNote);
    panel->addLayout(m_fields);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tabs, 0, Qt::AlignLeft);
    layout->addWidget(m_serversTab);
    layout->addWidget(m_lines);
    layout->addWidget(m_panel);
    connect(m_tabs, &TabStrip::currentChanged, this, &AliasLines::showTab);
    connect(m_tabs, &TabStrip::tabBarClicked, this, [this](int index) {
        if (index == CnameTab || index == NsTab)
            Q_EMIT variantChosen(index == CnameTab ? QStringLiteral("cname") : QStringLiteral("ns"));
    });
    connect(m_servers->edit(), &QLineEdit::editingFinished, this, &AliasLines::serversEdited);
    showTab(CnameTab);
}

AliasLines::~AliasLines()
{
    m_servers->edit()->disconnect(this);
}

QWidget *AliasLines::newServersTab()
{
    auto *tab = new QWidget;
    auto *layout = new QVBoxLayout(tab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_servers->setHint(
        tr("Each validation name becomes a zone of its own on these servers. Set the zones up there first."));
    layout->addWidget(m_servers);
    return tab;
}

void AliasLines::showVariant(const QString &variant)
{
    const int wanted = variant == u"ns" ? NsTab : CnameTab;
    if (m_tabs->currentIndex() != PanelTab && m_tabs->currentIndex() != wanted)
        m_tabs->setCurrentIndex(wanted);
}

void AliasLines::showServers(const QStringList &servers, const QString &error)
{
    if (!m_servers->edit()->hasFocus())
        m_servers->setText(servers.join(QStringLiteral(", ")));
    m_servers->setError(error);
}

void AliasLines::showLines(const QString &lines)
{
    m_lines->setText(lines);
    showTab(m_tabs->currentIndex());
}

void AliasLines::showPanelFields(const QList<checks::MainZoneRecord> &records)
{
    QString key;
    for (const checks::MainZoneRecord &record : records)
        key += record.zone.toString() + u' ' + record.line() + u'\n';
    if (key == m_shownFields)
        return;
    m_shownFields = key;
    clearGrid(*m_fields);
    if (records.isEmpty())
        return;
    const dns::Name &zone = records.first().zone;
    m_panelNote->setText(zone.isRoot()
            ? tr("In the zone that holds %1:").arg(readableName(records.first().owner.withoutFinalDot()))
            : tr("In the zone %1:").arg(readableName(zone.withoutFinalDot())));
    int row = 0;
    const auto addRow = [&](const QString &caption, QWidget *widget) {
        QLabel *label = newLabel(caption, TextRole::Quiet);
        label->setWordWrap(false);
        m_fields->addWidget(label, row, 0);
        m_fields->addWidget(widget, row++, 1);
    };
    const auto addValue
        = [&](const QString &caption, const QString &name, const QString &objectName, const QString &value) {
              auto *field = new CopyField(name);
              field->setObjectName(objectName);
              field->setValue(value);
              addRow(caption, field);
          };
    for (const checks::MainZoneRecord &record : records) {
        addValue(tr("Name", "of a record"), tr("Record name"), QStringLiteral("alias.name"), record.nameWithinZone());
        addRow(tr("Type", "of a record"),
            newLabel(tr("%1, TTL %2 seconds", "record type").arg(record.type).arg(record.ttl), TextRole::Body));
        addValue(tr("Value", "of a record"), tr("Record value"), QStringLiteral("alias.value"), record.value);
    }
}

QStringList AliasLines::servers() const
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    return m_servers->text().split(between, Qt::SkipEmptyParts);
}

void AliasLines::showTab(int index)
{
    m_serversTab->setVisible(index == NsTab);
    m_lines->setVisible(index != PanelTab && !m_lines->text().isEmpty());
    m_panel->setVisible(index == PanelTab);
}

} // namespace cw::ui
