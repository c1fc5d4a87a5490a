// SPDX-License-Identifier: MIT
#include "checks/names.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using Fault = BadInput::Fault;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesName_data();
    void takesName();
    void refusesForAPublicCa_data();
    void refusesForAPublicCa();
    void aPrivateCaMayHaveItsOwnNames_data();
    void aPrivateCaMayHaveItsOwnNames();
    void aPrivateCaStillNeedsGoodSyntax();
    void saysWhichPartIsWrong();
    void seesMixedScripts_data();
    void seesMixedScripts();
    void splitsWhatIsPasted();
};

void TestNames::takesName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ascii");
    QTest::addColumn<QString>("unicode");
    const auto row
        = [](const char *name, const QString &text, const QString &ascii, const QString &unicode = QString()) {
              QTest::newRow(name) << text << ascii << (unicode.isEmpty() ? ascii : unicode);
          };
    row("plain", u"www.example.org"_s, u"www.example.org"_s);
    row("capitals", u"WWW.Example.ORG"_s, u"www.example.org"_s);
    row("final dot", u"example.org."_s, u"example.org"_s);
    row("blanks around", u"  example.org\t\n"_s, u"example.org"_s);
    row("wildcard", u"*.example.org"_s, u"*.example.org"_s);
    row("URL", u"https://www.example.org/path?query#part"_s, u"www.example.org"_s);
    row("URL with user and port", u"HTTPS://me:secret@www.example.org:8443/"_s, u"www.example.org"_s);
    row("without scheme", u"//www.example.org/"_s, u"www.example.org"_s);
    row("port", u"www.example.org:443"_s, u"www.example.org"_s);
    row("final dot and port", u"www.example.org.:443"_s, u"www.example.org"_s);
    row("wildcard in a URL", u"https://*.example.org:443/"_s, u"*.example.org"_s);
    row("as openssl prints it", u"DNS:www.example.org"_s, u"www.example.org"_s);
    row("digits", u"123.example.org"_s, u"123.example.org"_s);
    row("label of 63", QString(63, u'a') + u".org"_s, QString(63, u'a') + u".org"_s);
    row("hyphens inside", u"a--b.example.org"_s, u"a--b.example.org"_s);
    row("ten labels", u"a.b.c.d.e.f.g.h.example.org"_s, u"a.b.c.d.e.f.g.h.example.org"_s);
    row("wildcard above ten labels", u"*.a.b.c.d.e.f.g.h.example.org"_s, u"*.a.b.c.d.e.f.g.h.example.org"_s);
    row("private suffix", u"me.github.io"_s, u"me.github.io"_s);
    row("exception in the suffix list", u"www.ck"_s, u"www.ck"_s);
    row("IDN", u"bücher.example.org"_s, u"xn--bcher-kva.example.org"_s, u"bücher.example.org"_s);
    row("IDN in capitals", u"BÜCHER.example.org"_s, u"xn--bcher-kva.example.org"_s, u"bücher.example.org"_s);
    row("IDN decomposed", u"bu\u0308cher.example.org"_s, u"xn--bcher-kva.example.org"_s, u"bücher.example.org"_s);
    row("IDN wildcard", u"*.bücher.de"_s, u"*.xn--bcher-kva.de"_s, u"*.bücher.de"_s);
    row("A-label", u"XN--bcher-kva.de"_s, u"xn--bcher-kva.de"_s, u"bücher.de"_s);
    row("sharp s stays itself", u"faß.de"_s, u"xn--fa-hia.de"_s, u"faß.de"_s);
    row("international TLD", u"пример.рф"_s, u"xn--e1afmkfd.xn--p1ai"_s, u"пример.рф"_s);
    row("ideographic dots", u"例。example。org"_s, u"xn--fsq.example.org"_s, u"例.example.org"_s);
    row("zero width space in it", u"www\u200b.example.org"_s, u"www.example.org"_s);
}

void TestNames::takesName()
{
    QFETCH(QString, text);
    QFETCH(QString, ascii);
    QFETCH(QString, unicode);
    const Result<CheckedName> name = checkName(text, CaScope::Public);
    QVERIFY2(name.isOk(), name.isOk() ? "" : qPrintable(std::get<BadInput>(name.failure()).detail));
    QCOMPARE(name->ascii, ascii);
    QCOMPARE(name->unicode, unicode);
    QCOMPARE(name->isWildcard, ascii.startsWith(u"*."));
    QCOMPARE(name->isIdn(), ascii != unicode);
    // What we made is taken again and stays the same.
    QCOMPARE(checkName(name->ascii, CaScope::Public).value(), *name);
}

