// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/privatekey.h"

#include <QDateTime>
#include <QStringList>

namespace cw::test
{

// The signing half of FakeCa: a root and an intermediate, made anew each time.
class FakeCaIssuer
{
public:
    explicit FakeCaIssuer(const QDateTime &now);

    QByteArray rootPem() const { return m_rootPem; }
    // The dNSName SANs of a CSR whose signature is right; empty when it is no such CSR.
    static QStringList namesOf(const QByteArray &csrDer);
    // A certificate for 90 days and the intermediate, PEM.
    QByteArray issue(const QByteArray &csrDer, const QDateTime &now) const;

private:
    crypto::PrivateKey m_key;
    QByteArray m_rootPem;
    QByteArray m_intermediatePem;
};

} // namespace cw::test
