// SPDX-License-Identifier: MIT
// revoke, renewal-info: what the CA is asked about a certificate.
#include "arguments.h"
#include "certificatecommands.h"
#include "certificateoutput.h"
#include "command.h"
#include "issuance/certificatestate.h"
#include "issuance/renewalcheck.h"
#include "issuance/revocation.h"
#include "secrets.h"

#include <QCoreApplication>

namespace cw::cli
{

using issuance::RevokeBy;
using store::CertificateRecord;

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

// Where the CA is: what the certificate knows, and what is given again; one that was added from a file may know nothing.
Result<CertificateRecord> atCa(const Arguments &arguments, const QString &home)
{
    Result<CertificateRecord> record = certificateNamed(arguments, home);
    if (!record)
        return record.failure();
    store::OrderRecord order = issuance::orderAtCaOf(*record);
    if (const Result<Nothing> read = arguments.readCa(order); !read)
        return read.failure();
    record->directoryUrl = order.directoryUrl;
    record->authorityName = order.authorityName;
    record->caRootPem = order.caRootPem;
    return record;
}

Result<RevokeBy> readBy(const Arguments &arguments)
{
    const QString by = arguments.value("by");
    if (by.isEmpty())
        return RevokeBy::AccountOrKey;
    if (by == u"account")
        return RevokeBy::Account;
    if (by == u"key")
        return RevokeBy::CertificateKey;
    return Failure(BadInput {BadInput::Fault::BadOption, by, QStringLiteral("--by")});
}

} // namespace

int revokeCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("revoke"), text("Has a certificate revoked by its CA. This cannot be taken back."),
                        QStringLiteral("ID"), CaOptions | StoreOptions);
    arguments.parser().addOption({QStringLiteral("reason"),
                                  text("unspecified (default), keyCompromise, affiliationChanged, superseded or cessationOfOperation."),
                                  QStringLiteral("reason")});
    arguments.parser().addOption({QStringLiteral("by"), text("Who signs: account (default where we have it) or key, the one of the certificate."),
                                  QStringLiteral("account|key")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/certificate/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<issuance::RevocationReason> reason = issuance::revocationReasonFromName(arguments.value("reason"));
    if (!reason)
        return output.fail(reason.failure());
    const Result<RevokeBy> by = readBy(arguments);
    if (!by)
        return output.fail(by.failure());
    const Result<CertificateRecord> record = atCa(arguments, invocation.environment->home);
    if (!record)
        return output.fail(record.failure());
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return output.fail(opened.failure());

    return runCancelable([&](CancelToken &token) -> int {
        const Result<issuance::Revocation> done = issuance::revokeCertificate(invocation.environment, *record, *reason, *by, token);
        if (!done)
            return output.fail(done.failure(), {{QStringLiteral("id"), record->id}});
        output.line(done->wasRevokedBefore ? text("%1 was revoked before.").arg(record->id)
                                           : text("%1 is revoked. Replace it wherever it is still used.").arg(record->id));
        output.object(certificateDetails(done->certificate, invocation.environment->clock->now()));
        return Done;
    });
}

int renewalInfoCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("renewal-info"), text("Asks the CA when a certificate should be renewed (RFC 9773)."),
                        QStringLiteral("ID"), CaOptions);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/renewal-info/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<CertificateRecord> record = atCa(arguments, invocation.environment->home);
    if (!record)
        return output.fail(record.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);

    return runCancelable([&](CancelToken &token) -> int {
        const Result<store::RenewalWindow> window = issuance::readRenewal(*invocation.environment, *record, token);
        if (!window)
            return output.fail(window.failure(), {{QStringLiteral("id"), record->id}});
        CertificateRecord known = *record;
        known.renewal = *window;
        const QDateTime from = issuance::renewFrom(known);
        output.line(text("%1 wants it renewed between %2 and %3.").arg(known.authorityName, timeInWords(window->start), timeInWords(window->end)));
        output.line(from <= invocation.environment->clock->now() ? text("Renew it now.") : text("Renew it from %1 on.").arg(timeInWords(from)));
        if (!window->explanationUrl.isEmpty())
            output.line(text("Why: %1").arg(window->explanationUrl));
        output.line(text("Asked %1; not again before %2.").arg(timeInWords(window->checked), timeInWords(window->nextCheck)));
        QJsonObject json = renewalToJson(known);
        json.insert(QStringLiteral("id"), known.id);
        json.insert(QStringLiteral("renewFrom"), timeOrNull(from));
        output.object(json);
        return Done;
    });
}

} // namespace cw::cli
