// SPDX-License-Identifier: MIT
#include "ui/widgets/announce.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace cw::ui;
using namespace std::chrono_literals;

class TestAnnounce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLiveLabelCarriesTheText();
    void repetitionsAreNotSpoken();
    void withinThePauseOnlyTheLastOneWaits();
    void whatIsSaidAgainBeforeThePauseEndsIsDropped();
    void eachWindowHasOneLiveLabel();
};

void TestAnnounce::theLiveLabelCarriesTheText()
{
    QWidget window;
    announce(&window, QStringLiteral("ns2 has it"));
    const auto *live = window.findChild<QLabel *>(QStringLiteral("live"));
    QVERIFY(live);
    QCOMPARE(live->accessibleName(), QStringLiteral("ns2 has it"));
    window.show();
    QVERIFY(live->isVisible()); // hidden from the eyes by its size, but not from screen readers
    QCOMPARE(live->size(), QSize(1, 1));
    QCOMPARE(window.grab().toImage().pixelColor(0, 0), window.palette().color(QPalette::Window));
}

void TestAnnounce::repetitionsAreNotSpoken()
{
    QWidget window;
    Announcer announcer(&window, 0ms);
    QSignalSpy spoken(&announcer, &Announcer::spoken);
    announcer.say(QStringLiteral("2 of 4"));
    QCoreApplication::processEvents();
    announcer.say(QStringLiteral("2 of 4"));
    QCoreApplication::processEvents();
    QCOMPARE(spoken.size(), 1);
}

void TestAnnounce::withinThePauseOnlyTheLastOneWaits()
{
    QWidget window;
    Announcer announcer(&window, 20ms);
    QSignalSpy spoken(&announcer, &Announcer::spoken);
    for (const char16_t *text : {u"1 of 4", u"2 of 4", u"3 of 4"})
        announcer.say(QString::fromUtf16(text));
    QCOMPARE(spoken.size(), 1);
    QCOMPARE(spoken.first().first().toString(), QStringLiteral("1 of 4"));
    QTRY_COMPARE(spoken.size(), 2);
    QCOMPARE(spoken.last().first().toString(), QStringLiteral("3 of 4"));
}

void TestAnnounce::whatIsSaidAgainBeforeThePauseEndsIsDropped()
{
    QWidget window;
    Announcer announcer(&window, 20ms);
    announcer.say(QStringLiteral("ready"));
    announcer.say(QStringLiteral("not ready"));
    announcer.say(QStringLiteral("ready"));
    QTRY_VERIFY(!announcer.isPausing());
    QCOMPARE(announcer.live()->text(), QStringLiteral("ready"));
}

void TestAnnounce::eachWindowHasOneLiveLabel()
{
    QWidget window;
    QWidget child(&window);
    announce(&window, QStringLiteral("one"));
    announce(&child, QStringLiteral("two"));
    QCOMPARE(window.findChildren<QLabel *>(QStringLiteral("live")).size(), 1);
}

QTEST_MAIN(TestAnnounce)
#include "tst_announce.moc"
