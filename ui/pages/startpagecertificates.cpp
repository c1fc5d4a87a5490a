// SPDX-License-Identifier: MIT
#include "ui/pages/startpagecertificates.h"

#include "ui/models/certificatewords.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/expirybar.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

using issuance::CertificateState;
using store::CertificateRecord;

namespace
{

constexpr int MostWithoutFilter = 4;
enum Column { NamesColumn, IssuerColumn, ExpiryColumn, RenewColumn, MenuColumn };

QString firstName(const CertificateRecord &certificate)
{
    return certificate.names.isEmpty() ? certificate.id : readableName(certificate.names.first());
}

// What tells this certificate from others with the same first name.
QString details(const CertificateRecord &certificate)
{
    const int others = int(certificate.names.size()) - 1;
    if (others == 1)
        return StartCertificates::tr("+ %1", "one more name").arg(readableName(certificate.names.at(1)));
    if (others > 1)
        return StartCertificates::tr("+ %n names", nullptr, others);
    const QString &ascii = certificate.names.value(0);
    return firstName(certificate) == ascii ? keyTypeText(certificate.keyType) : ascii;
}

IconName iconOf(CertificateState state)
{
    switch (state) {
    case CertificateState::Valid:
        return IconName::StateOk;
    case CertificateState::RenewNow:
        return IconName::StateWarn;
    case CertificateState::ExpiresSoon:
        return IconName::StateFail;
    case CertificateState::Expired:
    case CertificateState::Revoked:
    case CertificateState::Replaced:
        break;
    }
    return IconName::StateSkip;
}

} // namespace

