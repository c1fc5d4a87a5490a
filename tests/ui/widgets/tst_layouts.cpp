// SPDX-License-Identifier: MIT
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/expander.h"
#include "ui/widgets/pagescroll.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace cw::ui;

namespace
{

QString longText()
{
    return QStringLiteral("Resolvers that check DNSSEC answer SERVFAIL for this question. ").repeated(12);
}

} // namespace

class TestLayouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void wrappedTextGetsTheHeightItNeeds();
    void aPageIsNoHigherThanItsContentNeeds();
    void contentIsCappedAndLeads();
    void hidingSomethingShrinksThePage();
    void aCardIsAsHighAsItsContent();
    void aCardWithoutATitleHasNoTitleLine();
    void anExpanderOpensAndCloses_data();
    void anExpanderOpensAndCloses();
    void theButtonOfAnExpanderSaysWhatItDoes();
};

void TestLayouts::wrappedTextGetsTheHeightItNeeds()
{
    PageScroll scroll;
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    QLabel *label = newLabel(longText(), TextRole::Body);
    layout->addWidget(label);
    scroll.setPage(page);
    scroll.resize(300, 120);
    scroll.show();
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
    QVERIFY(scroll.verticalScrollBar()->maximum() > 0);
    QCOMPARE(scroll.horizontalScrollBar()->maximum(), 0);
    QTRY_COMPARE(page->width(), scroll.viewport()->width());
}

void TestLayouts::aPageIsNoHigherThanItsContentNeeds()
{
    PageScroll scroll;
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(newLabel(longText(), TextRole::Body));
    scroll.setPage(page);
    scroll.resize(900, 700);
    scroll.show();
    QTRY_COMPARE(page->height(), scroll.viewport()->height());
    QCOMPARE(scroll.verticalScrollBar()->maximum(), 0);
}

void TestLayouts::contentIsCappedAndLeads()
{
    PageScroll scroll;
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(newLabel(longText(), TextRole::Body));
    scroll.setPage(page);
    scroll.resize(1700, 400);
    scroll.show();
    QTRY_COMPARE(page->width(), 1240);
    QCOMPARE(page->x(), 0);
}

void TestLayouts::hidingSomethingShrinksThePage()
{
    PageScroll scroll;
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    QLabel *label = newLabel(longText(), TextRole::Body);
    layout->addWidget(label);
    layout->addWidget(newLabel(longText(), TextRole::Body));
    scroll.setPage(page);
    scroll.resize(300, 120);
    scroll.show();
    const int before = page->height();
    label->hide();
    QTRY_VERIFY(page->height() < before);
}

void TestLayouts::aCardIsAsHighAsItsContent()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *card = new Card(QStringLiteral("What will be needed in DNS"));
    QLabel *label = newLabel(longText(), TextRole::Small);
    card->body()->addWidget(label);
    layout->addWidget(card);
    layout->addStretch();
    window.resize(500, 900);
    window.show();
    QCOMPARE(label->height(), label->heightForWidth(label->width()));
    QCOMPARE(label->x(), 18);
    QCOMPARE(card->height() - label->geometry().bottom() - 1, 14);
}

void TestLayouts::aCardWithoutATitleHasNoTitleLine()
{
    Card card;
    auto *label = new QLabel(QStringLiteral("x"));
    card.body()->addWidget(label);
    card.show();
    QCOMPARE(label->y(), 14);
    card.setTitle(QStringLiteral("Account"));
    QTRY_VERIFY(label->y() > 14 + 10);
    QCOMPARE(card.accessibleName(), QStringLiteral("Account"));
}

void TestLayouts::anExpanderOpensAndCloses_data()
{
    QTest::addColumn<Motion>("motion");
    QTest::newRow("at once") << Motion::Reduced;
    QTest::newRow("moving") << Motion::Full;
}

void TestLayouts::anExpanderOpensAndCloses()
{
    QFETCH(Motion, motion);
    theme().setMotion(motion);
    Expander expander(QStringLiteral("May the CA issue?"));
    auto *inside = new QLabel(QStringLiteral("No CAA record up to the root: every CA may issue."));
    expander.content()->addWidget(inside);
    expander.show();
    QSignalSpy changed(&expander, &Expander::openChanged);
    QVERIFY(inside->isVisible());
    QTest::keyClick(expander.toggle(), Qt::Key_Space);
    QVERIFY(!expander.isOpen());
    QTRY_VERIFY(!inside->isVisible());
    QTest::keyClick(expander.toggle(), Qt::Key_Space);
    QTRY_VERIFY(inside->isVisible());
    QTRY_VERIFY(inside->height() >= inside->sizeHint().height());
    QCOMPARE(changed.size(), 2);
    theme().setMotion(Motion::System);
}

void TestLayouts::theButtonOfAnExpanderSaysWhatItDoes()
{
    Expander expander(QStringLiteral("May the CA issue?"));
    QCOMPARE(expander.toggle()->accessibleName(), QStringLiteral("Hide the details of: May the CA issue?"));
    expander.setOpen(false);
    QCOMPARE(expander.toggle()->accessibleName(), QStringLiteral("Show the details of: May the CA issue?"));
}

QTEST_MAIN(TestLayouts)
#include "tst_layouts.moc"
