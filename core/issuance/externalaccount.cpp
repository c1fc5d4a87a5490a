// SPDX-License-Identifier: MIT
#include "issuance/externalaccount.h"

#include <algorithm>

namespace cw::issuance
{

namespace
{

// "A key of the same size as the hash output ... or larger MUST be used" (RFC 7518 3.2): 32 bytes. Not every authority keeps
// to it, so only what cannot be whole is refused.
constexpr qsizetype ShortestMacKey = 16;

QString withoutBlanks(const QString &text)
{
    QString kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](QChar c) { return !c.isSpace() && c != QChar(0xfeff) && c != QChar(0x200b); });
    return kept;
}

std::optional<QByteArray> decoded(const QString &macKey)
{
    QString text = withoutBlanks(macKey);
    text.replace(u'+', u'-').replace(u'/', u'_');
    while (text.endsWith(u'='))
        text.chop(1);
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; });
    if (text.isEmpty() || !isAscii || text.size() % 4 == 1)
        return std::nullopt;
    const auto result = QByteArray::fromBase64Encoding(
        text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(*result) : std::nullopt;
}

bool mentionsAny(const QString &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const char *word) { return text.contains(QLatin1String(word), Qt::CaseInsensitive); });
}

} // namespace

Result<acme::ExternalAccount> readExternalAccount(const QString &keyId, const QString &macKey)
{
    const QString id = withoutBlanks(keyId);
    if (id.isEmpty())
        return Failure(BadInput {BadInput::Fault::EabKeyIdMissing, {}, {}});
    const std::optional<QByteArray> key = decoded(macKey);
    if (!key) // never with what was entered: it is a secret
        return Failure(BadInput {BadInput::Fault::EabMacUnreadable, {}, {}});
    if (key->size() < ShortestMacKey)
        return Failure(BadInput {BadInput::Fault::EabMacTooShort, {}, QString::number(key->size())});
    return acme::ExternalAccount {id, *key};
}

EabCode refusedCode(const Failure &failure)
{
    const auto *problem = std::get_if<Problem>(&failure);
    if (!problem)
        return EabCode::Neither;
    const QString kind = problem->kind();
    const QString &words = problem->detail;
    const bool isAboutCodes = kind == u"externalAccountRequired"
        || mentionsAny(words, {"external account", "externalAccount", "EAB", "HMAC", "kid", "key id", "key identifier", "MAC key"});
    if (kind != u"unauthorized" && kind != u"accountDoesNotExist" && !isAboutCodes)
        return EabCode::Neither;
    return mentionsAny(words, {"signature", "HMAC", "MAC key", "verif"}) ? EabCode::MacKey : EabCode::KeyId;
}

} // namespace cw::issuance
