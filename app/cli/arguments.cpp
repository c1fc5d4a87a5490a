// SPDX-License-Identifier: MIT
#include "arguments.h"

#include "checks/validationnames.h"
#include "crypto/certificate.h"
#include "crypto/privatekey.h"
#include "dns/endpoint.h"
#include "issuance/authorities.h"
#include "issuance/externalaccount.h"
#include "store/atomicfile.h"

#include <QCoreApplication>

namespace cw::cli
{

using Fault = BadInput::Fault;

namespace
{

struct OptionText {
    int group;
    const char *name;
    const char *value; // null: a switch
    const char *text;
};

constexpr OptionText Options[] = {
    {CaOptions, "directory", "url", QT_TRANSLATE_NOOP("cli", "Directory of the ACME server.")},
    {CaOptions, "ca", "preset", QT_TRANSLATE_NOOP("cli", "A known authority: letsencrypt, zerossl, google, sslcom, actalis, letsencrypt-staging.")},
    {CaOptions, "ca-root", "pem", QT_TRANSLATE_NOOP("cli", "Root certificate to trust for the connection to the CA.")},
    {CaOptions, "ca-root-sha256", "fingerprint", QT_TRANSLATE_NOOP("cli", "SHA-256 fingerprint that the root must have, with or without colons.")},
    {PolicyOptions, "caa-identity", "domain", QT_TRANSLATE_NOOP("cli", "Name of the CA in CAA records; may be repeated. The CA is not asked then.")},
    {PolicyOptions, "account-uri", "uri", QT_TRANSLATE_NOOP("cli", "Account URL, for CAA records that name one.")},
    {ChallengeOptions, "challenge", "type", QT_TRANSLATE_NOOP("cli", "How names are proved: dns-01 (default), dns-account-01 or dns-persist-01 (a standing record).")},
    {AccountOptions, "contact", "mail", QT_TRANSLATE_NOOP("cli", "E-mail address for the CA; several with commas.")},
    {AccountOptions, "agree-terms", nullptr, QT_TRANSLATE_NOOP("cli", "I have read the terms of service of the CA and agree.")},
    {AccountOptions, "eab-kid", "id", QT_TRANSLATE_NOOP("cli", "Key identifier of your customer account (EAB), for CAs that want one.")},
    {AccountOptions, "eab-hmac-file", "file", QT_TRANSLATE_NOOP("cli", "File with the HMAC key that goes with it, as base64 or base64url.")},
    {KeyOptions, "key-type", "type", QT_TRANSLATE_NOOP("cli", "ec256 (default), ec384, rsa2048, rsa3072 or rsa4096.")},
    {KeyOptions, "csr", "file", QT_TRANSLATE_NOOP("cli", "Your own request (PKCS#10, PEM or DER): its names and its key; no privkey.pem is written.")},
    {KeyOptions, "reuse-key", "id", QT_TRANSLATE_NOOP("cli", "Use the key of this certificate once more; see “certificates”.")},
    {KeyOptions, "key-passphrase-file", "file", QT_TRANSLATE_NOOP("cli", "File whose first line is the passphrase that privkey.pem is written under.")},
    {KeyOptions, "profile", "name", QT_TRANSLATE_NOOP("cli", "Profile of the certificate, one of those that the CA offers.")},
    {KeyOptions, "not-after", "time", QT_TRANSLATE_NOOP("cli", "Wanted end of the certificate, such as 2027-01-31T12:00:00Z; not every CA takes it.")},
    {KeyOptions, "replaces", "id", QT_TRANSLATE_NOOP("cli", "Certificate that this one renews, see “certificates”; its names are taken without --name.")},
    {PublishOptions, "publish", "way", QT_TRANSLATE_NOOP("cli", "manual (default), rfc2136, acme-dns or hook.")},
    {PublishOptions, "publish-zone", "zone=way", QT_TRANSLATE_NOOP("cli", "Another way for one zone, the zone that the record ends in after all aliases; may be repeated.")},
    {PublishOptions, "rfc2136-server", "address[:port]", QT_TRANSLATE_NOOP("cli", "Update server; default: the zone's SOA MNAME.")},
    {PublishOptions, "tsig-key-file", "file", QT_TRANSLATE_NOOP("cli", "BIND key file for the update.")},
    {PublishOptions, "gss-tsig", nullptr, QT_TRANSLATE_NOOP("cli", "Sign the update with your Kerberos ticket, through nsupdate.")},
    {PublishOptions, "acme-dns-account", "file", QT_TRANSLATE_NOOP("cli", "Accounts at acme-dns, as acme-dns-client, lego or acme.sh keep them.")},
    {PublishOptions, "acme-dns-server", "url", QT_TRANSLATE_NOOP("cli", "Server of the accounts whose file does not name it.")},
    {PublishOptions, "acme-dns-root", "pem", QT_TRANSLATE_NOOP("cli", "Root certificate to trust for the connection to acme-dns.")},
    {PublishOptions, "hook-format", "format", QT_TRANSLATE_NOOP("cli", "How the hook is called: certbot, dehydrated, acme.sh or lego.")},
    {PublishOptions, "hook", "program", QT_TRANSLATE_NOOP("cli", "The hook; for acme.sh the script of its dnsapi.")},
    {PublishOptions, "hook-cleanup", "program", QT_TRANSLATE_NOOP("cli", "certbot's cleanup hook; without it a hook that looks at CERTBOT_AUTH_OUTPUT is called again.")},
    {PublishOptions, "hook-env", "name=value", QT_TRANSLATE_NOOP("cli", "A variable for the hook that is no secret; may be repeated.")},
    {PublishOptions, "hook-secret-file", "file", QT_TRANSLATE_NOOP("cli", "Secret variables for the hook: a line NAME=value for each; kept in the key store.")},
    {PublishOptions, "hook-timeout", "seconds", QT_TRANSLATE_NOOP("cli", "Time limit of each run of the hook (300).")},
    {PublishOptions, "hook-chain", nullptr, QT_TRANSLATE_NOOP("cli", "dehydrated: all records in one call.")},
    {PublishOptions, "hook-raw", nullptr, QT_TRANSLATE_NOOP("cli", "lego: call it in its RAW mode.")},
    {PublishOptions, "ttl", "seconds", QT_TRANSLATE_NOOP("cli", "Time to live of the TXT records (60).")},
    {StoreOptions, "key-store", "kind", QT_TRANSLATE_NOOP("cli", "keychain, file or plain.")},
    {StoreOptions, "passphrase-file", "file", QT_TRANSLATE_NOOP("cli", "File whose first line is the passphrase of the encrypted key store.")},
    {DnsOptions, "resolver", "address[:port]", QT_TRANSLATE_NOOP("cli", "Recursive resolver to ask instead of the system's and the public ones; may be repeated.")},
    {DnsOptions, "doh", "url", QT_TRANSLATE_NOOP("cli", "The same over HTTPS: https://dns.example/dns-query, with {?dns} at the end to ask by GET; may be repeated.")},
    {DnsOptions, "dns-port", "port", QT_TRANSLATE_NOOP("cli", "Port of authoritative servers (53).")},
    {DnsOptions, "no-public-resolvers", nullptr, QT_TRANSLATE_NOOP("cli", "Ask no public resolvers (Cloudflare, Google, Quad9) beside the system's.")},
    {OutOptions, "out", "folder", QT_TRANSLATE_NOOP("cli", "Gets cert.pem, chain.pem, fullchain.pem and privkey.pem.")},
    {OutOptions, "force", nullptr, QT_TRANSLATE_NOOP("cli", "Replace files that are there.")},
};

Failure badOption(const char *option, const QString &value)
{
    return BadInput {Fault::BadOption, value, QStringLiteral("--") + QLatin1String(option)};
}

QString knownIds()
{
    QStringList ids;
    for (const issuance::Authority &authority : issuance::knownAuthorities())
        ids.append(authority.id);
    return ids.join(QStringLiteral(", "));
}

} // namespace

Arguments::Arguments(const QString &command, const QString &summary, const QString &positional, int groups)
    : m_groups(groups)
{
    m_parser.setApplicationDescription(summary);
    m_parser.addPositionalArgument(command, summary, command);
    if (!positional.isEmpty())
        m_parser.addPositionalArgument(QStringLiteral("argument"), {}, positional);
    m_parser.addHelpOption();
    m_parser.addOption({QStringLiteral("json"), QCoreApplication::translate("cli", "Answer in JSON.")});
    m_parser.addOption({QStringLiteral("verbose"), QCoreApplication::translate("cli", "Show requests and DNS questions on stderr.")});
    addOptions(groups);
}

void Arguments::addOptions(int groups)
{
    for (const OptionText &option : Options) {
        if (!(groups & option.group))
            continue;
        const QString text = QCoreApplication::translate("cli", option.text);
        if (option.value)
            m_parser.addOption({QLatin1String(option.name), text, QLatin1String(option.value)});
        else
            m_parser.addOption({QLatin1String(option.name), text});
    }
}

bool Arguments::isAnySet(OptionGroup group) const
{
    return std::any_of(std::begin(Options), std::end(Options),
                       [&](const OptionText &option) { return option.group == group && isSet(option.name); });
}

Result<Nothing> Arguments::parse(const QStringList &arguments)
{
    if (!m_parser.parse(arguments))
        return Failure(BadInput {Fault::BadOption, m_parser.errorText(), {}});
    if (m_parser.isSet(QStringLiteral("help")))
        m_parser.showHelp(0);
    return Nothing();
}

Result<Nothing> Arguments::readCa(store::OrderRecord &order) const
{
    if (isSet("ca")) {
        const std::optional<issuance::Authority> authority = issuance::authorityById(value("ca"));
        if (!authority)
            return Failure(BadInput {Fault::UnknownAuthority, value("ca"), knownIds()});
        order.authorityName = authority->name;
        order.directoryUrl = authority->directory.toString();
        order.isPrivateCa = false;
    }
    if (isSet("directory")) {
        const QUrl url(value("directory"), QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty())
            return Failure(BadInput {Fault::BadUrl, value("directory"), {}});
        if (url.scheme() != u"https")
            return Failure(BadInput {Fault::NotHttps, value("directory"), {}});
        order.authorityName = url.host();
        order.directoryUrl = url.toString();
        order.isPrivateCa = true;
    }
    if (isSet("ca-root")) {
        const Result<QByteArray> pem = store::readFile(value("ca-root"));
        if (!pem)
            return Failure(BadInput {Fault::RootFileUnreadable, value("ca-root"), {}});
        const Result<QList<crypto::Certificate>> roots = crypto::readCertificates(*pem);
        if (!roots)
            return Failure(BadInput {Fault::RootFileWithoutCertificate, value("ca-root"), {}});
        if (isSet("ca-root-sha256")) {
            const QByteArray wanted = QByteArray::fromHex(value("ca-root-sha256").toLatin1());
            if (wanted != roots->first().sha256) {
                return Failure(BadInput {Fault::FingerprintDiffers, value("ca-root-sha256"),
                                         crypto::fingerprintText(roots->first().sha256)});
            }
        }
        order.caRootPem = *pem;
    }
    if (order.directoryUrl.isEmpty())
        return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("--directory, --ca")});
    return Nothing();
}