void TestNames::refusesForAPublicCa_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Fault>("fault");
    const QString sixty(60, u'a');
    QTest::newRow("empty") << QString() << Fault::EmptyName;
    QTest::newRow("blank") << u" \t"_s << Fault::EmptyName;
    QTest::newRow("scheme only") << u"https://"_s << Fault::EmptyName;
    QTest::newRow("bare TLD") << u"com"_s << Fault::SingleLabel;
    QTest::newRow("localhost") << u"localhost"_s << Fault::SingleLabel;
    QTest::newRow("co.uk") << u"co.uk"_s << Fault::PublicSuffix;
    QTest::newRow("wildcard of co.uk") << u"*.co.uk"_s << Fault::PublicSuffix;
    QTest::newRow("wildcard of a TLD") << u"*.com"_s << Fault::SingleLabel;
    QTest::newRow("below a star suffix") << u"foo.ck"_s << Fault::PublicSuffix;
    QTest::newRow("IPv4") << u"192.0.2.1"_s << Fault::IpAddress;
    QTest::newRow("IPv4 with port") << u"192.0.2.1:443"_s << Fault::IpAddress;
    QTest::newRow("IPv4 in a URL") << u"http://192.0.2.1/"_s << Fault::IpAddress;
    QTest::newRow("IPv4 out of range") << u"192.0.2.999"_s << Fault::IpAddress;
    QTest::newRow("IPv6") << u"2001:db8::1"_s << Fault::IpAddress;
    QTest::newRow("IPv6 in brackets") << u"[2001:db8::1]:443"_s << Fault::IpAddress;
    QTest::newRow("IPv6 with zone") << u"fe80::1%eth0"_s << Fault::IpAddress;
    QTest::newRow("underscore") << u"a_b.example.org"_s << Fault::Underscore;
    QTest::newRow("record name") << u"_acme-challenge.example.org"_s << Fault::Underscore;
    QTest::newRow("underscore in IDN") << u"bü_cher.example.org"_s << Fault::Underscore;
    QTest::newRow("label of 64") << QString(64, u'a') + u".example.org"_s << Fault::LabelTooLong;
    QTest::newRow("IDN label of 64 in A-form") << QString(60, u'ü') + u".example.org"_s << Fault::LabelTooLong;
    QTest::newRow("254 octets") << QStringList(4, sixty).join(u'.') + u".abcd.org"_s << Fault::NameTooLong;
    QTest::newRow("238 octets, no room for the record name")
        << QStringList(3, sixty).join(u'.') + u'.' + QString(51, u'a') + u".org"_s << Fault::NameTooLong;
    QTest::newRow("two dots") << u"a..example.org"_s << Fault::EmptyLabel;
    QTest::newRow("dot in front") << u".example.org"_s << Fault::EmptyLabel;
    QTest::newRow("two final dots") << u"example.org.."_s << Fault::EmptyLabel;
    QTest::newRow("only a dot") << u"."_s << Fault::EmptyLabel;
    QTest::newRow("blank inside") << u"my name.example.org"_s << Fault::BadCharacter;
    QTest::newRow("mail address") << u"me@example.org"_s << Fault::BadCharacter;
    QTest::newRow("exclamation mark in IDN") << u"bü!cher.example.org"_s << Fault::BadCharacter;
    QTest::newRow("hyphen first") << u"-a.example.org"_s << Fault::BadHyphen;
    QTest::newRow("hyphen last") << u"a-.example.org"_s << Fault::BadHyphen;
    QTest::newRow("reserved label") << u"ab--cd.example.org"_s << Fault::ReservedLabel;
    QTest::newRow("invalid punycode") << u"xn--a.example.org"_s << Fault::BadPunycode;
    QTest::newRow("punycode that overflows") << u"xn--99999999999.example.org"_s << Fault::BadPunycode;
    QTest::newRow("punycode of nothing") << u"xn--.example.org"_s << Fault::BadPunycode;
    QTest::newRow("punycode of ASCII") << u"xn--abc-.example.org"_s << Fault::BadPunycode;
    QTest::newRow("punycode of an emoji") << u"xn--e28h.example.org"_s << Fault::BadPunycode;
    QTest::newRow("emoji") << u"😀.example.org"_s << Fault::NotAllowedByIdna;
    QTest::newRow("snowman") << u"☃.example.org"_s << Fault::NotAllowedByIdna;
    QTest::newRow("stray joiner") << u"a\u200db.example.org"_s << Fault::NotAllowedByIdna;
    QTest::newRow("Arabic digits without a letter") << u"١٢.example.org"_s << Fault::NotAllowedByIdna;
    QTest::newRow("star inside") << u"a.*.b"_s << Fault::BadWildcard;
    QTest::newRow("star in a label") << u"*a.example.org"_s << Fault::BadWildcard;
    QTest::newRow("two stars") << u"*.*.example.org"_s << Fault::BadWildcard;
    QTest::newRow("star alone") << u"*"_s << Fault::BadWildcard;
    QTest::newRow("local") << u"printer.local"_s << Fault::NotPublic;
    QTest::newRow("wildcard below internal") << u"*.office.internal"_s << Fault::NotPublic;
    QTest::newRow("home.arpa") << u"nas.home.arpa"_s << Fault::NotPublic;
    QTest::newRow("onion") << u"abc.onion"_s << Fault::NotPublic;
    QTest::newRow("unknown TLD") << u"www.example.nosuchtld"_s << Fault::UnknownTld;
    QTest::newRow("eleven labels") << u"a.b.c.d.e.f.g.h.i.example.org"_s << Fault::TooManyLabels;
}

