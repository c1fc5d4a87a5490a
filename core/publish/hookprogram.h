// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "publish/hooksettings.h"

namespace cw::publish
{

// What somebody entered as program: the name of a file if there is one (with blanks and all), else a command line, split at
// blanks outside of double quotes. "~/" is the home folder; the first word is looked for in PATH when it has no slash. For
// acme.sh "dns_x" is also looked for where acme.sh is installed.
QStringList hookWords(const QString &entered, HookFormat format);

// "dns_x" of ".../dns_x.sh"
QString acmeShName(const QString &script);

// "sh", or "bash" for a script whose first line wants it and when there is one.
QString acmeShShell(const QString &script);

// The program that a script's first line names, if it does not exist: what the system's "no such file" is about then.
QString missingInterpreter(const QString &program);

// A text file without a first line "#!...": a shell runs it as a script of its own, the system alone does not.
bool needsShell(const QString &program);

// A certbot hook that is told apart by CERTBOT_AUTH_OUTPUT does both jobs: the variable is only there for the clean-up, and
// the program (or a file of its command line) has its name in it.
bool cleansUpToo(const HookSettings &settings);

// The failure is HookUnusable with one of these as `detail`: "missing", "folder", "not-executable", "not-readable",
// "no-function" (acme.sh; `server` is empty, `name` the function), "no-interpreter PATH".
Result<Nothing> checkHookProgram(const HookSettings &settings, const QString &entered);

// A folder above the program, or the program itself, that every user of this computer may change; empty if there is none.
QString worldWritablePart(const QString &program);

} // namespace cw::publish