StartCertificates::StartCertificates(QWidget *parent)
    : QWidget(parent), m_count(new Badge({}, Tone::Neutral, this)), m_filter(new QLineEdit(this)), m_card(new Card(this))
{
    setObjectName(QStringLiteral("start.certs"));
    QLabel *title = newLabel(tr("My certificates"), TextRole::CardTitle, this);
    title->setWordWrap(false);
    m_filter->setObjectName(QStringLiteral("start.filter"));
    m_filter->setAccessibleName(tr("Filter certificates by name"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setFixedWidth(190);
    connect(m_filter, &QLineEdit::textChanged, this, &StartCertificates::refresh);
    QPushButton *add = newButton(tr("Add from file…"), ButtonRole::Normal, ButtonSize::Page, this);
    add->setObjectName(QStringLiteral("start.addFile"));
    add->setAccessibleName(tr("Add a certificate from a file"));
    connect(add, &QPushButton::clicked, this, &StartCertificates::addRequested);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(9);
    heading->addWidget(title);
    heading->addWidget(m_count);
    heading->addStretch(1);
    heading->addWidget(m_filter);
    heading->addWidget(add);
    m_card->layout()->setContentsMargins(16, 14, 10, 12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(13);
    layout->addLayout(heading);
    layout->addWidget(m_card);
}

void StartCertificates::showCertificates(const QList<CertificateRecord> &certificates, const QDateTime &now)
{
    m_certificates = certificates;
    // What nobody has to care about any more comes last; both parts in the order in which they come.
    std::stable_partition(m_certificates.begin(), m_certificates.end(),
                          [&now](const CertificateRecord &one) { return !isDone(issuance::certificateState(one, now)); });
    m_now = now;
    m_count->setText(QLocale().toString(certificates.size()));
    m_filter->setVisible(certificates.size() > MostWithoutFilter);
    setAccessibleName(tr("My certificates, %1").arg(certificates.size()));
    refresh();
}

void StartCertificates::setNarrow(bool isNarrow)
{
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    refresh();
}

bool StartCertificates::isShown(const CertificateRecord &certificate) const
{
    const QString wanted = m_filter->isHidden() ? QString() : m_filter->text().trimmed();
    return wanted.isEmpty() || std::any_of(certificate.names.begin(), certificate.names.end(), [&wanted](const QString &name) {
               return name.contains(wanted, Qt::CaseInsensitive) || readableName(name).contains(wanted, Qt::CaseInsensitive);
           });
}

void StartCertificates::refresh()
{
    if (m_table) {
        m_table->hide();
        m_table->deleteLater();
    }
    m_table = new QWidget(m_card);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(NamesColumn, 217);
    grid->setColumnStretch(IssuerColumn, m_isNarrow ? 0 : 145);
    grid->setColumnStretch(ExpiryColumn, 286);
    grid->addWidget(newLabel(tr("Names"), TextRole::Section, m_table), 0, NamesColumn);
    if (!m_isNarrow)
        grid->addWidget(newLabel(tr("Issued by"), TextRole::Section, m_table), 0, IssuerColumn);
    grid->addWidget(newLabel(tr("Expires"), TextRole::Section, m_table), 0, ExpiryColumn);
    int line = 1;
    for (const CertificateRecord &certificate : std::as_const(m_certificates)) {
        if (!isShown(certificate))
            continue;
        addRow(m_table, grid, line, certificate);
        line += 2;
    }
    if (line == 1)
        grid->addWidget(newLabel(tr("No certificate has such a name."), TextRole::Quiet, m_table), 1, NamesColumn, 1, -1);
    m_card->body()->addWidget(m_table);
}

void StartCertificates::addRow(QWidget *table, QGridLayout *grid, int line, const CertificateRecord &certificate)
{
    const CertificateWords words = certificateWords(certificate, m_now);
    grid->addWidget(newDivider(table), line, NamesColumn, 1, -1);

    QLabel *name = newLabel(firstName(certificate), TextRole::RowTitle, table);
    name->setToolTip(readableNames(certificate.names).join(u'\n'));
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(name);
    names->addWidget(newLabel(details(certificate), TextRole::Small, table));
    grid->addLayout(names, line + 1, NamesColumn);
    if (!m_isNarrow)
        grid->addWidget(newLabel(certificate.authorityName, TextRole::Body, table), line + 1, IssuerColumn, Qt::AlignVCenter);

    auto *state = new StateLabel(words.tone, iconOf(words.kind), words.state, table);
    state->setWordWrap(false);
    const QString when = m_isNarrow ? tr("· %1", "after a state: when").arg(words.date)
                                    : tr("· %1 · %2", "after a state: days left, when").arg(words.days, words.date);
    auto *stateLine = new QHBoxLayout;
    stateLine->setSpacing(6);
    stateLine->addWidget(state);
    stateLine->addWidget(newLabel(when, TextRole::Small, table), 1);
    auto *bar = new ExpiryBar(table);
    bar->setLeft(words.left, words.tone, tr("%1, %2, until %3", "state, days left, date").arg(words.state, words.days, words.date));
    auto *expiry = new QVBoxLayout;
    expiry->setSpacing(5);
    expiry->addLayout(stateLine);
    expiry->addWidget(bar);
    grid->addLayout(expiry, line + 1, ExpiryColumn);

    QWidget *renew = makeRenew(table, certificate, words.kind);
    renew->setAccessibleDescription(bar->accessibleName());
    grid->addWidget(renew, line + 1, RenewColumn, Qt::AlignVCenter);
    QWidget *more = makeMenu(table, certificate, words.kind);
    more->setAccessibleDescription(bar->accessibleName());
    grid->addWidget(more, line + 1, MenuColumn, Qt::AlignVCenter);
}

// With an edge where something has to be done.
QWidget *StartCertificates::makeRenew(QWidget *table, const CertificateRecord &certificate, CertificateState state)
{
    const bool isDue = state == CertificateState::RenewNow || state == CertificateState::ExpiresSoon;
    QPushButton *renew = newButton(tr("Renew…"), isDue ? ButtonRole::Normal : ButtonRole::Quiet, ButtonSize::Card, table);
    renew->setObjectName(QStringLiteral("start.cert.renew"));
    renew->setAccessibleName(tr("Renew %1").arg(firstName(certificate)));
    connect(renew, &QPushButton::clicked, this, [this, certificate] { Q_EMIT renewRequested(certificate); });
    return renew;
}

QWidget *StartCertificates::makeMenu(QWidget *table, const CertificateRecord &certificate, CertificateState state)
{
    QPushButton *more = newButton({}, ButtonRole::Icon, ButtonSize::Card, table);
    more->setObjectName(QStringLiteral("start.cert.menu"));
    more->setIcon(icon(IconName::Dots, Ink::Text2));
    more->setAccessibleName(tr("Actions for %1").arg(firstName(certificate)));
    auto *menu = new QMenu(more);
    menu->addAction(tr("Show…"), this, [this, certificate] { Q_EMIT showRequested(certificate); });
    if (!certificate.isAdded)
        menu->addAction(tr("Save again…"), this, [this, certificate] { Q_EMIT saveAgainRequested(certificate); });
    if (state != CertificateState::Revoked && state != CertificateState::Expired)
        menu->addAction(tr("Revoke…"), this, [this, certificate] { Q_EMIT revokeRequested(certificate); });
    menu->addAction(tr("Remove from list…"), this, [this, certificate] { Q_EMIT removeRequested(certificate); });
    more->setMenu(menu);
    return more;
}

} // namespace cw::ui
