// SPDX-License-Identifier: MIT
#include "ui/pages/certificatecard.h"

#include "issuance/certificatestate.h"
#include "ui/models/timetext.h"
#include "ui/pages/chainlines.h"
#include "ui/pages/fingerprint.h"
#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/expirybar.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/statelabel.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

// What the card is drawn from, to see whether it has changed.
QByteArray digestOf(const issuance::IssueState &state)
{
    QByteArray digest = state.renewal.start.toString(Qt::ISODate).toLatin1() + state.renewal.end.toString(Qt::ISODate).toLatin1();
    for (const crypto::Certificate &certificate : state.chain)
        digest += certificate.sha256;
    for (const QList<crypto::Certificate> &other : state.otherChains) {
        for (const crypto::Certificate &certificate : other)
            digest += certificate.sha256;
    }
    return digest;
}

// The root that a chain leads to; it need not be in it.
QString topOf(const QList<crypto::Certificate> &chain)
{
    return chain.last().isSelfSigned ? chain.last().subject : chain.last().issuer;
}

// "bücher.example (xn--bcher-kva.example)"
QString bothForms(const QString &ascii)
{
    const QString readable = readableName(ascii);
    return readable == ascii ? ascii : CertificateCard::tr("%1 (%2)", "name, its ASCII form").arg(readable, ascii);
}

QHBoxLayout *newPair(QWidget *left, QWidget *right)
{
    auto *line = new QHBoxLayout;
    line->addWidget(left, 1);
    line->addWidget(right);
    return line;
}

QLabel *newShort(TextRole role)
{
    QLabel *label = newLabel({}, role);
    label->setWordWrap(false);
    return label;
}

// Whose key it is.
QString keyWords(const store::OrderRecord &order, const QString &type)
{
    if (!order.csrDer.isEmpty())
        return CertificateCard::tr("%1, of your request", "type of key").arg(type);
    if (order.reusesKey)
        return CertificateCard::tr("%1, used before", "type of key").arg(type);
    return CertificateCard::tr("%1, made on this computer", "type of key").arg(type);
}

} // namespace

QDateTime renewFrom(const issuance::IssueState &state)
{
    store::CertificateRecord record;
    record.id = state.order.certificateId;
    record.notBefore = state.chain.first().notBefore;
    record.notAfter = state.chain.first().notAfter;
    record.renewal = state.renewal;
    return issuance::renewFrom(record);
}

CertificateCard::CertificateCard(const issuance::IssueState &state, QWidget *parent)
    : Card(tr("Certificate"), parent)
    , m_state(state)
    , m_first(newLabel({}, TextRole::CardTitle))
    , m_others(newLabel({}, TextRole::Small))
    , m_valid(new StateLabel)
    , m_renew(newShort(TextRole::Small))
    , m_bar(new ExpiryBar)
    , m_from(newShort(TextRole::Small))
    , m_until(newShort(TextRole::Small))
    , m_window(newLabel({}, TextRole::Small))
    , m_why(newButton(tr("Why then", "the authority wants it renewed"), ButtonRole::Hyperlink, ButtonSize::Card))
    , m_key(newLabel({}, TextRole::Body))
    , m_sha256(new Fingerprint)
    , m_chain(new QWidget)
    , m_links(new QGridLayout)
    , m_otherChains(newButton(tr("Another chain"), ButtonRole::Link, ButtonSize::Card))
{
    setObjectName(QStringLiteral("done.cert"));
    setAccessibleName(tr("Certificate"));
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    facts->addWidget(newLabel(tr("Key", "of a certificate"), TextRole::Quiet), 0, 0);
    facts->addWidget(m_key, 0, 1, 1, 2);
    facts->addWidget(newLabel(QStringLiteral("SHA-256"), TextRole::Quiet), 1, 0);
    m_sha256->setObjectName(QStringLiteral("done.sha256"));
    facts->addWidget(m_sha256, 1, 1);
    auto *copy = new CopyButton(tr("Copy the SHA-256 fingerprint"),
        [this] { return m_state.chain.isEmpty() ? QString() : crypto::fingerprintText(m_state.chain.first().sha256); });
    copy->setObjectName(QStringLiteral("done.copySha256"));
    facts->addWidget(copy, 1, 2);

    m_window->setObjectName(QStringLiteral("done.window"));
    m_why->setObjectName(QStringLiteral("done.why"));
    m_why->setAccessibleName(tr("Why the authority wants it renewed then"));
    connect(m_why, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(m_state.renewal.explanationUrl, QUrl::StrictMode)); });
    auto *window = new QHBoxLayout;
    window->addWidget(m_window, 1);
    window->addWidget(m_why, 0, Qt::AlignTop);

    body()->setSpacing(8);
    body()->addWidget(m_first);
    body()->addWidget(m_others);
    body()->addLayout(newPair(m_valid, m_renew));
    body()->addWidget(m_bar);
    body()->addLayout(newPair(m_from, m_until));
    body()->addLayout(window);
    body()->addLayout(facts);
    addDivider();
    body()->addWidget(newChain());
}

