// SPDX-License-Identifier: MIT
#include "ui/pages/externalaccountfields.h"

#include "base/explain.h"
#include "issuance/authorities.h"
#include "issuance/externalaccount.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/expander.h"
#include "ui/widgets/textfield.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::EabCode;
using issuance::IssueState;

namespace
{

bool isWanted(const IssueState &state)
{
    return state.order.accountId.isEmpty() && state.directory && state.directory->externalAccountRequired;
}

EabCode refused(const IssueState &state)
{
    const Failure *failure = isWanted(state) ? state.failure(Activity::MakeAccount) : nullptr;
    return failure ? issuance::refusedCode(*failure) : EabCode::Neither;
}

} // namespace

ExternalAccountFields::ExternalAccountFields(issuance::OrderController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_keyId(new TextField(tr("EAB key ID"), TextField::Content::Name, this))
    , m_macKey(new TextField(tr("EAB HMAC key"), TextField::Content::Secret, this))
    , m_details(new Expander(tr("Details"), this))
    , m_ownWords(newLabel({}, TextRole::Mono, m_details))
{
    m_keyId->edit()->setObjectName(QStringLiteral("eab.kid"));
    m_macKey->edit()->setObjectName(QStringLiteral("eab.hmac"));
    m_keyId->setHint(tr("From your customer account at the authority."));
    m_macKey->setHint(tr("Used once, then forgotten. Spaces and line breaks are removed."));
    m_source = makeSource();
    m_details->setObjectName(QStringLiteral("eab.details"));
    m_ownWords->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_ownWords->setWordWrap(true);
    m_details->content()->addWidget(m_ownWords);
    m_details->setOpen(false);
    m_details->hide();

    auto *fields = new QHBoxLayout;
    fields->setSpacing(12);
    fields->addWidget(m_keyId, 1);
    fields->addWidget(m_macKey, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(fields);
    layout->addWidget(m_details);
    layout->addWidget(m_source);

    for (TextField *field : {m_keyId, m_macKey}) {
        connect(field, &TextField::textChanged, this, &ExternalAccountFields::sendCodes);
        connect(field->edit(), &QLineEdit::editingFinished, this, &ExternalAccountFields::checkCodes);
    }
    hide();
}

QWidget *ExternalAccountFields::makeSource()
{
    auto *source = new QWidget(this);
    QLabel *lead = newLabel(tr("Where to find these codes:"), TextRole::Small, source);
    lead->setWordWrap(false);
    m_website = newButton({}, ButtonRole::Hyperlink, ButtonSize::Card, source);
    m_website->setObjectName(QStringLiteral("eab.website"));
    m_website->setIcon(icon(IconName::External, Ink::Accent));
    m_website->setLayoutDirection(layoutDirection() == Qt::RightToLeft ? Qt::LeftToRight : Qt::RightToLeft); // icon last
    connect(m_website, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(m_target); });
    auto *line = new QHBoxLayout(source);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(lead);
    line->addWidget(m_website);
    line->addStretch(1);
    return source;
}

void ExternalAccountFields::showState(const IssueState &state)
{
    const bool isShown = isWanted(state);
    setVisible(isShown);
    // Codes are for one authority, and for one account there.
    const bool isElsewhere = m_directoryUrl != state.order.directoryUrl;
    if (isElsewhere) {
        const std::optional<issuance::Authority> preset = issuance::authorityAt(QUrl(state.order.directoryUrl));
        m_help = preset ? preset->eabHelp : QUrl();
        m_directoryUrl = state.order.directoryUrl;
    }
    if (!isShown || isElsewhere) {
        for (TextField *field : {m_keyId, m_macKey}) {
            field->clearError();
            field->setText({});
        }
    }
    if (!isShown)
        return;
    showSource(state);
    showRefusal(state);
}

// The page of the preset, else the website that the directory names.
void ExternalAccountFields::showSource(const IssueState &state)
{
    const QString &authority = state.order.authorityName;
    const bool hasPage = !m_help.isEmpty();
    m_target = hasPage ? m_help : state.directory->website;
    m_source->setVisible(m_target.scheme() == u"https");
    m_website->setText(hasPage ? tr("Page of %1 about the codes").arg(authority) : tr("Website of %1").arg(authority));
    m_website->setAccessibleName(hasPage ? tr("Page of %1 about the codes (opens browser)").arg(authority)
                                         : tr("Website of %1 (opens browser)").arg(authority));
    m_website->setToolTip(m_target.toString());
}

void ExternalAccountFields::showRefusal(const IssueState &state)
{
    const EabCode code = refused(state);
    const bool isNew = code != EabCode::Neither && !m_isRefusalShown;
    m_isRefusalShown = code != EabCode::Neither;
    m_details->setVisible(m_isRefusalShown);
    if (!isNew)
        return;
    const QString &authority = state.order.authorityName;
    if (code == EabCode::KeyId)
        m_keyId->setError(tr("%1 does not know this key ID. Such codes often work only once; fetch a new pair.").arg(authority));
    else
        m_macKey->setError(tr("%1 does not take this HMAC key for the key ID. Copy the whole key once more, or fetch a new pair.").arg(authority));
    m_ownWords->setText(explain(*state.failure(Activity::MakeAccount)).raw);
    m_details->setOpen(false);
    QTimer::singleShot(0, this, &ExternalAccountFields::bringIntoView); // when its text has got its room
}

void ExternalAccountFields::bringIntoView()
{
    QWidget *field = fieldInError();
    if (!field)
        return;
    field->setFocus(Qt::OtherFocusReason);
    for (QWidget *above = parentWidget(); above; above = above->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(above))
            area->ensureWidgetVisible(this, 0, 24);
    }
}

void ExternalAccountFields::sendCodes()
{
    m_keyId->clearError();
    m_macKey->clearError();
    m_controller.setExternalAccount(m_keyId->text(), m_macKey->text());
}

// At the field that was left, not while the other one is still empty.
void ExternalAccountFields::checkCodes()
{
    if (m_isRefusalShown || m_keyId->hasError() || m_macKey->hasError())
        return;
    const QString anyKeyId = m_keyId->text().trimmed().isEmpty() ? QStringLiteral("any") : m_keyId->text();
    const Result<acme::ExternalAccount> codes = issuance::readExternalAccount(anyKeyId, m_macKey->text());
    if (!codes && !m_macKey->text().isEmpty()) {
        const Explanation words = explain(codes.failure());
        m_macKey->setError(words.text + u' ' + words.nextStep);
    }
}

bool ExternalAccountFields::isAboutCodes(const IssueState &state)
{
    return refused(state) != EabCode::Neither;
}

QWidget *ExternalAccountFields::fieldInError() const
{
    if (!isVisibleTo(parentWidget()))
        return nullptr;
    for (TextField *field : {m_keyId, m_macKey}) {
        if (field->hasError())
            return field->edit();
    }
    return nullptr;
}

} // namespace cw::ui
