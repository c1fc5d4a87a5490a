// SPDX-License-Identifier: MIT
#include "ui/shell/practicemode.h"

#include "issuance/practicesession.h"

namespace cw::ui
{

using issuance::OrderController;
using issuance::PracticeSession;

PracticeMode::PracticeMode(issuance::EnvironmentPtr real, QObject *parent) : QObject(parent), m_real(std::move(real)) { }

PracticeMode::~PracticeMode() = default;

bool PracticeMode::isOn() const
{
    return m_session && !m_isStarting && m_session->isRunning();
}

issuance::EnvironmentPtr PracticeMode::environment() const
{
    return isOn() ? m_session->environment() : nullptr;
}

std::unique_ptr<OrderController> PracticeMode::newOrder() const
{
    Q_ASSERT(isOn());
    auto order = std::make_unique<OrderController>(m_session->environment());
    prepare(*order);
    order->setAuthority(authority());
    return order;
}

issuance::AuthorityChoice PracticeMode::authority() const
{
    return {tr("Practice CA"), QUrl(m_session->address().directoryUrl), m_session->caRootPem(), true, true};
}

void PracticeMode::prepare(OrderController &order) const
{
    order.setPracticeKey(m_session->updateKey());
}

void PracticeMode::start()
{
    if (m_isStarting || isOn())
        return;
    m_isStarting = true;
    m_session = std::make_unique<PracticeSession>(*m_real);
    connect(m_session.get(), &PracticeSession::ready, this, [this] {
        m_isStarting = false;
        Q_EMIT changed();
    });
    connect(m_session.get(), &PracticeSession::failed, this, [this](const Failure &failure) {
        m_isStarting = false;
        m_session.release()->deleteLater(); // it is telling us this
        Q_EMIT changed();
        Q_EMIT failed(failure);
    });
    Q_EMIT changed();
    m_session->start();
}

void PracticeMode::end()
{
    m_isStarting = false;
    m_session.reset();
    Q_EMIT changed();
}

} // namespace cw::ui