void TestNames::refusesForAPublicCa()
{
    QFETCH(QString, text);
    QFETCH(Fault, fault);
    const Result<CheckedName> name = checkName(text, CaScope::Public);
    QVERIFY2(!name.isOk(), name.isOk() ? qPrintable(name->ascii) : "");
    QCOMPARE(std::get<BadInput>(name.failure()).fault, fault);
}

void TestNames::aPrivateCaMayHaveItsOwnNames_data()
{
    QTest::addColumn<QString>("text");
    for (const char *name : {"printer.local", "www.example.test", "co.uk", "www.example.nosuchtld", "nas.home.arpa",
             "a.b.c.d.e.f.g.h.i.j.k.lan", "*.practice.test"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestNames::aPrivateCaMayHaveItsOwnNames()
{
    QFETCH(QString, text);
    const Result<CheckedName> name = checkName(text, CaScope::Private);
    QVERIFY(name.isOk());
    QCOMPARE(name->ascii, text);

    // One label is a slip of the keyboard at any CA.
    const Result<CheckedName> bare = checkName(QStringLiteral("server"), CaScope::Private);
    QVERIFY(!bare.isOk());
    QCOMPARE(std::get<BadInput>(bare.failure()).fault, Fault::SingleLabel);
}

void TestNames::aPrivateCaStillNeedsGoodSyntax()
{
    for (const auto &text : {u"a_b.lan"_s, u"-a.lan"_s, u"a..lan"_s, u"10.0.0.1"_s, u"☃.lan"_s, QString()})
        QVERIFY2(!checkName(text, CaScope::Private).isOk(), qPrintable(text));
}

void TestNames::saysWhichPartIsWrong()
{
    const auto detail
        = [](const QString &text) { return std::get<BadInput>(checkName(text, CaScope::Public).failure()).detail; };
    QCOMPARE(detail(u"www.-a.example.org"_s), u"-a"_s);
    QCOMPARE(detail(u"my name.example.org"_s), u" "_s);
    QCOMPARE(detail(u"www.☃.example.org"_s), u"☃"_s);
    QCOMPARE(detail(u"www.xn--a.org"_s), u"xn--a"_s);
    QCOMPARE(detail(u"printer.local"_s), u"local"_s);
    QCOMPARE(detail(u"*.co.uk"_s), u"co.uk"_s);
    const BadInput input = std::get<BadInput>(checkName(u" https://A_b.example.org/ "_s, CaScope::Public).failure());
    QCOMPARE(input.value, u"https://A_b.example.org/"_s);
}

void TestNames::seesMixedScripts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMixed");
    QTest::newRow("Latin") << u"paypal.com"_s << false;
    QTest::newRow("Cyrillic a in Latin") << u"p\u0430ypal.com"_s << true;
    QTest::newRow("Cyrillic label, Latin TLD") << u"пример.com"_s << false;
    QTest::newRow("umlaut") << u"bücher.de"_s << false;
    QTest::newRow("Japanese") << u"かなカナ漢字abc.jp"_s << false;
    QTest::newRow("Korean with Latin") << u"한글abc.kr"_s << false;
    QTest::newRow("Greek in Latin") << u"\u03bfrange.org"_s << true;
    QTest::newRow("Cyrillic with digits") << u"пример1.com"_s << false;
}

void TestNames::seesMixedScripts()
{
    QFETCH(QString, text);
    QFETCH(bool, isMixed);
    QCOMPARE(checkName(text, CaScope::Public).value().mixesScripts, isMixed);
}

void TestNames::splitsWhatIsPasted()
{
    QCOMPARE(splitNames(u" a.org, b.org;c.org\nd.org\r\n\te.org ,, "_s),
        QStringList({u"a.org"_s, u"b.org"_s, u"c.org"_s, u"d.org"_s, u"e.org"_s}));
    QVERIFY(splitNames(u" ,;\n"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
