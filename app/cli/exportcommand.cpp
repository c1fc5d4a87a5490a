// SPDX-License-Identifier: MIT
// export: a certificate in the form that another program wants.
#include "arguments.h"
#include "certificatecommands.h"
#include "command.h"
#include "issuance/saveflow.h"
#include "linefile.h"
#include "output.h"
#include "secrets.h"

#include <QCoreApplication>
#include <QDir>

#include <array>

namespace cw::cli
{

using issuance::FileKind;

namespace
{

struct Format {
    const char *name;
    FileKind kind;
};

constexpr std::array Formats {
    Format {"pem", FileKind::FullChain},  Format {"der", FileKind::Der},           Format {"pkcs12", FileKind::Pkcs12},
    Format {"pkcs7", FileKind::Pkcs7},    Format {"combined", FileKind::Combined}, Format {"key", FileKind::Key},
};

struct Wish {
    FileKind kind = FileKind::FullChain;
    QString path;
    issuance::SaveRequest request;
};

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

Failure missing(const char *option)
{
    return BadInput {BadInput::Fault::MissingOption, {}, QLatin1String(option)};
}

Result<FileKind> readFormat(const QString &name)
{
    QStringList known;
    for (const Format &format : Formats) {
        if (name == QLatin1String(format.name))
            return format.kind;
        known.append(QLatin1String(format.name));
    }
    return Failure(BadInput {BadInput::Fault::UnknownFormat, name, known.join(QStringLiteral(", "))});
}

Result<Nothing> readPkcs12(const Arguments &arguments, Wish &wish)
{
    const bool isPkcs12 = wish.kind == FileKind::Pkcs12;
    for (const char *option : {"key-passphrase-file", "legacy"}) {
        if (!isPkcs12 && arguments.isSet(option))
            return Failure(BadInput {BadInput::Fault::BadOption, QStringLiteral("--") + QLatin1String(option), {}});
    }
    if (!isPkcs12)
        return Nothing();
    if (!arguments.isSet("key-passphrase-file"))
        return missing("--key-passphrase-file");
    const Result<QByteArray> passphrase = firstLineOf(arguments.value("key-passphrase-file"));
    if (!passphrase)
        return passphrase.failure();
    wish.request.pkcs12Passphrase = QString::fromUtf8(*passphrase);
    if (arguments.isSet("legacy"))
        wish.request.pkcs12Cipher = crypto::Pkcs12Cipher::TripleDes;
    return Nothing();
}

Result<Wish> readWish(const Arguments &arguments)
{
    Wish wish;
    if (!arguments.isSet("format"))
        return missing("--format");
    if (!arguments.isSet("out"))
        return missing("--out");
    const Result<FileKind> kind = readFormat(arguments.value("format"));
    if (!kind)
        return kind.failure();
    wish.kind = *kind;
    wish.path = QDir::current().absoluteFilePath(arguments.value("out"));
    if (arguments.isSet("force"))
        wish.request.ifExists = issuance::SaveRequest::IfExists::Replace;
    if (const Result<Nothing> read = readPkcs12(arguments, wish); !read)
        return read.failure();
    return wish;
}

// Nobody is asked to open the key store for what holds no key.
Result<Nothing> openSecretsFor(const Wish &wish, const Arguments &arguments, const Invocation &invocation)
{
    if (!issuance::holdsKey(wish.kind))
        return Nothing();
    return openSecrets(arguments, *invocation.environment);
}

} // namespace

int exportCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("export"), text("Writes a certificate into a file; see “certificates”."), QStringLiteral("ID"), StoreOptions);
    QCommandLineParser &parser = arguments.parser();
    parser.addOption({QStringLiteral("format"), text("pem (certificate and chain), der, pkcs7, or with the key: pkcs12, combined, key."), QStringLiteral("format")});
    parser.addOption({QStringLiteral("out"), text("The file; with the key in it only you can read it."), QStringLiteral("file")});
    parser.addOption({QStringLiteral("key-passphrase-file"), text("pkcs12: file whose first line is the passphrase to write it under."), QStringLiteral("file")});
    parser.addOption({QStringLiteral("legacy"), text("pkcs12: 3DES instead of AES-256, for programs that know nothing newer.")});
    parser.addOption({QStringLiteral("force"), text("Replace a file that is there.")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/export/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments);
    if (!wish)
        return output.fail(wish.failure());
    const Result<store::CertificateRecord> record = certificateNamed(arguments, invocation.environment->home);
    if (!record)
        return output.fail(record.failure());
    if (const Result<Nothing> opened = openSecretsFor(*wish, arguments, invocation); !opened)
        return output.fail(opened.failure());
    const Result<Nothing> saved = issuance::saveFile(*invocation.environment, *record, wish->kind, wish->path, wish->request);
    if (!saved)
        return output.fail(saved.failure());
    output.line(wish->path);
    output.object({{QStringLiteral("certificate"), record->id},
                   {QStringLiteral("format"), arguments.value("format")},
                   {QStringLiteral("file"), wish->path},
                   {QStringLiteral("holdsKey"), issuance::holdsKey(wish->kind)}});
    return Done;
}

} // namespace cw::cli