QWidget *CertificateCard::newChain()
{
    m_chain->setObjectName(QStringLiteral("done.chain"));
    m_chain->setAccessibleName(tr("Chain sent by the CA"));
    m_otherChains->setObjectName(QStringLiteral("done.otherChains"));
    m_otherChains->setAccessibleName(tr("Use another chain that the authority offers"));
    m_otherChains->setMenu(new QMenu(m_otherChains));
    auto *heading = new QHBoxLayout;
    heading->addWidget(newLabel(tr("Chain sent by the CA"), TextRole::Section), 1);
    heading->addWidget(m_otherChains);
    auto *chain = new QVBoxLayout(m_chain);
    chain->setContentsMargins(0, 0, 0, 0);
    chain->addLayout(heading);
    m_links->setColumnStretch(0, 1);
    m_links->setVerticalSpacing(8);
    chain->addLayout(m_links);
    return m_chain;
}

void CertificateCard::showState()
{
    const bool hasChain = !m_state.chain.isEmpty();
    setVisible(hasChain);
    if (!hasChain)
        return;
    const crypto::Certificate &leaf = m_state.chain.first();
    const QByteArray digest = digestOf(m_state);
    if (digest == m_shown && m_state.chainCheck)
        return;
    m_shown = m_state.chainCheck ? digest : QByteArray();
    const QStringList names = leaf.names.isEmpty() ? m_state.order.names : leaf.names;
    m_first->setText(bothForms(names.value(0)));
    QStringList others;
    for (qsizetype i = 1; i < names.size(); ++i)
        others << bothForms(names[i]);
    m_others->setText(others.join(QStringLiteral(" · ")));
    m_others->setVisible(!others.isEmpty());
    showValidity(leaf);
    m_key->setText(keyWords(m_state.order, leaf.keyDescription));
    m_sha256->setText(shortFingerprint(leaf.sha256));
    m_sha256->setToolTip(crypto::fingerprintText(leaf.sha256));
    showRenewal();
    showChain();
    showOtherChains();
}

void CertificateCard::showRenewal()
{
    m_renew->setText(tr("Renew from %1").arg(dateText(renewFrom(m_state))));
    const store::RenewalWindow &window = m_state.renewal;
    m_window->setVisible(window.start.isValid());
    m_window->setText(tr("The authority wants it renewed between %1 and %2.").arg(dateText(window.start), dateText(window.end)));
    m_why->setVisible(window.start.isValid() && !window.explanationUrl.isEmpty());
    m_why->setToolTip(window.explanationUrl);
}

void CertificateCard::showOtherChains()
{
    m_otherChains->setVisible(!m_state.otherChains.isEmpty());
    QMenu *menu = m_otherChains->menu();
    menu->clear();
    for (int i = 0; i < m_state.otherChains.size(); ++i) {
        const QList<crypto::Certificate> &chain = m_state.otherChains[i];
        menu->addAction(tr("To %1 (%2)", "root, length of the chain").arg(topOf(chain), tr("%n certificates", "", int(chain.size()))), this,
                        [this, i] { Q_EMIT chainChosen(i); });
    }
}

void CertificateCard::showValidity(const crypto::Certificate &leaf)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const double life = double(leaf.notBefore.secsTo(leaf.notAfter));
    const double left = life > 0 ? std::clamp(double(now.secsTo(leaf.notAfter)) / life, 0.0, 1.0) : 0.0;
    const int days = int((leaf.notBefore.secsTo(leaf.notAfter) + 43200) / 86400);
    const bool isExpired = leaf.notAfter <= now;
    const QString word = isExpired ? tr("Expired")
        : days > 0                 ? tr("Valid for %n days", "", days)
                                   : tr("Valid for less than a day");
    m_valid->setState(isExpired ? Tone::Pend : Tone::Ok, isExpired ? IconName::StateSkip : IconName::StateOk, word);
    m_bar->setLeft(left, isExpired ? Tone::Pend : Tone::Ok,
        tr("%1, until %2", "validity, date").arg(word, dateText(leaf.notAfter)));
    m_from->setText(dateText(leaf.notBefore));
    m_until->setText(dateText(leaf.notAfter));
}

void CertificateCard::showChain()
{
    clearGrid(*m_links);
    const QList<ChainLine> lines = chainLines(m_state);
    for (int i = 0; i < lines.size(); ++i) {
        auto *who = new QWidget;
        auto *row = new QHBoxLayout(who);
        row->setContentsMargins(i * 16, 0, 0, 0);
        row->setSpacing(6);
        if (i > 0)
            row->addWidget(new StateIcon(IconName::Alias, Tone::Pend));
        row->addWidget(new StateIcon(IconName::Cert, lines[i].tone));
        QLabel *subject = newLabel(lines[i].subject, TextRole::RowTitle);
        QLabel *what = newLabel(lines[i].what, TextRole::Small);
        subject->setWordWrap(subject->sizeHint().width() > subject->fontMetrics().averageCharWidth() * 24);
        row->addWidget(subject, subject->wordWrap() ? 2 : 0);
        row->addWidget(what, 1);
        m_links->addWidget(who, i, 0);
        auto *state = new StateLabel(lines[i].tone, stateIcon(lines[i].tone), lines[i].word);
        state->setToolTip(lines[i].toolTip);
        m_links->addWidget(state, i, 1);
    }
}

} // namespace cw::ui
