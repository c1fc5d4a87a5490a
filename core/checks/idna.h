// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace cw::checks
{

enum class IdnaError { None, BadPunycode, NotAllowed, LabelTooLong, NameTooLong };

struct IdnaForms {
    IdnaError error = IdnaError::None;
    QString ascii; // lower-case A-labels
    QString unicode; // U-labels
};

// Both forms of a name (UTS 46, non-transitional: "faß" stays another name than "fass"). ASCII labels that are no
// A-labels pass as they are, in lower case: their syntax is checked elsewhere.
IdnaForms idnaForms(const QString &name);

// Letters of different scripts in one label, other than those that belong together in Chinese, Japanese and Korean
// writing ("highly restrictive", UTS 39 5.2). Such a name can look like another one.
bool mixesScripts(const QString &unicodeLabel);

} // namespace cw::checks
