// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

namespace cw::ui
{

class TrialNotice;
class ZonesField;

// What a panel of step 4 is shown.
struct MethodView {
    const issuance::IssueState &state;
    QString scope; // the zone that is set up; empty: every zone without a way of its own
    store::PublishSettings settings; // stored for it
    QStringList zones; // that use them
    bool knowsSecret = false; // of `settings`; it need not be entered again
};

// One way to publish with its settings, "Use for zones", and its trial. Keeps what is typed: what is stored comes in only
// where it is other than what was shown last, or when another zone is set up.
class MethodPanel : public Card
{
    Q_OBJECT

public:
    MethodPanel(const QString &way, const QString &title, QWidget *parent = nullptr);

    const QString &way() const { return m_way; }
    // Reads settings of another way as none.
    virtual void showView(const MethodView &view) = 0;
    // What is not entered yet, as the footer says it; empty: nothing is missing.
    virtual QString missing() const { return {}; }
    // What is typed, unchecked; without the secret.
    virtual issuance::MethodChoice draft() const;
    // Checks every field and shows what is wrong at it; null when something is.
    virtual std::optional<issuance::MethodChoice> choice() { return draft(); }
    virtual bool isAsStored() const { return true; } // nothing to hand over
    // What is entered goes on being used for another scope: nothing is emptied at the next showView().
    virtual void keepFor(const QString &) { }
    // Below the panel: what one has to know of this way.
    virtual QString note() const { return {}; }

Q_SIGNALS:
    void edited(); // a field was left with another content than before
    void trialRequested();
    void zoneChosen(const QString &zone); // "Use for zones"

protected:
    ZonesField *zonesField() const { return m_zones; }
    TrialNotice *trial() const { return m_trial; }
    // To be called by showView(): zones and trial.
    void showCommon(const MethodView &view);

private:
    QString m_way;
    ZonesField *m_zones; // to be put into the layout
    TrialNotice *m_trial; // likewise
};

// "By hand": nothing to be set.
class ManualPanel : public MethodPanel
{
    Q_OBJECT

public:
    explicit ManualPanel(QWidget *parent = nullptr);

    void showView(const MethodView &view) override { showCommon(view); }
};

} // namespace cw::ui
