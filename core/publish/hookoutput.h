// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace cw::publish
{

// Takes secret values out of what a program writes. A value of several lines is also looked for line by line.
class SecretMask
{
public:
    explicit SecretMask(const QStringList &secrets);

    QByteArray masked(QByteArray bytes) const;
    qsizetype longest() const { return m_longest; }

private:
    QList<QByteArray> m_secrets; // the longest first
    qsizetype m_longest = 0;
};

// For showing: what would move the cursor, ring or turn the text around becomes a visible character.
QString harmlessText(const QString &text);

// What a program writes, cut into lines as it comes. However much it is, only the first 16 kB and the last 48 kB are kept.
// Bytes that are not UTF-8 become U+FFFD, secret values "•••".
class HookOutput
{
public:
    enum Stream { Standard, Error };
    using LineListener = std::function<void(const QString &line)>;

    HookOutput(SecretMask mask, LineListener onLine);

    void take(Stream stream, const QByteArray &bytes);
    void finish(); // what is left without an end of line

    QString kept() const;
    // Of the standard output alone: its first 64 kB, without blanks around, secrets taken out.
    QString standardOutput() const;

private:
    void addLine(Stream stream, const QByteArray &line);
    void keep(const QByteArray &text);

    SecretMask m_mask;
    LineListener m_onLine;
    QByteArray m_pending[2];
    QByteArray m_head;
    QByteArray m_tail;
    qint64 m_leftOut = 0;
    QByteArray m_standardOutput;
    int m_linesTold = 0;
};

// The last lines of a text that are not empty, oldest first.
QString lastLines(const QString &text, qsizetype count);

} // namespace cw::publish
