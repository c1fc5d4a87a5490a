// SPDX-License-Identifier: MIT
#pragma once

#include "output.h"
#include "store/orderrecord.h"

#include <QJsonArray>
#include <QMap>

namespace cw::cli
{

// Each name of a placed order with its state and, where there is one, the CA's problem.
QJsonArray namesToJson(const store::OrderRecord &order);

// Takes the names for which the CA refused to order (RFC 8555 6.7.1) out of the draft and says which. False: it named none, or
// nothing would be left.
bool leaveOutRefused(const Output &output, store::OrderRecord &order, const Failure &failure);

// The failure, and how the single names stand: what is proved may be known to the CA in a new order. Gives the exit code.
int failWithNames(const Output &output, const store::OrderRecord &order, const Failure &failure);

// Tells of names that the CA was not content with when it looked; it may look again (RFC 8555 8.2). Each of its words once.
class TroubleOutput
{
public:
    explicit TroubleOutput(const Output &output) : m_output(output) { }
    void say(const store::OrderRecord &order);

private:
    const Output &m_output;
    QMap<QString, QJsonObject> m_said; // by name
};

} // namespace cw::cli
