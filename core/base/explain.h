// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

namespace cw
{

// A failure in words: the state, the reason, the next step, in this order. Translated; callable on any thread.
struct Explanation {
    QString title; // "The name server does not know the TSIG key"
    QString text; // the reason, naming the server, record or file
    QString nextStep; // what the user can do
    QString raw; // the words of the server or system, as they came; may be empty
};

// The only place that makes text out of a Failure.
Explanation explain(const Failure &failure);

// A TSIG key that works, but with an algorithm that is to be replaced (dns::isWeak): a warning, not a failure.
Explanation explainWeakKey(const QString &keyName, const QString &algorithm);

// title, text and nextStep as one line for a terminal.
QString explainInOneLine(const Failure &failure);

} // namespace cw
