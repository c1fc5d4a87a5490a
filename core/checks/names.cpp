// SPDX-License-Identifier: MIT
#include "checks/names.h"

#include "checks/idna.h"
#include "checks/publicsuffix.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace cw::checks
{

namespace
{

using Fault = BadInput::Fault;

struct Wrong {
    Fault fault;
    QString part; // what exactly is wrong, for BadInput::detail
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetterDigitHyphen(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || c == u'-';
}

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
}

bool isNumber(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), isDigit);
}

QString lowerAscii(QString text)
{
    for (QChar &c : text) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + 0x20);
    }
    return text;
}

// UTS 46 2.3: these are label separators too.
QString withPlainDots(QString text)
{
    for (const char16_t dot : {u'\u3002', u'\uFF0E', u'\uFF61'})
        text.replace(QChar(dot), u'.');
    return text;
}

// The host of a pasted address: without scheme, user, port, path, and the "DNS:" that OpenSSL puts in front.
QString hostOf(const QString &text)
{
    static const QRegularExpression scheme(
        QStringLiteral("^([a-z][a-z0-9+.-]*:)?//([^/?#]*@)?"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression openssl(QStringLiteral("^DNS:\\s*"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression rest(QStringLiteral("[/?#].*$"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression port(QStringLiteral("^(\\[[^\\]]*\\]|[^:]*):\\d*$"));
    QString host = withPlainDots(text.trimmed());
    host.remove(scheme).remove(openssl).remove(rest);
    if (const auto match = port.match(host); match.hasMatch())
        host = match.captured(1);
    if (host.endsWith(u'.') && host.size() > 1)
        host.chop(1);
    return lowerAscii(host);
}

bool isIpAddress(const QString &host)
{
    if (host.contains(u':')) {
        QString inner = host;
        inner.remove(u'[').remove(u']');
        return !QHostAddress(inner.section(u'%', 0, 0)).isNull();
    }
    const QStringList labels = host.split(u'.');
    return std::all_of(labels.cbegin(), labels.cend(), isNumber);
}

// Faults that can be seen before anything is mapped or converted.
std::optional<Wrong> wrongCharacters(const QString &label)
{
    if (label.isEmpty())
        return Wrong{Fault::EmptyLabel, QString()};
    if (label.contains(u'*'))
        return Wrong{Fault::BadWildcard, label};
    if (label.contains(u'_'))
        return Wrong{Fault::Underscore, label};
    for (const QChar c : label) {
        if (c.unicode() < 0x80 && !isLetterDigitHyphen(c))
            return Wrong{Fault::BadCharacter, QString(c)};
    }
    return std::nullopt;
}

// Of the labels that are sent: letters, digits, hyphens (RFC 1035 2.3.1; RFC 5890 2.3.1).
std::optional<Wrong> wrongLabel(const QString &label)
{
    if (const auto wrong = wrongCharacters(label))
        return wrong;
    if (label.size() > 63)
        return Wrong{Fault::LabelTooLong, label};
    if (label.startsWith(u"xn--"))
        return std::nullopt; // idnaForms() decides
    if (label.startsWith(u'-') || label.endsWith(u'-'))
        return Wrong{Fault::BadHyphen, label};
    if (label.mid(2, 2) == u"--")
        return Wrong{Fault::ReservedLabel, label};
    return std::nullopt;
}

Fault faultOf(IdnaError error, const QString &label)
{
    switch (error) {
    case IdnaError::LabelTooLong:
        return Fault::LabelTooLong;
    case IdnaError::NameTooLong:
        return Fault::NameTooLong;
    case IdnaError::BadPunycode:
        return Fault::BadPunycode;
    case IdnaError::None:
    case IdnaError::NotAllowed:
        break;
    }
    return isAscii(label) ? Fault::BadPunycode : Fault::NotAllowedByIdna;
}

// Which label IDNA refuses. Only together when the direction of writing (bidi) is at fault: then it is the whole name.
Wrong wrongInternational(const QString &host, IdnaError error)
{
    const QStringList labels = host.split(u'.');
    for (const QString &label : labels) {
        if (const IdnaError its = idnaForms(label).error; its != IdnaError::None)
            return {faultOf(its, label), label};
    }
    return {faultOf(error, host), host};
}

// RFC 6761, 6762, 7686, 8375 and names that are in wide use inside of networks.
bool isSpecialUse(const QString &ascii)
{
    static const QStringList topLevels{QStringLiteral("local"), QStringLiteral("localhost"), QStringLiteral("test"),
        QStringLiteral("invalid"), QStringLiteral("example"), QStringLiteral("onion"), QStringLiteral("internal"),
        QStringLiteral("lan"), QStringLiteral("corp"), QStringLiteral("home"), QStringLiteral("mail"),
        QStringLiteral("localdomain"), QStringLiteral("intranet"), QStringLiteral("private"), QStringLiteral("alt")};
    return topLevels.contains(ascii.section(u'.', -1)) || ascii == u"home.arpa" || ascii.endsWith(u".home.arpa");
}

// What a public CA refuses beyond syntax (Boulder, policy/pa.go).
std::optional<Wrong> wrongForPublicCa(const QString &base)
{
    const QString topLevel = base.section(u'.', -1);
    if (isSpecialUse(base))
        return Wrong{Fault::NotPublic, base.endsWith(u"home.arpa") ? QStringLiteral("home.arpa") : topLevel};
    if (!hasKnownTopLevel(base))
        return Wrong{Fault::UnknownTld, topLevel};
    if (isIcannSuffix(base))
        return Wrong{Fault::PublicSuffix, base};
    if (base.count(u'.') >= 10)
        return Wrong{Fault::TooManyLabels, QString::number(base.count(u'.') + 1)};
    return std::nullopt;
}

// 253 octets in text form (RFC 1035 2.3.4), and "_acme-challenge." has to fit in front.
constexpr int LongestName = 253;
constexpr int LongestBaseName = LongestName - 16;

std::optional<Wrong> wrongAscii(const QString &base, CaScope scope)
{
    for (const QString &label : base.split(u'.')) {
        if (const auto wrong = wrongLabel(label))
            return wrong;
    }
    if (base.size() > (scope == CaScope::Any ? LongestName : LongestBaseName))
        return Wrong{Fault::NameTooLong, QString::number(base.size())};
    return std::nullopt;
}

bool anyLabelMixesScripts(const QString &unicode)
{
    const QStringList labels = unicode.split(u'.');
    return std::any_of(labels.cbegin(), labels.cend(), mixesScripts);
}

std::optional<Wrong> wrongAsTyped(const QString &host)
{
    if (host.isEmpty())
        return Wrong{Fault::EmptyName, QString()};
    if (isIpAddress(host))
        return Wrong{Fault::IpAddress, host};
    for (const QString &label : host.split(u'.')) {
        if (const auto wrong = wrongCharacters(label))
            return wrong;
    }
    return std::nullopt;
}

} // namespace

Result<CheckedName> checkName(const QString &text, CaScope scope)
{
    const auto refuse = [&text](const Wrong &wrong) {
        return Failure(BadInput{wrong.fault, text.trimmed(), wrong.part});
    };

    const QString host = hostOf(text);
    CheckedName name;
    name.isWildcard = host.startsWith(u"*.");
    const QString typed = name.isWildcard ? host.mid(2) : host;
    if (const auto wrong = wrongAsTyped(typed))
        return refuse(*wrong);
    // ASCII is checked before IDNA, whose words about an over-long or odd plain label help nobody.
    if (isAscii(typed)) {
        if (const auto wrong = wrongAscii(typed, scope))
            return refuse(*wrong);
    }
    const IdnaForms forms = idnaForms(typed);
    if (forms.error != IdnaError::None)
        return refuse(wrongInternational(typed, forms.error));
    if (const auto wrong = wrongAscii(forms.ascii, scope))
        return refuse(*wrong);
    // A top level domain may have CAA records; "localhost" and its like are no names of DNS.
    const auto unpublic = wrongForPublicCa(forms.ascii);
    const bool isSpecial = unpublic && unpublic->fault == Fault::NotPublic;
    if (!forms.ascii.contains(u'.') && (scope != CaScope::Any || isSpecial))
        return refuse({Fault::SingleLabel, forms.ascii});
    if (scope == CaScope::Public && unpublic)
        return refuse(*unpublic);
    const QString star = name.isWildcard ? QStringLiteral("*.") : QString();
    name.ascii = star + forms.ascii;
    name.unicode = star + forms.unicode;
    name.mixesScripts = anyLabelMixesScripts(forms.unicode);
    return name;
}

QStringList splitNames(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    return text.split(separators, Qt::SkipEmptyParts);
}

} // namespace cw::checks
