// SPDX-License-Identifier: MIT
#include "ui/pages/updatefields.h"

#include "base/explain.h"
#include "dns/tsig.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

constexpr int TimesToLive[] = {10, 60, 120, 300, 600, 3600};
constexpr crypto::Digest Digests[] = {crypto::Digest::Sha256, crypto::Digest::Sha384, crypto::Digest::Sha512};
const QString Kerberos = QStringLiteral("gss-tsig");

QString errorText(const Failure &failure)
{
    const Explanation explanation = explain(failure);
    return explanation.nextStep.isEmpty() ? explanation.text : explanation.text + u' ' + explanation.nextStep;
}

QHBoxLayout *newRow(QWidget *wide, int wideShare, QWidget *narrow, int narrowShare)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(wide, wideShare, Qt::AlignTop);
    row->addWidget(narrow, narrowShare, Qt::AlignTop);
    return row;
}

// Where updates go when no server is entered: the primary server of each zone.
QStringList primaryServers(const MethodView &view)
{
    QStringList servers;
    for (const checks::NamePreflight &name : view.state.preflight) {
        if (!name.place || !view.zones.contains(name.place->zone.apex.toString())
            || name.place->zone.soa.primary.isRoot())
            continue;
        const QString server = name.place->zone.soa.primary.withoutFinalDot();
        if (!servers.contains(server))
            servers << server;
    }
    return servers;
}

} // namespace

