// SPDX-License-Identifier: MIT
// What a certificate authority sends: JSON, headers, certificates; and what it is sent: requests.
#include "fuzz/target.h"

#include "acme/parse.h"
#include "base/explain.h"
#include "crypto/certificate.h"
#include "crypto/csr.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cw::fuzz
{

namespace
{

const QDateTime &now()
{
    static const QDateTime time(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
    return time;
}

template <typename T> void explainIfRefused(const Result<T> &result)
{
    if (!result)
        demand(!explain(result.failure()).title.isEmpty(), "a failure has words");
}

// The first line is the status, the second Retry-After, the third Location; the rest is the body.
void runAcme(const QByteArray &input)
{
    const QList<QByteArray> lines = input.split('\n');
    net::HttpResponse response;
    response.status = lines[0].toInt();
    response.url = QUrl(QStringLiteral("https://ca.example/acme/order/1"));
    response.headers = {{"Retry-After", lines.value(1)}, {"Location", lines.value(2)}};
    response.body = lines.mid(3).join('\n');

    explainIfRefused(acme::parseDirectory(response));
    explainIfRefused(acme::parseAccount(response));
    explainIfRefused(acme::parseOrder(response, acme::location(response), now()));
    explainIfRefused(acme::parseAuthorization(response, acme::location(response), now()));
    explainIfRefused(acme::parseChallenge(response));
    explain(acme::refusal(response, now()));
    demand(acme::retryAfterSeconds(response, now()) >= -1, "a time to wait is not negative");
    demand(acme::excerpt(response.body).size() <= response.body.size() + 8, "an excerpt is not longer than the body");
}

void runCertificates(const QByteArray &input)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(input);
    if (!chain)
        return;
    for (const crypto::Certificate &certificate : *chain) {
        crypto::toPem(certificate);
        crypto::fingerprintText(certificate.sha256);
    }
}

void runCsr(const QByteArray &input)
{
    const Result<crypto::Csr> csr = crypto::readCsr(input);
    explainIfRefused(csr);
    if (!csr)
        return;
    demand(!csr->names.isEmpty(), "a request that is taken has names");
    const Result<crypto::Csr> again = crypto::readCsr(csr->der);
    demand(again && *again == *csr, "a request reads as it was read");
}

} // namespace

QList<Target> acmeTargets()
{
    return {{"acme", Target::Group::Text, runAcme}, {"certificates", Target::Group::Text, runCertificates},
        {"csr", Target::Group::Text, runCsr}};
}

} // namespace cw::fuzz
