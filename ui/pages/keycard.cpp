// SPDX-License-Identifier: MIT
#include "ui/pages/keycard.h"

#include "ui/models/certificatewords.h"
#include "ui/models/timetext.h"
#include "ui/pages/csrpanel.h"
#include "ui/pages/passphrasefields.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QVBoxLayout>

namespace cw::ui
{

using crypto::KeyType;

namespace
{

constexpr std::array KeyTypes {KeyType::EcP256, KeyType::EcP384, KeyType::Rsa2048, KeyType::Rsa3072, KeyType::Rsa4096};
const QString NewKey = QStringLiteral("new");
const QString OwnRequest = QStringLiteral("csr");
const QString Reuse = QStringLiteral("reuse:"); // before the id of a certificate

QString keyHint(const QString &choice)
{
    if (choice.startsWith(Reuse)) {
        return KeyCard::tr("For clients or TLSA records that expect this key. A new key with each certificate is safer: a stolen one "
                           "then ends by itself.");
    }
    switch (crypto::keyTypeFromName(choice).value_or(KeyType::EcP256)) {
    case KeyType::EcP256:
        return KeyCard::tr("Small and fast; every current browser knows it.");
    case KeyType::EcP384:
        return KeyCard::tr("A little slower; for those who must use it.");
    case KeyType::Rsa2048:
        return KeyCard::tr("For old clients that do not know ECDSA.");
    case KeyType::Rsa3072:
        return KeyCard::tr("For old clients; larger and slower.");
    case KeyType::Rsa4096:
        return KeyCard::tr("For old clients; the largest and slowest.");
    case KeyType::Ed25519:
        break; // not offered: for accounts only
    }
    return {};
}

} // namespace

KeyCard::KeyCard(issuance::OrderController &controller, QWidget *parent)
    : Card(tr("Key of the certificate"), parent)
    , m_controller(controller)
    , m_mode(new SegmentedControl(tr("Where the key comes from")))
    , m_csr(new CsrPanel)
{
    setAcceptDrops(true);
    m_mode->setObjectName(QStringLiteral("key.mode"));
    m_mode->addSegment(NewKey, tr("Make a new key"));
    m_mode->addSegment(OwnRequest, tr("Use my CSR"));
    m_mode->setCurrent(NewKey);
    m_ownKey = makeOwnKey();
    body()->setSpacing(12);
    body()->addWidget(m_mode);
    body()->addWidget(m_ownKey);
    body()->addWidget(m_csr);
    m_csr->hide();
    connect(m_mode, &SegmentedControl::currentChanged, this, &KeyCard::setMode);
    connect(m_csr, &CsrPanel::requested, this, &KeyCard::useRequest);
}

QWidget *KeyCard::makeOwnKey()
{
    auto *part = new QWidget;
    m_type = new ComboField(tr("Key type"), part);
    m_type->combo()->setObjectName(QStringLiteral("key.type"));
    fillTypes();
    m_type->setHint(keyHint(crypto::keyTypeName(KeyType::EcP256)));
    m_protects = new QCheckBox(tr("Protect the key with a passphrase"), part);
    m_protects->setObjectName(QStringLiteral("key.pass"));
    m_passphrase = new PassphraseFields(QStringLiteral("key.passphrase"), tr("Passphrase of the key"), part);
    m_passphrase->hide();
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_type);
    layout->addWidget(m_protects);
    layout->addWidget(m_passphrase);
    connect(m_type->combo(), &QComboBox::currentIndexChanged, this, &KeyCard::choose);
    connect(m_protects, &QCheckBox::toggled, this, [this](bool isOn) {
        m_passphrase->setVisible(isOn);
        if (!isOn)
            m_passphrase->clear();
        setPassphrase();
    });
    connect(m_passphrase, &PassphraseFields::edited, this, &KeyCard::setPassphrase);
    return part;
}

void KeyCard::fillTypes()
{
    for (const KeyType type : KeyTypes) {
        const QString name = crypto::keyTypeName(type);
        const QString text = keyTypeText(name);
        m_type->combo()->addItem(type == KeyType::EcP256 ? tr("%1 (suggested)").arg(text) : text, name);
    }
}

void KeyCard::readAgain()
{
    if (!m_controller.state().isRunning(issuance::Activity::ReadKeys))
        m_controller.readKeysToReuse();
}

void KeyCard::showState(const issuance::IssueState &state)
{
    if (state.csr)
        m_mode->setCurrent(OwnRequest);
    m_csr->showState(state);
    showChoice(state);
    showPassphrase(state);
    setEnabled(state.order.stage == store::OrderStage::Draft);
}

