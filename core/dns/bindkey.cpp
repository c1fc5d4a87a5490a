// SPDX-License-Identifier: MIT
// Reads the key files that tsig-keygen and rndc-confgen write.
#include "dns/tsig.h"

namespace cw::dns
{

namespace
{

// Words, strings without their quotes, and { } ; as words of their own. Comments are left out.
QList<QByteArray> wordsOf(const QByteArray &text)
{
    QList<QByteArray> words;
    QByteArray word;
    const auto endWord = [&] {
        if (!word.isEmpty())
            words.append(std::exchange(word, {}));
    };
    const auto skipTo = [&text](qsizetype from, const char *end) {
        const qsizetype at = text.indexOf(end, from);
        return at < 0 ? text.size() : at;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const QByteArrayView two = QByteArrayView(text).sliced(i, qMin<qsizetype>(2, text.size() - i));
        if (c == '#' || two == "//") {
            endWord();
            i = skipTo(i, "\n");
        } else if (two == "/*") {
            endWord();
            i = skipTo(i + 2, "*/") + 1;
        } else if (c == '"') {
            endWord();
            const qsizetype end = skipTo(i + 1, "\"");
            words.append(text.mid(i + 1, end - i - 1));
            i = end;
        } else if (c == '{' || c == '}' || c == ';') {
            endWord();
            words.append(QByteArray(1, c));
        } else if (QByteArrayView(" \t\r\n").contains(c)) {
            endWord();
        } else {
            word += c;
        }
    }
    endWord();
    return words;
}

BadInput fault(BadInput::Fault kind, const QByteArray &keyName, const QByteArray &detail = {})
{
    return {kind, QString::fromUtf8(keyName), QString::fromUtf8(detail)};
}

// "hmac-md5" as BIND writes it, or the algorithm's domain name. Its use is a "MUST NOT", RFC 8945 6.
bool isMd5(const QByteArray &algorithm)
{
    const QByteArray plain = algorithm.toLower();
    return plain == "hmac-md5" || plain == "hmac-md5." || plain.startsWith("hmac-md5.sig-alg.reg.int");
}

} // namespace

Result<TsigKey> readBindKey(const QByteArray &text)
{
    const QList<QByteArray> words = wordsOf(text);
    qsizetype start = 0;
    while (start < words.size() && !(words[start] == "key" && words.value(start + 2) == "{"))
        ++start;
    const QByteArray keyName = words.value(start + 1);
    const std::optional<Name> name = Name::parse(QString::fromUtf8(keyName));
    if (start >= words.size() || !name)
        return Failure(fault(BadInput::Fault::KeyFileWithoutKey, keyName));

    QByteArray algorithm;
    QByteArray secret;
    for (qsizetype i = start + 3; i + 1 < words.size() && words[i] != "}"; ++i) {
        if (words[i] == "algorithm")
            algorithm = words[++i];
        else if (words[i] == "secret")
            secret = words[++i];
    }
    if (isMd5(algorithm))
        return Failure(fault(BadInput::Fault::KeyFileMd5, keyName, algorithm));
    const auto digest = tsigAlgorithmFromName(QString::fromUtf8(algorithm));
    if (!digest)
        return Failure(fault(BadInput::Fault::KeyFileUnknownAlgorithm, keyName, algorithm));
    // A failure never holds the secret, not even a bad one.
    const auto decoded = QByteArray::fromBase64Encoding(secret.simplified().replace(' ', ""),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).isEmpty())
        return Failure(fault(BadInput::Fault::KeyFileBadSecret, keyName));
    return TsigKey {*name, *digest, *decoded};
}

} // namespace cw::dns
