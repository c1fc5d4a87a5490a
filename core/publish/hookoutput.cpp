// SPDX-License-Identifier: MIT
#include "publish/hookoutput.h"

#include <QUrl>

#include <algorithm>

namespace cw::publish
{

namespace
{

constexpr qsizetype HeadSize = 16 * 1024;
constexpr qsizetype TailSize = 48 * 1024;
constexpr qsizetype MostStandardOutput = 64 * 1024;
constexpr qsizetype LongestLine = 4096;
// The log takes one entry a line; a program that never stops writing must not fill memory with them.
constexpr int MostLinesTold = 5000;

bool isHarmful(QChar c)
{
    const ushort code = c.unicode();
    const bool isControl = code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
    const bool turnsText = code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
        || (code >= 0x2066 && code <= 0x2069);
    return (isControl && code != '\t') || turnsText;
}

QChar pictureOf(QChar c)
{
    constexpr ushort pictures = 0x2400; // U+2400 SYMBOL FOR NULL and so on
    if (c.unicode() < 0x20)
        return QChar(ushort(pictures + c.unicode()));
    return c.unicode() == 0x7f ? QChar(0x2421) : QChar(QChar::ReplacementCharacter);
}

// The nearest place at or before `position` where no character of UTF-8 is cut.
qsizetype characterBegin(const QByteArray &text, qsizetype position)
{
    qsizetype begin = qBound<qsizetype>(0, position, text.size());
    const auto isInside = [&](qsizetype at) { return at < text.size() && (uchar(text[at]) & 0xc0) == 0x80; };
    for (int steps = 0; steps < 3 && begin > 0 && isInside(begin); ++steps)
        --begin;
    return begin;
}

} // namespace

SecretMask::SecretMask(const QStringList &secrets)
{
    const auto add = [this](const QByteArray &secret) {
        if (!secret.isEmpty() && !m_secrets.contains(secret))
            m_secrets.append(secret);
    };
    constexpr qsizetype leastLine = 4; // a shorter line of a longer value says nothing
    for (const QString &secret : secrets) {
        add(secret.toUtf8());
        add(QUrl::toPercentEncoding(secret));
        const QList<QByteArray> lines = secret.toUtf8().split('\n');
        for (const QByteArray &line : lines) {
            if (lines.size() > 1 && line.trimmed().size() >= leastLine)
                add(line.trimmed());
        }
    }
    std::sort(m_secrets.begin(), m_secrets.end(), [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
    m_longest = m_secrets.isEmpty() ? 0 : m_secrets.first().size();
}

QByteArray SecretMask::masked(QByteArray bytes) const
{
    for (const QByteArray &secret : m_secrets)
        bytes.replace(secret, "\u2022\u2022\u2022");
    return bytes;
}

QString harmlessText(const QString &text)
{
    QString shown = text;
    std::transform(shown.begin(), shown.end(), shown.begin(), [](QChar c) { return isHarmful(c) ? pictureOf(c) : c; });
    return shown;
}

HookOutput::HookOutput(SecretMask mask, LineListener onLine) : m_mask(std::move(mask)), m_onLine(std::move(onLine)) { }

void HookOutput::take(Stream stream, const QByteArray &bytes)
{
    QByteArray &pending = m_pending[stream];
    pending += bytes;
    qsizetype begin = 0;
    for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n', begin)) {
        addLine(stream, pending.mid(begin, end - begin));
        begin = end + 1;
    }
    pending.remove(0, begin);
    if (pending.size() <= LongestLine + m_mask.longest())
        return;
    // A line without end: the beginning of a secret may be the last that has come, so that much waits.
    const QByteArray masked = m_mask.masked(pending);
    const qsizetype cut = characterBegin(masked, masked.size() - qMax<qsizetype>(0, m_mask.longest() - 1));
    addLine(stream, masked.first(cut));
    pending = masked.sliced(cut);
}

void HookOutput::finish()
{
    for (const Stream stream : {Standard, Error}) {
        if (!m_pending[stream].isEmpty())
            addLine(stream, m_pending[stream]);
        m_pending[stream].clear();
    }
}

void HookOutput::addLine(Stream stream, const QByteArray &line)
{
    QByteArray masked = m_mask.masked(line);
    if (stream == Standard && m_standardOutput.size() < MostStandardOutput)
        m_standardOutput += masked.left(MostStandardOutput - m_standardOutput.size()) + '\n';
    if (masked.endsWith('\r'))
        masked.chop(1);
    const QString text = harmlessText(QString::fromUtf8(masked));
    keep(text.toUtf8() + '\n');
    if (m_linesTold < MostLinesTold)
        m_onLine(text);
    else if (m_linesTold == MostLinesTold)
        m_onLine(QStringLiteral("[\u2026]"));
    m_linesTold = qMin(m_linesTold + 1, MostLinesTold + 1);
}

void HookOutput::keep(const QByteArray &text)
{
    const qsizetype intoHead = m_tail.isEmpty() ? characterBegin(text, HeadSize - m_head.size()) : 0;
    m_head += text.first(intoHead);
    m_tail += text.sliced(intoHead);
    if (m_tail.size() < 2 * TailSize)
        return;
    m_leftOut += m_tail.size() - TailSize;
    m_tail = m_tail.last(TailSize);
}

QString HookOutput::kept() const
{
    const QByteArray tail = m_tail.last(qMin(m_tail.size(), TailSize));
    const qint64 leftOut = m_leftOut + m_tail.size() - tail.size();
    if (leftOut == 0)
        return QString::fromUtf8(m_head + tail);
    return QString::fromUtf8(m_head) + QStringLiteral("\n[\u2026 %1 B \u2026]\n").arg(leftOut) + QString::fromUtf8(tail);
}

QString HookOutput::standardOutput() const
{
    // Measured in the end: of a byte that is not text three are made, and no variable can be longer than 128 kB.
    const QByteArray text = QString::fromUtf8(m_standardOutput).remove(QChar(QChar::Null)).trimmed().toUtf8();
    return QString::fromUtf8(text.first(characterBegin(text, MostStandardOutput)));
}

QString lastLines(const QString &text, qsizetype count)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(qMax<qsizetype>(0, lines.size() - count)).join(u'\n');
}

} // namespace cw::publish
