// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"

#include <QDateTime>
#include <QWidget>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace cw::ui
{

class Card;

// One finding in its three parts: what we saw, what it means, what to do; then the evidence, which can be copied.
class FindingView : public QWidget
{
    Q_OBJECT

public:
    // `prefix` begins the object names: "pre" gives pre.evidence and pre.copy.
    explicit FindingView(const QString &prefix, QWidget *parent = nullptr);

    void showFinding(const checks::Finding &finding, const QDateTime &asked);
    QString evidenceText() const; // commands and results with their time

private:
    void showSteps(const QStringList &steps);
    void showEvidence(const QList<checks::Evidence> &evidence);

    QString m_prefix;
    checks::Finding m_finding;
    QDateTime m_asked;
    QWidget *m_sawPart;
    QLabel *m_saw;
    QWidget *m_meansPart;
    QLabel *m_means;
    Card *m_todo;
    QGridLayout *m_steps;
    Card *m_evidence;
    QGridLayout *m_lines;
};

} // namespace cw::ui