UpdateFields::UpdateFields(QWidget *parent)
    : QWidget(parent)
    , m_server(new TextField(tr("Primary server"), TextField::Content::Name))
    , m_port(new TextField(tr("Port"), TextField::Content::Name))
    , m_keyName(new TextField(tr("TSIG key name"), TextField::Content::Name))
    , m_algorithm(new ComboField(tr("Algorithm")))
    , m_secret(new TextField(tr("TSIG secret"), TextField::Content::Secret))
    , m_ttl(new ComboField(tr("Time to live")))
    , m_weak(new Notice(Notice::Kind::Warn))
    , m_kerberos(new Notice(Notice::Kind::Info, {},
          tr("nsupdate signs the updates with your Kerberos ticket. Get one with kinit before you try it.")))
    , m_lastRow(new QHBoxLayout)
{
    m_server->edit()->setObjectName(QStringLiteral("how.server"));
    m_port->edit()->setObjectName(QStringLiteral("how.port"));
    m_keyName->edit()->setObjectName(QStringLiteral("how.keyName"));
    m_algorithm->combo()->setObjectName(QStringLiteral("how.algorithm"));
    m_secret->edit()->setObjectName(QStringLiteral("how.secret"));
    m_ttl->combo()->setObjectName(QStringLiteral("how.ttl"));
    m_port->edit()->setPlaceholderText(QStringLiteral("53"));
    m_keyName->edit()->setPlaceholderText(QStringLiteral("acme-update."));
    m_secret->setHint(tr("Kept with the keys; never written to the log or to the order file."));
    for (const crypto::Digest digest : Digests)
        m_algorithm->combo()->addItem(dns::tsigAlgorithmName(digest), dns::tsigAlgorithmName(digest));
    m_algorithm->combo()->addItem(tr("Kerberos (GSS-TSIG)"), Kerberos);
    for (const int ttl : TimesToLive)
        m_ttl->combo()->addItem(tr("%n seconds", "time to live", ttl), ttl);
    m_ttl->combo()->setCurrentIndex(1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(newRow(m_server, 3, m_port, 1));
    layout->addLayout(newRow(m_keyName, 3, m_algorithm, 2));
    layout->addWidget(m_kerberos);
    layout->addWidget(m_secret);
    layout->addWidget(m_weak);
    m_lastRow->setSpacing(12);
    m_lastRow->addWidget(m_ttl, 1, Qt::AlignTop);
    layout->addLayout(m_lastRow);
    m_weak->setObjectName(QStringLiteral("how.weak"));
    m_kerberos->setObjectName(QStringLiteral("how.kerberos"));
    showKeyFields();

    for (TextField *field : {m_server, m_port, m_keyName, m_secret})
        connect(field->edit(), &QLineEdit::editingFinished, this, &UpdateFields::edited);
    for (ComboField *field : {m_algorithm, m_ttl}) {
        connect(field, &ComboField::activated, this, [this] {
            showKeyFields();
            Q_EMIT edited();
        });
    }
}

// A field that is taken away loses the focus and says that its editing is finished: nobody is there to hear it.
UpdateFields::~UpdateFields()
{
    for (TextField *field : {m_server, m_port, m_keyName, m_secret})
        field->edit()->disconnect(this);
}

void UpdateFields::setBesideTimeToLive(QWidget *widget)
{
    m_lastRow->addWidget(widget, 2, Qt::AlignTop);
}

void UpdateFields::showView(const MethodView &view)
{
    showServerHint(view);
    const bool isOurs = view.settings.way == u"rfc2136";
    const store::PublishSettings stored = isOurs ? view.settings : store::PublishSettings();
    m_hasKey = isOurs && !stored.usesGss && !stored.keyName.isEmpty();
    m_secret->edit()->setPlaceholderText(m_hasKey ? tr("Known. Leave it empty to use it again.") : QString());
    if (m_scope != view.scope)
        empty();
    m_scope = view.scope;
    if (stored == m_shown)
        return;
    fill(stored);
    m_shown = stored;
    showKeyFields();
}

void UpdateFields::empty()
{
    for (TextField *field : {m_server, m_port, m_keyName, m_secret}) {
        field->clearError();
        field->setText({});
    }
    m_algorithm->combo()->setCurrentIndex(0);
    m_ttl->combo()->setCurrentIndex(1);
    m_shown = {};
    showKeyFields();
}

// What is stored never empties a field: the user may be in the middle of filling it.
void UpdateFields::fill(const store::PublishSettings &stored)
{
    if (stored.server != m_shown.server && !stored.server.isEmpty())
        m_server->setText(stored.server);
    if (stored.port != m_shown.port && stored.port > 0)
        m_port->setText(QString::number(stored.port));
    if (stored.keyName != m_shown.keyName && m_hasKey)
        m_keyName->setText(stored.keyName);
    if (stored.usesGss)
        selectAlgorithm(Kerberos);
    else if (stored.algorithm != m_shown.algorithm && !stored.algorithm.isEmpty())
        selectAlgorithm(stored.algorithm);
    if (const int index = m_ttl->combo()->findData(stored.ttl); index >= 0 && stored.ttl != m_shown.ttl)
        m_ttl->combo()->setCurrentIndex(index);
    if (stored.secretId != m_shown.secretId && !stored.secretId.isEmpty())
        m_secret->edit()->clear();
}

// One that is not offered comes from a key that somebody has: an old algorithm is taken, and warned of.
void UpdateFields::selectAlgorithm(const QString &name)
{
    if (m_algorithm->combo()->findData(name) < 0)
        m_algorithm->combo()->insertItem(m_algorithm->combo()->count() - 1, name, name);
    m_algorithm->combo()->setCurrentIndex(m_algorithm->combo()->findData(name));
}

void UpdateFields::showKeyFields()
{
    m_keyName->setVisible(!usesGss());
    m_secret->setVisible(!usesGss());
    m_kerberos->setVisible(usesGss());
    const QString algorithm = m_algorithm->combo()->currentData().toString();
    const std::optional<crypto::Digest> digest = dns::tsigAlgorithmFromName(algorithm);
    m_weak->setVisible(digest && dns::isWeak(*digest));
    m_weak->setText(tr("%1 is outdated. It works, but make a new key with hmac-sha256 when you can; tsig-keygen does so.")
                        .arg(algorithm));
}

void UpdateFields::showServerHint(const MethodView &view)
{
    const QStringList primaries = primaryServers(view);
    m_server->edit()->setPlaceholderText(primaries.value(0));
    if (primaries.isEmpty())
        m_server->setHint(tr("The server that takes updates for the zone."));
    else if (primaries.size() == 1)
        m_server->setHint(tr("Empty: %1, from the SOA record of the zone.").arg(primaries.first()));
    else
        m_server->setHint(tr("Empty: the primary server of each zone, from its SOA record."));
}

bool UpdateFields::usesGss() const
{
    return m_algorithm->combo()->currentData().toString() == Kerberos;
}

bool UpdateFields::isFilled() const
{
    return usesGss() || (!m_keyName->text().trimmed().isEmpty() && (m_hasKey || !m_secret->text().isEmpty()));
}

issuance::MethodChoice UpdateFields::draft() const
{
    issuance::MethodChoice made;
    made.settings.way = QStringLiteral("rfc2136");
    made.settings.server = m_server->text().trimmed();
    made.settings.port = m_port->text().trimmed().toInt();
    made.settings.ttl = m_ttl->combo()->currentData().toInt();
    made.settings.usesGss = usesGss();
    return made;
}

bool UpdateFields::isAsStored() const
{
    const store::PublishSettings made = draft().settings;
    const bool isSameServer = m_shown.way == made.way && m_shown.server == made.server && m_shown.port == made.port
        && m_shown.ttl == made.ttl && m_shown.usesGss == made.usesGss;
    const bool isSameKey = usesGss() || (m_hasKey && isStoredKeyName() && m_secret->text().isEmpty());
    return isSameServer && isSameKey;
}

bool UpdateFields::isStoredKeyName() const
{
    return m_keyName->text().trimmed() == m_shown.keyName && m_algorithm->combo()->currentData().toString() == m_shown.algorithm;
}

std::optional<issuance::MethodChoice> UpdateFields::choice()
{
    issuance::MethodChoice made = draft();
    bool isGood = true;
    const QString port = m_port->text().trimmed();
    if (!port.isEmpty() && (made.settings.port < 1 || made.settings.port > 65535)) {
        m_port->setError(errorText(BadInput{BadInput::Fault::BadPort, port, {}}));
        isGood = false;
    }
    if (made.settings.server.contains(u' ') || made.settings.server.contains(u'/')) {
        m_server->setError(errorText(BadInput{BadInput::Fault::BadAddress, made.settings.server, {}}));
        isGood = false;
    }
    std::optional<dns::TsigKey> key;
    if (!usesGss())
        key = typedKey(isGood);
    if (!isGood)
        return {};
    if (key) {
        made.settings.keyName = key->name.toString();
        made.settings.algorithm = dns::tsigAlgorithmName(key->digest);
        made.secret = key->secret;
    }
    return made;
}

std::optional<dns::TsigKey> UpdateFields::typedKey(bool &isGood)
{
    const QString nameText = m_keyName->text().trimmed();
    const std::optional<dns::Name> name = dns::Name::parse(nameText);
    if (!name || name->isRoot()) {
        m_keyName->setError(tr("Enter the name of the key, as the server's settings give it."));
        isGood = false;
    }
    const QString secretText = m_secret->text().simplified().remove(u' ');
    if (secretText.isEmpty() && m_hasKey && isStoredKeyName())
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(secretText.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (secretText.isEmpty()) {
        m_secret->setError(tr("Enter the secret of the key, or read a key file."));
        isGood = false;
    } else if (!decoded || decoded.decoded.isEmpty()) {
        m_secret->setError(
            tr("This is no base64 text. Copy the secret from the key file, without its quotation marks."));
        isGood = false;
    }
    if (!isGood)
        return {};
    return dns::TsigKey{*name,
        dns::tsigAlgorithmFromName(m_algorithm->combo()->currentData().toString()).value_or(crypto::Digest::Sha256),
        decoded.decoded};
}

void UpdateFields::takeKey(const QByteArray &bindKeyFile)
{
    const Result<dns::TsigKey> key = dns::readBindKey(bindKeyFile);
    if (!key) {
        showFileFailure(key.failure());
        return;
    }
    m_keyName->clearError();
    m_secret->clearError();
    m_keyName->setText(key->name.toString());
    selectAlgorithm(dns::tsigAlgorithmName(key->digest));
    showKeyFields();
    m_secret->setText(QString::fromLatin1(key->secret.toBase64()));
    Q_EMIT edited();
}

void UpdateFields::showFileFailure(const Failure &failure)
{
    m_keyName->setError(errorText(failure));
}

} // namespace cw::ui
