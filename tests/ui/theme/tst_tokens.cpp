// SPDX-License-Identifier: MIT
#include "ui/theme/tokens.h"

#include <QTest>

#include <cmath>

using namespace cw::ui;

// The colours are read and told apart: WCAG 2.1 asks for 4.5 for text and 3 for edges and pictures.
class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPairHasTheContrastItNeeds_data();
    void everyPairHasTheContrastItNeeds();
    void contrastIsTheOneOfTheSpecification_data();
    void contrastIsTheOneOfTheSpecification();
    void everyToneHasItsOwnInk();
    void aHighContrastSystemKeepsItsColours();
};

void TestTokens::everyPairHasTheContrastItNeeds_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const auto &[name, t] : {std::pair{"light", lightTokens()}, std::pair{"dark", darkTokens()}}) {
        const auto add = [theme = name](const char *pair, const QColor &front, const QColor &ground, double least) {
            QTest::addRow("%s: %s", theme, pair) << front << ground << least;
        };
        add("text on win", t.text, t.win, 4.5);
        add("text on rail", t.text, t.rail, 4.5);
        add("text on surface", t.text, t.surface, 4.5);
        add("text on raised", t.text, t.raised, 4.5);
        add("text on accentSoft", t.text, t.accentSoft, 4.5);
        add("text on okSoft", t.text, t.okSoft, 4.5);
        add("text on warnSoft", t.text, t.warnSoft, 4.5);
        add("text on failSoft", t.text, t.failSoft, 4.5);
        add("text2 on win", t.text2, t.win, 4.5);
        add("text2 on rail", t.text2, t.rail, 4.5);
        add("text2 on surface", t.text2, t.surface, 4.5);
        add("text2 on raised", t.text2, t.raised, 4.5);
        add("text2 on accentSoft", t.text2, t.accentSoft, 4.5);
        add("text2 on okSoft", t.text2, t.okSoft, 4.5);
        add("text2 on failSoft", t.text2, t.failSoft, 4.5);
        add("text2 on pendSoft", t.text2, t.pendSoft, 4.5);
        add("onAccent on accent", t.onAccent, t.accent, 4.5);
        add("accent on win", t.accent, t.win, 4.5);
        add("accent on surface", t.accent, t.surface, 4.5);
        add("accent on raised", t.accent, t.raised, 4.5);
        add("accent on accentSoft", t.accent, t.accentSoft, 4.5);
        add("accent on failSoft", t.accent, t.failSoft, 4.5);
        add("accent on okSoft", t.accent, t.okSoft, 4.5);
        add("ok on surface", t.ok, t.surface, 4.5);
        add("ok on okSoft", t.ok, t.okSoft, 4.5);
        add("warn on surface", t.warn, t.surface, 4.5);
        add("warn on warnSoft", t.warn, t.warnSoft, 4.5);
        add("fail on surface", t.fail, t.surface, 4.5);
        add("fail on failSoft", t.fail, t.failSoft, 4.5);
        add("pend on surface", t.pend, t.surface, 4.5);
        add("pend on pendSoft", t.pend, t.pendSoft, 4.5);
        add("edge of a field on surface", t.strong, t.surface, 3);
        add("edge of a button on win", t.strong, t.win, 3);
        add("mark inside of the ok disc", t.surface, t.ok, 3);
        add("mark inside of the fail octagon", t.surface, t.fail, 3);
        add("mark inside of the warn triangle", t.surface, t.warn, 3);
    }
}

void TestTokens::everyPairHasTheContrastItNeeds()
{
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = contrast(front, ground);
    QVERIFY2(found >= least, qPrintable(QStringLiteral("%1 < %2").arg(found).arg(least)));
}

void TestTokens::contrastIsTheOneOfTheSpecification_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("expected");
    const Tokens light = lightTokens();
    const Tokens dark = darkTokens();
    QTest::newRow("light strong") << light.strong << light.surface << 3.46;
    QTest::newRow("dark strong") << dark.strong << dark.surface << 4.14;
    QTest::newRow("light text2") << light.text2 << light.surface << 6.58;
    QTest::newRow("dark text2") << dark.text2 << dark.surface << 7.80;
    QTest::newRow("light text2 on rail") << light.text2 << light.rail << 5.60;
    QTest::newRow("dark text2 on rail") << dark.text2 << dark.rail << 9.02;
    QTest::newRow("light accent") << light.accent << light.surface << 6.01;
    QTest::newRow("dark accent") << dark.accent << dark.surface << 7.55;
    QTest::newRow("light accentSoft") << light.accent << light.accentSoft << 5.19;
    QTest::newRow("dark accentSoft") << dark.accent << dark.accentSoft << 6.18;
    QTest::newRow("light okSoft") << light.ok << light.okSoft << 4.90;
    QTest::newRow("dark okSoft") << dark.ok << dark.okSoft << 6.82;
    QTest::newRow("light warnSoft") << light.warn << light.warnSoft << 5.56;
    QTest::newRow("dark warnSoft") << dark.warn << dark.warnSoft << 7.85;
    QTest::newRow("light failSoft") << light.fail << light.failSoft << 5.67;
    QTest::newRow("dark failSoft") << dark.fail << dark.failSoft << 6.67;
    QTest::newRow("light pendSoft") << light.pend << light.pendSoft << 5.07;
    QTest::newRow("dark pendSoft") << dark.pend << dark.pendSoft << 5.81;
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
}

void TestTokens::contrastIsTheOneOfTheSpecification()
{
    QFETCH(QColor, front);
    QFETCH(QColor, ground);
    QFETCH(double, expected);
    QVERIFY2(
        std::abs(contrast(front, ground) - expected) < 0.011, qPrintable(QString::number(contrast(front, ground))));
    QCOMPARE(contrast(front, ground), contrast(ground, front));
}

void TestTokens::everyToneHasItsOwnInk()
{
    for (const Tokens &tokens : {lightTokens(), darkTokens()}) {
        QSet<QRgb> inks;
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Ok, Tone::Warn, Tone::Fail, Tone::Pend})
            inks.insert(tokens.ink(tone).rgb());
        QCOMPARE(inks.size(), 6);
    }
}

void TestTokens::aHighContrastSystemKeepsItsColours()
{
    QPalette system(Qt::white, Qt::black, Qt::white, Qt::white, Qt::white, Qt::white, Qt::white, Qt::black, Qt::black);
    system.setColor(QPalette::Highlight, Qt::yellow);
    const Tokens tokens = systemTokens(system);
    QCOMPARE(tokens.surface, QColor(Qt::black));
    QCOMPARE(tokens.ink(Tone::Fail), QColor(Qt::white));
    QCOMPARE(tokens.accent, QColor(Qt::yellow));
    for (const Tone tone : {Tone::Accent, Tone::Ok, Tone::Warn, Tone::Fail, Tone::Pend})
        QCOMPARE(tokens.soft(tone), tokens.surface);
}

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
