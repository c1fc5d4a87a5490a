// SPDX-License-Identifier: MIT
#include "output.h"

#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace cw::cli
{

namespace
{

void write(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

Output::Output(Form form, QString schema) : m_form(form), m_schema(std::move(schema)) { }

void Output::line(const QString &text) const
{
    if (m_form == Form::Text)
        write(stdout, text.toUtf8());
}

void Output::object(QJsonObject members) const
{
    if (m_form != Form::Json)
        return;
    members.insert(QStringLiteral("schema"), m_schema);
    write(stdout, QJsonDocument(members).toJson(QJsonDocument::Compact));
}

void Output::event(const QString &name, QJsonObject members) const
{
    members.insert(QStringLiteral("event"), name);
    object(members);
}

void Output::progress(const QString &text) const
{
    if (isatty(STDERR_FILENO))
        write(stderr, text.toUtf8());
}

void Output::warn(const Explanation &words) const
{
    write(stderr, "certwright-cli: " + QStringList {words.title + u'.', words.text, words.nextStep}.join(u' ').toUtf8());
}

ExitCode Output::fail(const Failure &failure, ExitCode code, QJsonObject members) const
{
    const Explanation words = explain(failure);
    QByteArray trouble = "certwright-cli: " + explainInOneLine(failure).toUtf8();
    if (!words.raw.isEmpty())
        trouble += "\n  " + words.raw.toUtf8();
    write(stderr, trouble);
    members.insert(QStringLiteral("exit"), int(code));
    members.insert(QStringLiteral("title"), words.title);
    members.insert(QStringLiteral("text"), words.text);
    members.insert(QStringLiteral("nextStep"), words.nextStep);
    if (const Problem *problem = std::get_if<Problem>(&failure))
        members.insert(QStringLiteral("problem"), QJsonDocument::fromJson(problem->json).object());
    event(QStringLiteral("failed"), members);
    return code;
}

ExitCode Output::fail(const Failure &failure, QJsonObject members) const
{
    return fail(failure, exitCodeOf(failure), members);
}

} // namespace cw::cli