Result<Nothing> Arguments::readAccount(store::OrderRecord &order) const
{
    if (!takes(AccountOptions))
        return Nothing();
    if (isSet("contact"))
        order.contact = value("contact");
    if (isSet("agree-terms"))
        order.hasAgreedToTerms = true;
    return Nothing();
}

Result<std::optional<acme::ExternalAccount>> Arguments::readExternalAccount() const
{
    if (!takes(AccountOptions) || (!isSet("eab-kid") && !isSet("eab-hmac-file")))
        return std::optional<acme::ExternalAccount>();
    if (!isSet("eab-hmac-file"))
        return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("--eab-hmac-file")});
    const Result<QByteArray> text = store::readFile(value("eab-hmac-file"), 64 * 1024);
    if (!text)
        return text.failure();
    const Result<acme::ExternalAccount> codes = issuance::readExternalAccount(value("eab-kid"), QString::fromUtf8(*text));
    return codes ? Result<std::optional<acme::ExternalAccount>>(std::optional(*codes)) : codes.failure();
}

Result<Nothing> Arguments::readKey(store::OrderRecord &order) const
{
    if (!isSet("key-type"))
        return Nothing();
    if (!crypto::certificateKeyTypeFromName(value("key-type")))
        return badOption("key-type", value("key-type"));
    order.keyType = value("key-type");
    return Nothing();
}