void KeyCard::showChoice(const issuance::IssueState &state)
{
    const QSignalBlocker blocker(m_type->combo());
    QStringList reusable;
    for (const store::CertificateRecord &certificate : state.keysToReuse)
        reusable.append(certificate.id);
    if (reusable != m_reusable) {
        m_reusable = reusable;
        while (m_type->combo()->count() > int(KeyTypes.size()))
            m_type->combo()->removeItem(m_type->combo()->count() - 1);
        for (const store::CertificateRecord &certificate : state.keysToReuse) {
            m_type->combo()->addItem(tr("Key of %1 of %2", "name, date").arg(certificate.names.value(0), dateText(certificate.notBefore)),
                                     QString(Reuse + certificate.id));
        }
    }
    QString choice = state.order.keyType;
    if (state.order.reusesKey) {
        const auto used = std::find_if(state.keysToReuse.begin(), state.keysToReuse.end(),
                                       [&](const store::CertificateRecord &one) { return one.keyId == state.order.keyId; });
        if (used != state.keysToReuse.end())
            choice = Reuse + used->id;
    }
    if (const int index = m_type->combo()->findData(choice); index >= 0) {
        m_type->combo()->setCurrentIndex(index);
        m_type->setHint(keyHint(choice));
    }
}

void KeyCard::showPassphrase(const issuance::IssueState &state)
{
    if (state.hasPassphrase && !m_protects->isChecked()) {
        const QSignalBlocker blocker(m_protects);
        m_protects->setChecked(true);
        m_passphrase->show();
    }
    m_passphrase->setHint(state.hasPassphrase && m_passphrase->isEmpty()
                              ? tr("The passphrase from before goes on being used; enter another one to change it.")
                              : tr("privkey.pem is written under it (AES-256). Your server has to be told the passphrase too."));
}

bool KeyCard::wantsRequest() const
{
    return m_mode->current() == OwnRequest;
}

QString KeyCard::missing() const
{
    const issuance::IssueState &state = m_controller.state();
    if (wantsRequest()) {
        if (state.csr && !m_csr->isRefused())
            return {};
        return m_csr->isRefused() ? tr("The request cannot be used.") : tr("Paste your request, or choose its file.");
    }
    const bool isKept = state.hasPassphrase && m_passphrase->isEmpty();
    return m_protects->isChecked() && !isKept ? m_passphrase->missing() : QString();
}

QString KeyCard::summary() const
{
    const issuance::IssueState &state = m_controller.state();
    return state.csr ? tr("own request, %1").arg(state.csr->keyDescription) : keyTypeText(state.order.keyType);
}

void KeyCard::focusFirst()
{
    m_csr->setFocus(Qt::OtherFocusReason);
}

void KeyCard::choose(int index)
{
    const QString choice = m_type->combo()->itemData(index).toString();
    m_type->setHint(keyHint(choice));
    if (choice.startsWith(Reuse))
        m_controller.setReusedKey(choice.mid(Reuse.size()));
    else if (const std::optional<KeyType> type = crypto::keyTypeFromName(choice))
        m_controller.setKeyType(*type);
}

void KeyCard::setMode(const QString &mode)
{
    const bool isRequest = mode == OwnRequest;
    m_ownKey->setVisible(!isRequest);
    m_csr->setVisible(isRequest);
    if (isRequest) {
        const QSignalBlocker blocker(m_protects);
        m_protects->setChecked(false);
        m_passphrase->clear();
        m_passphrase->hide();
        if (m_controller.state().hasPassphrase)
            (void)m_controller.setKeyPassphrase({}); // taking one back cannot fail
        if (!m_controller.state().csr)
            m_csr->requestAgain(); // what was pasted before another choice
    } else if (m_controller.state().csr) {
        choose(m_type->combo()->currentIndex());
    }
    Q_EMIT changed();
}

void KeyCard::setPassphrase()
{
    const QString passphrase = m_protects->isChecked() ? m_passphrase->passphrase().value_or(QString()) : QString();
    if (!passphrase.isEmpty() || m_controller.state().hasPassphrase)
        (void)m_controller.setKeyPassphrase(passphrase); // its length was looked at
    Q_EMIT changed();
}

void KeyCard::useRequest(const QByteArray &pemOrDer)
{
    if (const Result<Nothing> set = m_controller.setCsr(pemOrDer); !set)
        m_csr->showFailure(set.failure());
    else
        m_csr->showTaken(m_controller.state());
    Q_EMIT changed();
}

void KeyCard::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *dragged = event->mimeData();
    if (isEnabled() && ((dragged->hasUrls() && dragged->urls().first().isLocalFile()) || dragged->hasText()))
        event->acceptProposedAction();
}

void KeyCard::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_mode->setCurrent(OwnRequest);
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        m_csr->readFile(urls.first().toLocalFile());
    else
        m_csr->take(event->mimeData()->text().toUtf8());
}

} // namespace cw::ui
