// SPDX-License-Identifier: MIT
// certificates, show: what is in the certificate store.
#include "arguments.h"
#include "certificatecommands.h"
#include "certificateoutput.h"
#include "command.h"
#include "crypto/certificate.h"
#include "issuance/certificatestate.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>

namespace cw::cli
{

using store::CertificateRecord;

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

QString chainInWords(const QByteArray &pem)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(pem);
    QStringList names;
    for (const crypto::Certificate &certificate : chain ? *chain : QList<crypto::Certificate>())
        names.append(certificate.subject.isEmpty() ? certificate.names.value(0) : certificate.subject);
    if (chain && !chain->last().isSelfSigned)
        names.append(text("(%1)").arg(chain->last().issuer));
    return names.join(QStringLiteral(" < "));
}

void printFact(const Output &output, const char *label, const QString &value)
{
    if (!value.isEmpty())
        output.line(QStringLiteral("%1 %2").arg(text(label), -14).arg(value));
}

void print(const Output &output, const CertificateRecord &record, const QDateTime &now)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(record.chainPem);
    printFact(output, QT_TRANSLATE_NOOP("cli", "Names"), record.names.join(QStringLiteral(", ")));
    printFact(output, QT_TRANSLATE_NOOP("cli", "State"), stateInWords(record, now));
    printFact(output, QT_TRANSLATE_NOOP("cli", "Renew from"), timeInWords(issuance::renewFrom(record)));
    printFact(output, QT_TRANSLATE_NOOP("cli", "Why then"), record.renewal.explanationUrl);
    printFact(output, QT_TRANSLATE_NOOP("cli", "Authority"), record.authorityName);
    printFact(output, QT_TRANSLATE_NOOP("cli", "Directory"), record.directoryUrl);
    printFact(output, QT_TRANSLATE_NOOP("cli", "Profile"), record.profile);
    if (chain) {
        const crypto::Certificate &leaf = chain->first();
        printFact(output, QT_TRANSLATE_NOOP("cli", "Key"), leaf.keyDescription);
        printFact(output, QT_TRANSLATE_NOOP("cli", "Serial number"), leaf.serial);
        printFact(output, QT_TRANSLATE_NOOP("cli", "SHA-256"), crypto::fingerprintText(leaf.sha256));
    }
    printFact(output, QT_TRANSLATE_NOOP("cli", "Chain"), chainInWords(record.chainPem));
    for (const QByteArray &pem : record.otherChains)
        printFact(output, QT_TRANSLATE_NOOP("cli", "Other chain"), chainInWords(pem));
    printFact(output, QT_TRANSLATE_NOOP("cli", "Saved in"), record.savedIn);
    if (record.isAdded)
        output.line(text("Added from a file; it was not ordered here."));
}

} // namespace

Result<CertificateRecord> certificateNamed(const Arguments &arguments, const QString &home)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("ID")});
    return store::Certificates(home).load(arguments.positional().first());
}

int certificatesCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("certificates"), text("Lists the certificates, soonest to expire first."), {}, 0);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/certificates/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const QDateTime now = invocation.environment->clock->now();
    const store::Certificates::Listing listing = store::Certificates(invocation.environment->home).list(now);
    QJsonArray certificates;
    for (const CertificateRecord &record : listing.certificates) {
        certificates.append(certificateToJson(record, now));
        output.line(QStringLiteral("%1  %2  %3").arg(record.id, record.names.join(QStringLiteral(", ")), stateInWords(record, now)));
    }
    output.object({{QStringLiteral("certificates"), certificates}});
    sayDamaged(listing.damagedFiles);
    return Done;
}

int showCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("show"), text("Shows a certificate; see “certificates”."), QStringLiteral("ID"), 0);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/certificate/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<CertificateRecord> record = certificateNamed(arguments, invocation.environment->home);
    if (!record)
        return output.fail(record.failure());
    const QDateTime now = invocation.environment->clock->now();
    print(output, *record, now);
    output.object(certificateDetails(*record, now));
    return Done;
}

} // namespace cw::cli
