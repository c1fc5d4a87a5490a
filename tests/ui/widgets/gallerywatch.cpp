// SPDX-License-Identifier: MIT
#include "gallery.h"

#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/expander.h"
#include "ui/widgets/matrix.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pathdiagram.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/timeline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace cw::ui;
using gallery::s;

namespace
{

ChoiceRow *entry(ChoiceRow::Frame frame, const char *name, const char *state, Tone tone, IconName icon)
{
    auto *choice = new ChoiceRow(ChoiceRow::Kind::Entry, frame, s(name));
    choice->setSubtitle(s(state), frame == ChoiceRow::Frame::List ? Tone::Neutral : tone);
    choice->setRowIcon(icon, tone);
    return choice;
}

MatrixCell seen()
{
    return {.tone = Tone::Ok, .icon = IconName::StateOk, .word = s("Seen")};
}

MatrixCell cell(Tone tone, IconName icon, const char *word, const char *sub = "")
{
    return {.tone = tone, .icon = icon, .word = s(word), .sub = s(sub), .toolTip = {}, .copyText = {}};
}

MatrixContent matrix()
{
    const MatrixCell behind = cell(Tone::Warn, IconName::StateWait, "Not yet", "serial 1 behind");
    const MatrixCell cached = cell(Tone::Pend, IconName::StateWait, "Not yet", "gone in 3:12");
    const MatrixCell asking = cell(Tone::Accent, IconName::StateRun, "Asking…");
    const MatrixCell wrong = cell(Tone::Fail, IconName::StateFail, "Wrong place");
    const MatrixCell skipped = cell(Tone::Pend, IconName::StateSkip, "Not asked");
    const auto names = [](std::initializer_list<const char *> texts) {
        QStringList list;
        for (const char *text : texts)
            list.append(s(text));
        return list;
    };
    return {.resolvers = names({"Cloudflare", "Google", "Quad9", "This network"}),
        .groups = {{.zone = s("example.org"),
                       .servers = names({"ns1.example.org", "ns2.example.org", "ns3.dns.example"}),
                       .rows = {{s("example.org"), {seen(), seen(), behind}, {seen(), seen(), cached, seen()}},
                           {s("*.example.org"), {seen(), seen(), behind}, {seen(), asking, cached, seen()}}}},
            {.zone = s("auth.example.net"),
                .servers = names({"ns-a.example.net", "ns-b.example.net"}),
                .rows = {{s("intranet.lab"), {seen(), seen()}, {seen(), seen(), seen(), seen()}}}},
            {.zone = s("xn--bcher-kva.example"),
                .servers = names({"ns1.reg.example", "ns2.reg.example"}),
                .rows = {{s("bücher.example"), {wrong, wrong}, {skipped, skipped, skipped, skipped}}}}}};
}

Timeline::Content curve()
{
    const QDateTime start(QDate(2026, 11, 22), QTime(14, 9), Qt::LocalTime);
    const auto at = [&start](double minutes) { return start.addMSecs(static_cast<qint64>(minutes * 60'000)); };
    return {.title = s("Seen over time"),
        .steps = {{at(0), 0}, {at(2), 0.12}, {at(4), 0.24}, {at(5), 0.35}, {at(6.8), 0.48}, {at(8.3), 0.58}},
        .events = {{at(0), s("order placed")}, {at(3.8), s("ns2 has it")}, {at(6.8), s("Cloudflare")},
            {at(14.5), s("old answer gone"), Tone::Warn, true}},
        .now = at(12)};
}

} // namespace

namespace gallery
{

std::unique_ptr<QWidget> preflight()
{
    auto [page, columns] = twoColumns();
    columns->setSpacing(16);
    auto *names = new ChoiceGroup(s("Checks per name"));
    names->setSpacing(8);
    const auto frame = ChoiceRow::Frame::Card;
    names->addChoice(s("1"), entry(frame, "example.org", "Ready · CAA allows it", Tone::Ok, IconName::StateOk));
    auto *bad = entry(frame, "intranet.lab.example.org", "CAA: no answer (SERVFAIL)", Tone::Fail, IconName::StateFail);
    bad->setSelectedTone(Tone::Fail);
    names->addChoice(s("2"), bad);
    names->addChoice(
        s("3"), entry(frame, "bücher.example", "Asking name servers, 6 of 9", Tone::Accent, IconName::StateRun));
    names->setCurrent(s("2"));
    auto *again = newButton(s("Check again"));
    again->setIcon(icon(IconName::Refresh));
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(names);
    left->addWidget(again);
    left->addStretch();
    names->setFixedWidth(214);
    columns->addLayout(left);

    auto *caa = new Expander(s("May the CA issue? (CAA)"));
    caa->setIcon(IconName::StateFail, Tone::Fail);
    caa->setEdge(Tone::Fail);
    auto *path = new PathDiagram(s("May the CA issue?"));
    path->setNodes({{.title = s("intranet.lab.example.org"),
                        .sub = s("CAA?"),
                        .tone = Tone::Fail,
                        .icon = IconName::StateFail,
                        .word = s("SERVFAIL"),
                        .isSelected = true},
        {.title = s("lab.example.org"),
            .sub = s("no CAA record"),
            .tone = Tone::Pend,
            .icon = IconName::StateSkip,
            .word = s("Not reached"),
            .isReached = false,
            .arrow = s("parent")},
        {.title = s("example.org"),
            .sub = s("allows letsencrypt.org"),
            .tone = Tone::Pend,
            .icon = IconName::StateSkip,
            .word = s("Not reached"),
            .isReached = false,
            .arrow = s("parent")}});
    caa->content()->addWidget(path);
    auto *columns2 = new QHBoxLayout;
    columns2->setSpacing(24);
    for (const auto &[head, text] :
        {std::pair{"What we saw",
             "Resolvers that check DNSSEC answer SERVFAIL for this question. With the check "
             "switched off the answer is empty and correct."},
            std::pair{"What it means",
                "The zone lab.example.org is signed, but its proof that “there is no CAA record here” is broken. A CA "
                "must take no answer as a no, so it would refuse."}}) {
        auto *part = new QVBoxLayout;
        part->setSpacing(4);
        part->addWidget(newLabel(s(head), TextRole::Section));
        part->addWidget(newLabel(s(text), TextRole::Body));
        part->addStretch();
        columns2->addLayout(part, 1);
    }
    caa->content()->addLayout(columns2);
    auto *evidence = new CodeBox(s("Evidence"));
    evidence->setText(s("dig CAA intranet.lab.example.org @1.1.1.1 +dnssec\ndig CAA intranet.lab.example.org @1.1.1.1 "
                        "+cd\ndig A   intranet.lab.example.org @1.1.1.1 +dnssec"));
    caa->content()->addWidget(evidence);
    auto *flow = new Card(s("What happens now"));
    auto *steps = new PathDiagram(s("What happens now"));
    steps->setNodes({{.title = s("Tell the CA"),
                         .sub = s("“The records are there”"),
                         .tone = Tone::Ok,
                         .icon = IconName::StateOk,
                         .word = s("Done, 4 names"),
                         .isName = false},
        {.title = s("Look"),
            .sub = s("by the CA, in DNS"),
            .tone = Tone::Accent,
            .icon = IconName::StateRun,
            .word = s("2 of 4"),
            .isName = false},
        {.title = s("Sign"),
            .sub = s("request with your key"),
            .tone = Tone::Pend,
            .icon = IconName::StateSkip,
            .word = s("After that"),
            .isReached = false,
            .isName = false}});
    flow->body()->addWidget(steps);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(caa);
    right->addWidget(flow);
    right->addStretch();
    columns->addLayout(right, 1);
    return std::move(page);
}

std::unique_ptr<QWidget> publish()
{
    auto page = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(page.get());
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(11);
    auto *record = new Card;
    auto *inside = new QHBoxLayout;
    inside->setSpacing(16);
    record->body()->addLayout(inside);
    auto *records = new ChoiceGroup(s("Records to publish, 4"));
    records->setSpacing(2);
    const auto frame = ChoiceRow::Frame::List;
    records->addChoice(
        s("1"), entry(frame, "example.org", "1 of 2 values at this name", Tone::Accent, IconName::StateRun));
    records->addChoice(
        s("2"), entry(frame, "*.example.org", "2 of 2 values at this name", Tone::Accent, IconName::StateRun));
    records->addChoice(
        s("3"), entry(frame, "intranet.lab.example.org", "Added by dynamic update", Tone::Ok, IconName::StateOk));
    records->addChoice(s("4"), entry(frame, "bücher.example", "Not in place yet", Tone::Warn, IconName::StateWarn));
    records->setCurrent(s("2"));
    records->setFixedWidth(222);
    inside->addWidget(records, 0, Qt::AlignTop);
    auto *right = new QVBoxLayout;
    inside->addLayout(right, 1);
    auto *tabs = new TabStrip(s("Form of the record"));
    for (const char *tab : {"Record", "Zone file", "nsupdate", "dig"})
        tabs->addTab(s(tab));
    auto *mode = new SegmentedControl(s("Name"));
    mode->addSegment(s("zone"), s("within the zone"));
    mode->addSegment(s("full"), s("in full"));
    auto *top = new QHBoxLayout;
    top->addWidget(tabs);
    top->addStretch();
    top->addWidget(mode);
    right->addLayout(top);
    auto *name = new CopyField(s("Record name"));
    name->setValue(s("_acme-challenge"));
    auto *value = new CopyField(s("Record value"));
    value->setValue(s("x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0"));
    right->addWidget(name);
    right->addWidget(value);
    auto *hint = new StateLabel(Tone::Accent, IconName::StateInfo,
        s("Add this value next to the other one at the same name. Do not replace it; both must stay until the end."));
    hint->setQuietText(true);
    right->addWidget(hint);
    layout->addWidget(record);

    auto *who = new Card(s("Who can see it?"));
    who->addBesideTitle(new Badge(s("15 of 26 seen")));
    who->addToHeader(newLabel(s("next look in 8 s"), TextRole::Small));
    auto *look = newButton(s("Look now"), ButtonRole::Normal, ButtonSize::Card);
    look->setIcon(icon(IconName::Refresh));
    who->addToHeader(look);
    who->addToHeader(newButton(s("Pause"), ButtonRole::Quiet, ButtonSize::Card));
    auto *table = new Matrix;
    table->setContent(matrix());
    who->body()->addWidget(table);
    auto *notice = new Notice(Notice::Kind::Fail);
    notice->setRichText(s("<b>bücher.example:</b> your value is at "
                          "_acme-challenge.bücher.example<b>.bücher.example</b>. The panel adds the zone itself: enter "
                          "only _acme-challenge."));
    notice->setAction(s("Show me"));
    who->body()->addWidget(notice);
    layout->addWidget(who);
    auto *time = new Card;
    auto *timeline = new Timeline;
    timeline->setContent(curve());
    time->body()->addWidget(timeline);
    layout->addWidget(time);
    layout->addStretch();
    return page;
}

} // namespace gallery
