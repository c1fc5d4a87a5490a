// SPDX-License-Identifier: MIT
#include "issuance/renewalcheck.h"

#include "acme/client.h"
#include "acme/renewalinfo.h"
#include "crypto/certificate.h"
#include "issuance/certificatestate.h"

#include <QMap>

#include <algorithm>

namespace cw::issuance
{

using store::CertificateRecord;
using store::RenewalWindow;

namespace
{

// "Clients MUST set reasonable limits on their checking interval. For example, values under one minute could be treated as if
// they were one minute, and values over one day could be treated as if they were one day." RFC 9773 4.3.2
constexpr int ShortestPause = 60;
constexpr int LongestPause = 24 * 60 * 60;
constexpr int PauseWithoutAWord = 6 * 60 * 60;
constexpr int PauseAfterFailure = 60 * 60;

QString identifierOf(const CertificateRecord &certificate)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate.chainPem);
    return chain ? crypto::renewalId(chain->first()) : QString();
}

// Written into what is on disk by now: somebody may have saved or renewed it since it was read.
Result<Nothing> keep(const Environment &environment, const QString &id, const RenewalWindow &window)
{
    const store::Certificates certificates(environment.home);
    Result<CertificateRecord> current = certificates.load(id);
    if (!current)
        return current.failure();
    current->renewal = window;
    return certificates.save(*current);
}

// Directories that were read before.
using Directories = QMap<QString, Result<acme::Directory>>;

Result<RenewalWindow> ask(const Environment &environment, const CertificateRecord &certificate, Directories &directories,
                          CancelToken &token)
{
    const QString identifier = identifierOf(certificate);
    if (certificate.directoryUrl.isEmpty() || identifier.isEmpty())
        return Failure(BadInput {BadInput::Fault::NotOfferedByCa, QStringLiteral("renewalInfo"), certificate.authorityName});
    const std::unique_ptr<net::HttpTransport> http = environment.makeHttp(certificate.caRootPem);
    auto directory = directories.find(certificate.directoryUrl);
    if (directory == directories.end()) {
        directory = directories.insert(certificate.directoryUrl,
                                       acme::readDirectory(*http, QUrl(certificate.directoryUrl), token));
    }
    if (!*directory)
        return directory->failure();
    const QDateTime now = environment.clock->now();
    const Result<acme::RenewalInfo> info = acme::readRenewalInfo(*http, **directory, identifier, now, token);
    if (!info)
        return info.failure();
    const int pause = info->retryAfterSeconds < 0 ? PauseWithoutAWord : info->retryAfterSeconds;
    return RenewalWindow {info->start, info->end, info->explanationUrl.toString(), now,
                          now.addSecs(std::clamp(pause, ShortestPause, LongestPause))};
}

bool saysNotOffered(const Failure &failure)
{
    const BadInput *input = std::get_if<BadInput>(&failure);
    return input && input->fault == BadInput::Fault::NotOfferedByCa;
}

} // namespace

bool isRenewalCheckDue(const CertificateRecord &certificate, const QDateTime &now)
{
    const bool hasCa = !certificate.directoryUrl.isEmpty();
    const bool mayAsk = !certificate.renewal.nextCheck.isValid() || certificate.renewal.nextCheck <= now;
    return hasCa && mayAsk && !isDone(certificateState(certificate, now));
}

Result<RenewalWindow> readRenewal(const Environment &environment, const CertificateRecord &certificate, CancelToken &token)
{
    const bool mayAsk = certificate.renewal.nextCheck <= environment.clock->now();
    if (certificate.renewal.start.isValid() && !mayAsk)
        return certificate.renewal;
    Directories directories;
    Result<RenewalWindow> window = ask(environment, certificate, directories, token);
    if (!window)
        return window.failure();
    if (const Result<Nothing> kept = keep(environment, certificate.id, *window); !kept)
        return kept.failure();
    return window;
}

bool readRenewals(const Environment &environment, CancelToken &token)
{
    const QDateTime now = environment.clock->now();
    const QList<CertificateRecord> certificates = store::Certificates(environment.home).list(now).certificates;
    Directories directories;
    bool isAnyNew = false;
    for (const CertificateRecord &certificate : certificates) {
        if (!isRenewalCheckDue(certificate, now))
            continue;
        const Result<RenewalWindow> answer = ask(environment, certificate, directories, token);
        if (token.isCanceled())
            break;
        RenewalWindow window = answer ? *answer : certificate.renewal;
        if (!answer)
            window.nextCheck = now.addSecs(saysNotOffered(answer.failure()) ? LongestPause : PauseAfterFailure);
        const bool isKept = keep(environment, certificate.id, window).isOk();
        isAnyNew = isAnyNew || (isKept && answer);
    }
    return isAnyNew;
}

} // namespace cw::issuance
