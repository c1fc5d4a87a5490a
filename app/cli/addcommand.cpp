// SPDX-License-Identifier: MIT
// add: a certificate from elsewhere for the list.
#include "arguments.h"
#include "certificateoutput.h"
#include "command.h"
#include "issuance/addcertificate.h"
#include "linefile.h"
#include "secrets.h"
#include "store/atomicfile.h"

#include <QCoreApplication>

namespace cw::cli
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

Result<issuance::AddRequest> readRequest(const Arguments &arguments)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("FILE")});
    Result<issuance::AddRequest> request = issuance::readAddRequest(arguments.positional().first(), arguments.value("key"));
    if (!request)
        return request.failure();
    if (arguments.isSet("key-passphrase-file")) {
        const Result<QByteArray> passphrase = firstLineOf(arguments.value("key-passphrase-file"));
        if (!passphrase)
            return passphrase.failure();
        request->passphrase = *passphrase;
    }
    store::OrderRecord ca;
    if (arguments.isSet("ca") || arguments.isSet("directory")) {
        if (const Result<Nothing> read = arguments.readCa(ca); !read)
            return read.failure();
    }
    request->authorityName = ca.authorityName;
    request->directoryUrl = ca.directoryUrl;
    request->caRootPem = ca.caRootPem;
    request->isPrivateCa = ca.isPrivateCa;
    return request;
}

} // namespace

int addCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("add"),
                        text("Puts a certificate from a file into the list, with its CA where it is given; nothing is sent."),
                        QStringLiteral("FILE"), CaOptions | StoreOptions);
    arguments.parser().addOption({QStringLiteral("key"), text("Its private key, PEM; goes into the key store."), QStringLiteral("file")});
    arguments.parser().addOption({QStringLiteral("key-passphrase-file"), text("File whose first line is the passphrase of that key."), QStringLiteral("file")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/certificate/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<issuance::AddRequest> request = readRequest(arguments);
    if (!request)
        return output.fail(request.failure());
    // Without a key there is nothing to keep secret.
    if (!request->key.isEmpty() || request->certificate.contains("PRIVATE KEY-----")) {
        if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
            return output.fail(opened.failure());
    }
    const Result<issuance::AddedCertificate> added = issuance::addCertificate(*invocation.environment, *request);
    if (!added)
        return output.fail(added.failure());
    const QDateTime now = invocation.environment->clock->now();
    output.line(QStringLiteral("%1  %2  %3").arg(added->certificate.id, added->certificate.names.join(QStringLiteral(", ")),
                                                 stateInWords(added->certificate, now)));
    if (added->wasThere)
        output.line(text("It was in the list already."));
    output.object(certificateDetails(added->certificate, now));
    return Done;
}

} // namespace cw::cli
