// SPDX-License-Identifier: MIT
#include "base/explainproblem.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace cw
{

namespace
{

// %1 is the instance URL, or for rateLimited the time of Retry-After.
struct Words {
    const char *kind;
    const char *title;
    const char *text;
    const char *nextStep;
};

constexpr std::array AllWords{
    Words{"dns", QT_TRANSLATE_NOOP("explain", "The certificate authority's DNS lookup failed"),
        QT_TRANSLATE_NOOP("explain", "The authority asked the DNS for the record and got no usable answer."),
        QT_TRANSLATE_NOOP("explain",
            "Compare its words with what your name servers answer now; when all of them have the record, order "
            "again.")},
    Words{"caa", QT_TRANSLATE_NOOP("explain", "A CAA record forbids this certificate authority"),
        QT_TRANSLATE_NOOP("explain",
            "A CAA record of the name, or of a domain above it, says who may issue certificates, and this authority "
            "is not among them."),
        QT_TRANSLATE_NOOP("explain",
            "Add the authority to these CAA records (for *. names: issuewild), or choose one that they allow.")},
    Words{"unauthorized", QT_TRANSLATE_NOOP("explain", "The certificate authority did not accept the proof"),
        QT_TRANSLATE_NOOP("explain",
            "The authority found no TXT record with the expected value, or this account may not do what it asked for."),
        QT_TRANSLATE_NOOP(
            "explain", "Look at the values that all name servers give, remove old ones, and order again.")},
    Words{"incorrectResponse", QT_TRANSLATE_NOOP("explain", "The certificate authority did not accept the proof"),
        QT_TRANSLATE_NOOP("explain", "What the authority found is not what its challenge demands."),
        QT_TRANSLATE_NOOP(
            "explain", "Look at the values that all name servers give, remove old ones, and order again.")},
    Words{"connection", QT_TRANSLATE_NOOP("explain", "The certificate authority could not reach your servers"),
        QT_TRANSLATE_NOOP("explain",
            "The authority tried to connect from the internet to a server of the name, and got no connection."),
        QT_TRANSLATE_NOOP("explain",
            "Check that the name servers can be reached from everywhere, without a firewall for some countries or "
            "networks. Then order again.")},
    Words{"tls", QT_TRANSLATE_NOOP("explain", "The certificate authority met a TLS error"),
        QT_TRANSLATE_NOOP("explain", "The authority connected to a server of the name, but encryption with it failed."),
        QT_TRANSLATE_NOOP("explain", "Check that server, then order again.")},
    Words{"rejectedIdentifier", QT_TRANSLATE_NOOP("explain", "The certificate authority does not issue for this name"),
        QT_TRANSLATE_NOOP("explain", "The authority's rules exclude the name; it says why in its own words."),
        QT_TRANSLATE_NOOP("explain", "Remove the name from the order, correct it, or ask another authority.")},
    Words{"unsupportedIdentifier",
        QT_TRANSLATE_NOOP("explain", "The certificate authority does not certify names of this kind"),
        QT_TRANSLATE_NOOP("explain", "The order asks for something else than the authority issues certificates for."),
        QT_TRANSLATE_NOOP("explain", "Remove the name from the order, or ask another authority.")},
    Words{"malformed", QT_TRANSLATE_NOOP("explain", "The certificate authority did not understand the request"),
        QT_TRANSLATE_NOOP("explain",
            "The authority found a mistake in what it was sent, or the order is no longer in the state for it."),
        QT_TRANSLATE_NOOP("explain", "Read its own words; if they do not help, begin a new order.")},
    Words{"badCSR", QT_TRANSLATE_NOOP("explain", "The certificate authority refused the certificate request (CSR)"),
        QT_TRANSLATE_NOOP("explain", "The key or the names in the request are not as the authority wants them."),
        QT_TRANSLATE_NOOP("explain", "Choose another type of key, such as ECDSA P-256, and order again.")},
    Words{"badPublicKey", QT_TRANSLATE_NOOP("explain", "The certificate authority refused the key"),
        QT_TRANSLATE_NOOP("explain", "The authority does not take keys of this type or strength."),
        QT_TRANSLATE_NOOP("explain", "Choose another type of key, such as ECDSA P-256.")},
    Words{"badSignatureAlgorithm",
        QT_TRANSLATE_NOOP("explain", "The certificate authority cannot verify our signature"),
        QT_TRANSLATE_NOOP("explain", "The authority does not support the signature algorithm of this account's key."),
        QT_TRANSLATE_NOOP("explain", "Make a new account with a key of another type.")},
    Words{"externalAccountRequired",
        QT_TRANSLATE_NOOP("explain", "The certificate authority takes only customers whom it knows"),
        QT_TRANSLATE_NOOP("explain",
            "An account there needs two codes, a key ID and an HMAC key, that link it to an account on the authority's "
            "own website."),
        QT_TRANSLATE_NOOP(
            "explain", "Get the codes from the authority's website, or choose an authority that needs none.")},
    Words{"userActionRequired",
        QT_TRANSLATE_NOOP("explain", "The certificate authority wants you to do something first"),
        QT_TRANSLATE_NOOP("explain", "The authority holds the account until you have visited %1."),
        QT_TRANSLATE_NOOP(
            "explain", "Open that page, do what it asks for (often: agree to new terms), and try again.")},
    // RFC 8555 7.3.3 wants a page named in "instance", and not all CAs do.
    Words{"userActionRequired without a page",
        QT_TRANSLATE_NOOP("explain", "The certificate authority wants you to do something first"),
        QT_TRANSLATE_NOOP("explain", "The authority holds the account until then, and names no page for it."),
        QT_TRANSLATE_NOOP("explain",
            "Read its own words, do what they ask for on its website (often: agree to new terms), and try again.")},
    Words{"invalidProfile", QT_TRANSLATE_NOOP("explain", "The certificate authority does not offer this profile"),
        QT_TRANSLATE_NOOP(
            "explain", "The profile that the order asks for is not, or no longer, among those of the authority."),
        QT_TRANSLATE_NOOP("explain", "Choose another profile, or none, and order again.")},
    Words{"alreadyReplaced", QT_TRANSLATE_NOOP("explain", "This certificate has been renewed already"),
        QT_TRANSLATE_NOOP("explain", "The authority takes only one order in place of a certificate."),
        QT_TRANSLATE_NOOP("explain",
            "Look whether the newer certificate is in use; if not, order without naming the one that is replaced.")},
    Words{"alreadyRevoked", QT_TRANSLATE_NOOP("explain", "The certificate is revoked already"),
        QT_TRANSLATE_NOOP("explain", "Somebody has revoked it before; that cannot be done twice, nor undone."),
        QT_TRANSLATE_NOOP("explain", "There is nothing left to do but to replace it where it is in use.")},
    Words{"badRevocationReason", QT_TRANSLATE_NOOP("explain", "The certificate authority does not take this reason"),
        QT_TRANSLATE_NOOP("explain", "Authorities accept only some of the reasons for a revocation."),
        QT_TRANSLATE_NOOP("explain", "Choose another reason, or none.")},
    Words{"accountDoesNotExist", QT_TRANSLATE_NOOP("explain", "The certificate authority does not know this account"),
        QT_TRANSLATE_NOOP("explain",
            "There is no account for the key that we signed with: it was made at another authority, or deleted."),
        QT_TRANSLATE_NOOP("explain", "Register a new account there, then order again.")},
    Words{"invalidContact", QT_TRANSLATE_NOOP("explain", "The certificate authority refused the contact address"),
        QT_TRANSLATE_NOOP("explain", "The authority could not make use of the e-mail address."),
        QT_TRANSLATE_NOOP("explain", "Correct the address, or leave it empty.")},
    Words{"unsupportedContact", QT_TRANSLATE_NOOP("explain", "The certificate authority refused the contact address"),
        QT_TRANSLATE_NOOP("explain", "The authority does not take contacts of this kind."),
        QT_TRANSLATE_NOOP("explain", "Use an e-mail address, or leave it empty.")},
    Words{"orderNotReady", QT_TRANSLATE_NOOP("explain", "The order is not ready for its certificate"),
        QT_TRANSLATE_NOOP("explain", "The authority does not have the proof for all names of the order yet."),
        QT_TRANSLATE_NOOP("explain", "Look at the names that are still open, let them be validated, and go on.")},
    Words{"serverInternal", QT_TRANSLATE_NOOP("explain", "The certificate authority has trouble of its own"),
        QT_TRANSLATE_NOOP("explain", "An error happened on the authority's side; nothing is wrong here."),
        QT_TRANSLATE_NOOP("explain", "Try again in some minutes, and look at the authority's status page.")},
    Words{"badNonce", QT_TRANSLATE_NOOP("explain", "The certificate authority refused our one-time numbers"),
        QT_TRANSLATE_NOOP("explain",
            "Every request carries a number from the authority that is good once; it refused many of its own in a "
            "row."),
        QT_TRANSLATE_NOOP("explain",
            "Try again in a minute. If it stays so, its servers do not agree with each other: tell its operator.")},
    Words{"alreadyRevoked", QT_TRANSLATE_NOOP("explain", "The certificate is revoked already"),
        QT_TRANSLATE_NOOP("explain", "The authority has taken it back before."),
        QT_TRANSLATE_NOOP("explain", "Nothing is left to do; replace it where it is still used.")},
    Words{"badRevocationReason", QT_TRANSLATE_NOOP("explain", "The authority does not take this reason"),
        QT_TRANSLATE_NOOP("explain", "Authorities let their customers give only some of the reasons that there are."),
        QT_TRANSLATE_NOOP("explain", "Choose another reason, or give none.")},
    Words{"compound", QT_TRANSLATE_NOOP("explain", "The certificate authority found several faults"),
        QT_TRANSLATE_NOOP("explain", "There is more than one reason, each with a name of its own."),
        QT_TRANSLATE_NOOP("explain", "Read what it says about each name.")},
};

QString translated(const char *source)
{
    return QCoreApplication::translate("explain", source);
}

// With the date: some limits last a week.
QString clockTime(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

Explanation rateLimited(const Problem &problem)
{
    Explanation words;
    words.title = QCoreApplication::translate("explain", "A limit of the certificate authority is reached");
    if (problem.retryAfter.isValid()) {
        words.text
            = QCoreApplication::translate("explain", "The authority takes no further request of this kind before %1.")
                  .arg(clockTime(problem.retryAfter));
        words.nextStep = QCoreApplication::translate("explain",
            "Try again after that time; each try before it may make the wait longer. To practise, use a test "
            "authority.");
        return words;
    }
    words.text = QCoreApplication::translate(
        "explain", "The authority takes no further request of this kind for now, and does not say until when.");
    words.nextStep = QCoreApplication::translate(
        "explain", "Read its own words for the limit, and try again later. To practise, use a test authority.");
    return words;
}

// 503 with a Retry-After, often from a gateway in front of the authority and without a document.
Explanation tooBusy(const Problem &problem)
{
    return {QCoreApplication::translate("explain", "The certificate authority is too busy at the moment"),
            QCoreApplication::translate("explain", "It asks for no further request before %1.").arg(clockTime(problem.retryAfter)),
            QCoreApplication::translate("explain", "Nothing is lost: try again after that time."), QString()};
}

Explanation known(const Problem &problem)
{
    QString kind = problem.kind();
    if (kind == u"rateLimited" || (problem.status == 429 && problem.type.isEmpty()))
        return rateLimited(problem);
    if (problem.status == 503 && problem.retryAfter.isValid())
        return tooBusy(problem);
    if (kind == u"userActionRequired" && problem.instance.isEmpty())
        kind = QStringLiteral("userActionRequired without a page");
    const auto found = std::find_if(
        AllWords.begin(), AllWords.end(), [&kind](const Words &words) { return kind == QLatin1String(words.kind); });
    if (found != AllWords.end()) {
        return {translated(found->title), translated(found->text).replace(QStringLiteral("%1"), problem.instance),
            translated(found->nextStep), QString()};
    }
    // A type that we have no words for: those of the authority.
    return {problem.title.isEmpty()
            ? QCoreApplication::translate("explain", "The certificate authority refused the request")
            : problem.title,
        problem.detail, QString(), QString()};
}

QStringList namesIn(const Problem &problem)
{
    QStringList names;
    if (!problem.identifierValue.isEmpty())
        names.append(problem.identifierValue);
    for (const Problem &subproblem : problem.subproblems)
        names.append(namesIn(subproblem));
    names.removeDuplicates();
    return names;
}

// The authority's own words, a line each for the problem and its subproblems.
QString ownWords(const Problem &problem)
{
    const QString words = problem.detail.isEmpty() ? problem.title : problem.detail;
    QStringList lines;
    if (!words.isEmpty())
        lines.append(
            problem.identifierValue.isEmpty() ? words : QStringLiteral("%1: %2").arg(problem.identifierValue, words));
    for (const Problem &subproblem : problem.subproblems)
        lines.append(ownWords(subproblem));
    lines.removeAll(QString());
    return lines.isEmpty() ? problem.type : lines.join(u'\n');
}

} // namespace

Explanation explainProblem(const Problem &problem)
{
    Explanation words = known(problem);
    const QStringList names = namesIn(problem);
    if (!names.isEmpty()) {
        const QString concerns = QCoreApplication::translate("explain", "It is about %1.", "one or more names")
                                     .arg(QLocale().createSeparatedList(names));
        words.text = words.text.isEmpty() ? concerns : words.text + u' ' + concerns;
    }
    words.raw = ownWords(problem);
    return words;
}

} // namespace cw
