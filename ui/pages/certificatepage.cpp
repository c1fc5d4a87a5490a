// SPDX-License-Identifier: MIT
#include "ui/pages/certificatepage.h"

#include "ui/models/timetext.h"
#include "ui/pages/certificatecard.h"
#include "ui/pages/challengenotice.h"
#include "ui/pages/cleanupcard.h"
#include "ui/pages/clientcard.h"
#include "ui/pages/confirmdialog.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/savecard.h"
#include "ui/pages/snippetcard.h"
#include "ui/widgets/announce.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;

CertificatePage::CertificatePage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Certificate, controller, parent)
    , m_failure(new FailureNotice)
    , m_certificate(new CertificateCard(controller.state()))
    , m_cleanUp(new CleanUpCard(controller.state()))
    , m_standing(new ChallengeNotice)
    , m_save(new SaveCard(controller.state()))
    , m_snippets(new SnippetCard)
    , m_clients(new ClientCard)
{
    setTitle(tr("Your certificate is ready"));
    setSubTitle(tr("Save it, then clean up."));
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_certificate);
    left->addWidget(m_cleanUp);
    left->addWidget(m_standing);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_save);
    right->addWidget(m_snippets);
    right->addWidget(m_clients);
    right->addStretch();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(left, 43);
    columns->addLayout(right, 54);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_failure);
    layout->addLayout(columns, 1);

    connect(m_certificate, &CertificateCard::chainChosen, this, [this](int other) { this->controller().chooseChain(other); });
    connect(m_save, &SaveCard::folderChanged, m_snippets, &SnippetCard::setFolder);
    connect(m_save, &SaveCard::saveRequested, this,
        [this](const issuance::SaveRequest &request) { this->controller().save(request); });
    connect(m_cleanUp, &CleanUpCard::cleanUpRequested, this, [this] { this->controller().cleanUp(); });
    connect(m_cleanUp, &CleanUpCard::watchRequested, this, [watcher = QPointer(&controller)](bool isWatched) {
        if (watcher) // the card is hidden too when all of it is dropped
            watcher->setCleanUpWatched(isWatched);
    });
}

void CertificatePage::initializePage()
{
    // What we published ourselves is not left behind after a restart; by hand, the user says when to look.
    const QList<store::NameRecord> left = state().order.mayBePublished();
    const bool hasOurs = std::any_of(left.begin(), left.end(),
        [](const store::NameRecord &record) { return record.publication != store::Publication::ByHand; });
    if (hasOurs && !state().isRunning(Activity::CleanUp) && !state().failure(Activity::CleanUp))
        controller().cleanUp();
}

void CertificatePage::showState(const IssueState &shown)
{
    const Failure *notRead = shown.failure(Activity::ReadChain);
    m_failure->showFailure(notRead ? notRead : shown.failure(Activity::SaveDraft));
    m_certificate->showState();
    m_cleanUp->showState();
    m_standing->showState(shown);
    m_save->showState();
    m_clients->setOrder(shown.order);
    if (!shown.chain.isEmpty())
        setSubTitle(tr("Issued by %1 on %2. Save it, then clean up.")
                        .arg(shown.order.authorityName, dateTimeText(shown.chain.first().notBefore)));
    if (isVisible() && shown.saved && !m_wasSavedSpoken)
        announce(this, tr("%n files written and checked", "", int(shown.saved->files.size())));
    m_wasSavedSpoken = shown.saved.has_value();
    m_tabOrder.follow(*this);
}

bool CertificatePage::isSaved() const
{
    return state().order.isSaved || state().saved;
}

QString CertificatePage::summary() const
{
    return isSaved() ? tr("Saved") : tr("Not saved yet");
}

QList<OrderPage::Badge> CertificatePage::headerBadges() const
{
    if (state().chain.isEmpty())
        return {};
    return {Badge{Tone::Ok, IconName::StateOk, tr("Issued")}};
}

QString CertificatePage::helpText() const
{
    return tr("<p><b>fullchain.pem</b> holds your certificate and the intermediate that clients need; "
              "<b>privkey.pem</b> is the private key, "
              "readable only by you. Most servers want these two. <b>certificate.p12</b> has all of it under a passphrase, for "
              "Windows and Java; the other formats are for programs that ask for them by name.</p>"
              "<p>After writing, every file is read back and compared. The key also stays in Certwright's store until "
              "you remove it there.</p>"
              "<p>The TXT records have done their work; what you entered by hand can be taken out of DNS now.</p>");
}

Readiness CertificatePage::readiness() const
{
    if (state().order.isSaved)
        return {true, QString()};
    const bool isKeyHere = state().order.csrDer.isEmpty();
    return {true, isKeyHere ? tr("The private key is not saved to a file yet.") : tr("The certificate is not saved to a file yet.")};
}

OrderPage::Note CertificatePage::note() const
{
    const QString reason = readiness().reason;
    return {reason.isEmpty() ? Tone::Ok : Tone::Warn, reason.isEmpty() ? tr("Saved and checked.") : reason};
}

QString CertificatePage::nextText() const
{
    return tr("Finish");
}

bool CertificatePage::isNextFilled() const
{
    return isSaved();
}

void CertificatePage::next()
{
    if (state().order.isSaved || !state().order.csrDer.isEmpty()) { // without a key of ours nothing can be lost
        Q_EMIT leaveRequested();
        return;
    }
    ConfirmDialog dialog(
        {tr("Leave without saving the key?"), tr("The private key is not saved to a file yet."), {},
            tr("It stays in Certwright's store on this computer: you can come back and save it later."), tr("Leave"),
            tr("Stay here")},
        window());
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT leaveRequested();
}

// The one thing that is left to do.
void CertificatePage::focusFirst()
{
    m_save->focusFirst();
}

} // namespace cw::ui
