// SPDX-License-Identifier: MIT
#pragma once

#include "base/explain.h"
#include "exitcode.h"

#include <QJsonObject>
#include <QString>

namespace cw::cli
{

// Text or JSON lines to stdout, trouble to stderr, a progress line on stderr when it is a terminal. Any thread, one at a time.
class Output
{
public:
    enum class Form { Text, Json };
    Output(Form form, QString schema);

    bool isJson() const { return m_form == Form::Json; }
    // In text form only.
    void line(const QString &text) const;
    // In JSON form only; adds the schema and the event's name.
    void event(const QString &name, QJsonObject members) const;
    // In JSON form only: one whole object, with the schema.
    void object(QJsonObject members) const;
    void progress(const QString &text) const;
    // Something to think about, on stderr; everything goes on.
    void warn(const Explanation &words) const;
    // The reason in words on stderr, and the last JSON line; gives the exit code back.
    ExitCode fail(const Failure &failure, ExitCode code, QJsonObject members = {}) const;
    ExitCode fail(const Failure &failure, QJsonObject members = {}) const;

private:
    Form m_form;
    QString m_schema;
};

} // namespace cw::cli
