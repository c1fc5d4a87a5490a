// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"

#include <QObject>

namespace cw::issuance
{
class PracticeSession;
}

namespace cw::ui
{

// The practice mode of the window: off, starting or on.
class PracticeMode : public QObject
{
    Q_OBJECT

public:
    explicit PracticeMode(issuance::EnvironmentPtr real, QObject *parent = nullptr);
    ~PracticeMode() override;

    bool isStarting() const { return m_isStarting; }
    bool isOn() const;
    issuance::EnvironmentPtr environment() const; // null while it is not on
    issuance::AuthorityChoice authority() const; // the practice CA; only while it is on
    // A draft at the practice CA; only while it is on.
    std::unique_ptr<issuance::OrderController> newOrder() const;
    void prepare(issuance::OrderController &order) const; // an order that is continued

    void start();
    void end();

Q_SIGNALS:
    void changed();
    void failed(const cw::Failure &failure);

private:
    const issuance::EnvironmentPtr m_real;
    std::unique_ptr<issuance::PracticeSession> m_session;
    bool m_isStarting = false;
};

} // namespace cw::ui
