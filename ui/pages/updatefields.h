// SPDX-License-Identifier: MIT
#pragma once

#include "dns/tsig.h"
#include "ui/pages/methodpanel.h"

#include <QWidget>

class QHBoxLayout;

namespace cw::ui
{

class ComboField;
class Notice;
class TextField;

// The settings of a dynamic update as fields. Keeps what is typed; what is stored comes in only where the user is not
// typing. The key is a TSIG key, or the Kerberos ticket that the user has.
class UpdateFields : public QWidget
{
    Q_OBJECT

public:
    explicit UpdateFields(QWidget *parent = nullptr);
    ~UpdateFields() override;

    void showView(const MethodView &view);
    void setBesideTimeToLive(QWidget *widget);
    // Checks every field and shows what is wrong at it; null when something is.
    std::optional<issuance::MethodChoice> choice();
    // What is typed, unchecked and without the key.
    issuance::MethodChoice draft() const;
    bool isAsStored() const; // nothing to hand over
    // Without showing errors: whether the fields that have to be filled are.
    bool isFilled() const;
    bool usesGss() const;
    void keepFor(const QString &scope) { m_scope = scope; } // see MethodPanel
    // Takes name, algorithm and secret from the bytes of a BIND key file; what is wrong is said at the key's name.
    void takeKey(const QByteArray &bindKeyFile);
    void showFileFailure(const Failure &failure);

Q_SIGNALS:
    void edited(); // a field was left with another content than before

private:
    std::optional<dns::TsigKey> typedKey(bool &isGood);
    bool isStoredKeyName() const;
    void fill(const store::PublishSettings &stored); // where it is other than what was shown
    void empty();
    void selectAlgorithm(const QString &name);
    void showServerHint(const MethodView &view);
    void showKeyFields();

    TextField *m_server;
    TextField *m_port;
    TextField *m_keyName;
    ComboField *m_algorithm;
    TextField *m_secret;
    ComboField *m_ttl;
    Notice *m_weak;
    Notice *m_kerberos;
    QHBoxLayout *m_lastRow;
    std::optional<QString> m_scope; // shown last
    store::PublishSettings m_shown; // what was taken from the state last
    bool m_hasKey = false; // the controller knows the secret of m_shown.keyName
};

} // namespace cw::ui
