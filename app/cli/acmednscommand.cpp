// SPDX-License-Identifier: MIT
#include "acmednscommand.h"

#include "arguments.h"
#include "output.h"
#include "store/atomicfile.h"

#include <QCoreApplication>

namespace cw::cli
{

Result<QList<publish::AcmeDnsAccount>> readAcmeDnsFile(const QString &path)
{
    const Result<QByteArray> text = store::readFile(path);
    if (!text)
        return Failure(BadInput {BadInput::Fault::AcmeDnsFileUnreadable, path, {}});
    return publish::readAcmeDnsAccounts(*text, path);
}

Result<QStringList> readAcmeDnsNames(const QStringList &texts)
{
    QStringList names;
    for (const QString &text : texts) {
        const Result<checks::CheckedName> name = checks::checkName(text, checks::CaScope::Private);
        if (!name)
            return name.failure();
        if (!dns::Name::parse(QStringLiteral("_acme-challenge.") + name->baseName()))
            return Failure(BadInput {BadInput::Fault::NameTooLong, name->ascii, {}});
        if (!names.contains(name->baseName()))
            names.append(name->baseName());
    }
    if (names.isEmpty())
        return Failure(BadInput {BadInput::Fault::NoNames, {}, {}});
    return names;
}

int acmeDnsCommand(const Invocation &invocation)
{
    const QString word = invocation.arguments.value(1);
    const Invocation rest {invocation.arguments.mid(1), invocation.environment};
    if (word == u"register")
        return acmeDnsRegister(rest);
    if (word == u"check")
        return acmeDnsCheck(rest);
    Arguments arguments(QStringLiteral("acme-dns"),
                        QCoreApplication::translate("cli", "Accounts at an acme-dns server: “register” opens them, “check” looks for their CNAME records. Each has a --help of its own."),
                        QStringLiteral("register|check NAME..."), 0);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/acme-dns/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    if (word.isEmpty())
        return output.fail(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("register|check")});
    return output.fail(BadInput {BadInput::Fault::BadOption, word, {}});
}

} // namespace cw::cli
