// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"

#include <QWidget>

namespace cw::ui
{

class ComboField;
class TextField;

// The settings of a dynamic update as fields. Keeps what is typed; what is stored comes in only where the user is not
// typing.
class UpdateFields : public QWidget
{
    Q_OBJECT

public:
    explicit UpdateFields(QWidget *parent = nullptr);
    ~UpdateFields() override;

    void showState(const issuance::IssueState &state);
    // Checks every field and shows what is wrong at it; null when something is.
    std::optional<issuance::MethodChoice> choice();
    // What is typed, unchecked and without the key.
    issuance::MethodChoice draft() const;
    bool isAsStored() const; // nothing to hand over
    // Without showing errors: whether the fields that have to be filled are.
    bool isFilled() const;
    // Takes name, algorithm and secret from the bytes of a BIND key file; what is wrong is said at the key's name.
    void takeKey(const QByteArray &bindKeyFile);
    void showFileFailure(const Failure &failure);

Q_SIGNALS:
    void edited(); // a field was left with another content than before

private:
    std::optional<dns::TsigKey> typedKey(bool &isGood);
    bool isStoredKeyName() const;
    void showServerHint(const issuance::IssueState &state);

    TextField *m_server;
    TextField *m_port;
    TextField *m_keyName;
    ComboField *m_algorithm;
    TextField *m_secret;
    ComboField *m_ttl;
    store::PublishSettings m_shown; // what was taken from the state last
    bool m_hasKey = false; // the controller knows the secret of m_shown.keyName
};

} // namespace cw::ui