Result<Nothing> Arguments::readDns(store::OrderRecord &order) const
{
    const QStringList addresses = values("resolver");
    for (const QString &address : addresses) {
        if (!dns::parseEndpoint(address))
            return Failure(BadInput {Fault::BadAddress, address, QStringLiteral("--resolver")});
    }
    const QStringList urls = values("doh");
    for (const QString &url : urls) {
        if (!dns::parseDoh(url))
            return Failure(BadInput {Fault::BadDohUrl, url, QStringLiteral("--doh")});
    }
    if (!addresses.isEmpty() || !urls.isEmpty())
        order.dns.resolvers = addresses + urls;
    if (isSet("no-public-resolvers"))
        order.dns.asksPublicResolvers = false;
    if (isSet("dns-port")) {
        const int port = value("dns-port").toInt();
        if (port < 1 || port > 65535)
            return Failure(BadInput {Fault::BadPort, value("dns-port"), QStringLiteral("--dns-port")});
        order.dns.authoritativePort = port;
    }
    return Nothing();
}

Result<Nothing> Arguments::readChallenge(store::OrderRecord &order) const
{
    if (!isSet("challenge"))
        return Nothing();
    if (!checks::isDnsChallenge(value("challenge")))
        return badOption("challenge", value("challenge"));
    order.challengeType = value("challenge");
    return Nothing();
}

checks::CaScope scopeOf(const store::OrderRecord &order)
{
    return order.isPrivateCa ? checks::CaScope::Private : checks::CaScope::Public;
}

} // namespace cw::cli
