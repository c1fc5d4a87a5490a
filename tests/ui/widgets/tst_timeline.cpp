// SPDX-License-Identifier: MIT
#include "ui/widgets/timeline.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace cw::ui;

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void everyEventIsReadInOrderOfTime();
    void itsNameSaysHowMuchIsSeenNow();
    void anEmptyTimelineIsDrawnToo();
    void theCurveIsDrawnFromTheReadingSide();

private:
    Timeline::Content m_content;
};

void TestTimeline::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    applyTheme(*qApp, ThemeMode::Light);
    const QDateTime start(QDate(2026, 11, 22), QTime(14, 9), Qt::LocalTime);
    m_content = {.title = QStringLiteral("Seen over time"),
        .steps = {{start, 0}, {start.addSecs(240), 0.58}},
        .events = {{start.addSecs(900), QStringLiteral("old answer gone"), Tone::Warn, true},
            {start, QStringLiteral("order placed")}},
        .now = start.addSecs(720)};
}

void TestTimeline::everyEventIsReadInOrderOfTime()
{
    Timeline timeline;
    timeline.setContent(m_content);
    QCOMPARE(timeline.asText(),
        QStringLiteral("14:09 order placed\n14:09 0 % seen\n14:13 58 % seen\n14:24 old answer gone"));
    QCOMPARE(timeline.accessibleDescription(), timeline.asText());
}

void TestTimeline::itsNameSaysHowMuchIsSeenNow()
{
    Timeline timeline;
    timeline.setContent(m_content);
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&timeline);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Seen over time: 58 % at 14:21"));
    QCOMPARE(interface->role(), QAccessible::Chart);
}

void TestTimeline::anEmptyTimelineIsDrawnToo()
{
    Timeline timeline;
    timeline.setContent({.title = QStringLiteral("Seen over time"), .now = m_content.now});
    timeline.resize(400, timeline.sizeHint().height());
    QVERIFY(!timeline.grab().isNull());
}

void TestTimeline::theCurveIsDrawnFromTheReadingSide()
{
    const auto firstColumn = [this](Qt::LayoutDirection direction) {
        Timeline timeline;
        timeline.setLayoutDirection(direction);
        timeline.setContent(m_content);
        timeline.resize(400, timeline.sizeHint().height());
        const QImage image = timeline.grab().toImage();
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) == theme().tokens().ok)
                    return x;
            }
        }
        return -1;
    };
    QVERIFY(firstColumn(Qt::LeftToRight) >= 0);
    QVERIFY(firstColumn(Qt::LeftToRight) < firstColumn(Qt::RightToLeft));
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
