<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>HandOver</name>
    <message numerus="yes">
        <source>%n seconds, or the lowest value allowed</source>
        <translation>
            <numerusform>%n second, or the lowest value allowed</numerusform>
            <numerusform>%n seconds, or the lowest value allowed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours from now</source>
        <translation>
            <numerusform>%n hour from now</numerusform>
            <numerusform>%n hours from now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days from now</source>
        <translation>
            <numerusform>%n day from now</numerusform>
            <numerusform>%n days from now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please add %n TXT records to DNS for %1</source>
        <translation>
            <numerusform>Please add %n TXT record to DNS for %1</numerusform>
            <numerusform>Please add %n TXT records to DNS for %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>please add these %n TXT records to DNS. With them %1 sees that we run these names, and issues a certificate for: %2.</source>
        <translation>
            <numerusform>please add this TXT record to DNS. With it %1 sees that we run this name, and issues a certificate for: %2.</numerusform>
            <numerusform>please add these %n TXT records to DNS. With them %1 sees that we run these names, and issues a certificate for: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathWords</name>
    <message numerus="yes">
        <source>%n names</source>
        <comment>between</comment>
        <translation>
            <numerusform>%n name</numerusform>
            <numerusform>%n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchWords</name>
    <message numerus="yes">
        <source>serial %n behind</source>
        <comment>cell, short</comment>
        <translation>
            <numerusform>serial %n behind</numerusform>
            <numerusform>serial %n behind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>certificate</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>checks</name>
    <message numerus="yes">
        <source>Resolvers remember for %n second(s) that a name in %1 does not exist.</source>
        <translation>
            <numerusform>Resolvers remember for %n second that a name in %1 does not exist.</numerusform>
            <numerusform>Resolvers remember for %n seconds that a name in %1 does not exist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The CAA records of %1 may be kept for %n second(s).</source>
        <translation>
            <numerusform>The CAA records of %1 may be kept for %n second.</numerusform>
            <numerusform>The CAA records of %1 may be kept for %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only one of the %n values is at %1: the new one replaced the one before.</source>
        <translation>
            <numerusform>Only one of the %n values is at %1: the new one replaced the one before.</numerusform>
            <numerusform>Only one of the %n values is at %1: the new one replaced the one before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has not taken over the change yet: its serial number is %n behind.</source>
        <translation>
            <numerusform>%1 has not taken over the change yet: its serial number is %n behind.</numerusform>
            <numerusform>%1 has not taken over the change yet: its serial number is %n behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has so many name servers that %n of their names or addresses were not asked.</source>
        <translation>
            <numerusform>%1 has so many name servers that %n of their names or addresses was not asked.</numerusform>
            <numerusform>%1 has so many name servers that %n of their names or addresses were not asked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are already %n TXT value(s) at %1.</source>
        <translation>
            <numerusform>There is already %n TXT value at %1.</numerusform>
            <numerusform>There are already %n TXT values at %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::AuthorityFacts</name>
    <message numerus="yes">
        <source>%n profiles</source>
        <translation>
            <numerusform>%n profile</numerusform>
            <numerusform>%n profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::CertificateCard</name>
    <message numerus="yes">
        <source>%n certificates</source>
        <translation>
            <numerusform>%n certificate</numerusform>
            <numerusform>%n certificates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Valid for %n days</source>
        <translation>
            <numerusform>Valid for %n day</numerusform>
            <numerusform>Valid for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::CertificatePage</name>
    <message numerus="yes">
        <source>%n files written and checked</source>
        <translation>
            <numerusform>%n file written and checked</numerusform>
            <numerusform>%n files written and checked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::CheckPage</name>
    <message numerus="yes">
        <source>Order a certificate for %n names</source>
        <translation>
            <numerusform>Order a certificate for %n name</numerusform>
            <numerusform>Order a certificate for %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::CsrPanel</name>
    <message numerus="yes">
        <source>Request for %n names, key %1</source>
        <translation>
            <numerusform>Request for %n name, key %1</numerusform>
            <numerusform>Request for %n names, key %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::CleanUpCard</name>
    <message numerus="yes">
        <source>Clean up %n TXT records</source>
        <translation>
            <numerusform>Clean up %n TXT record</numerusform>
            <numerusform>Clean up %n TXT records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n values</source>
        <comment>zone</comment>
        <translation>
            <numerusform>%1 · %n value</numerusform>
            <numerusform>%1 · %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ImportDialog</name>
    <message numerus="yes">
        <source>Import %n accounts</source>
        <translation>
            <numerusform>Import %n account</numerusform>
            <numerusform>Import %n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::KeystoreDialog</name>
    <message numerus="yes">
        <source>At least %n characters. Nobody can bring it back.</source>
        <translation>
            <numerusform>At least %n character. Nobody can bring it back.</numerusform>
            <numerusform>At least %n characters. Nobody can bring it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters.</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::HookPanel</name>
    <message numerus="yes">
        <source>%n seconds</source>
        <comment>time limit</comment>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <comment>time limit</comment>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::MethodPage</name>
    <message numerus="yes">
        <source>Order without the %n refused names</source>
        <translation>
            <numerusform>Order without the refused name</numerusform>
            <numerusform>Order without the %n refused names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zones automatic</source>
        <translation>
            <numerusform>%n zone automatic</numerusform>
            <numerusform>%n zones automatic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zones by hand</source>
        <translation>
            <numerusform>%n zone by hand</numerusform>
            <numerusform>%n zones by hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::NamesPage</name>
    <message numerus="yes">
        <source>TXT values</source>
        <translation>
            <numerusform>TXT value</numerusform>
            <numerusform>TXT values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>record names</source>
        <translation>
            <numerusform>record name</numerusform>
            <numerusform>record names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names · %1</source>
        <translation>
            <numerusform>%n name · %1</numerusform>
            <numerusform>%n names · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names in the list</source>
        <translation>
            <numerusform>%n name in the list</numerusform>
            <numerusform>%n names in the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n names left out</source>
        <translation>
            <numerusform>%1 of %n name left out</numerusform>
            <numerusform>%1 of %n names left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::PassedPanel</name>
    <message numerus="yes">
        <source>%n checks passed</source>
        <translation>
            <numerusform>%n check passed</numerusform>
            <numerusform>%n checks passed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::PlacePanel</name>
    <message numerus="yes">
        <source>%n name servers</source>
        <translation>
            <numerusform>%n name server</numerusform>
            <numerusform>%n name servers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::PreflightPage</name>
    <message numerus="yes">
        <source>%n ready</source>
        <comment>names</comment>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a warning</source>
        <comment>names</comment>
        <translation>
            <numerusform>%n with a warning</numerusform>
            <numerusform>%n with a warning</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <comment>names</comment>
        <translation>
            <numerusform>%n without an answer</numerusform>
            <numerusform>%n without an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <comment>names</comment>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <comment>names</comment>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names would be refused.</source>
        <translation>
            <numerusform>%n name would be refused.</numerusform>
            <numerusform>%n names would be refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can take them out and go on with the other %n.</source>
        <translation>
            <numerusform>You can take them out and go on with the other %n.</numerusform>
            <numerusform>You can take them out and go on with the other %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on with %n names…</source>
        <translation>
            <numerusform>Go on with %n name…</numerusform>
            <numerusform>Go on with %n names…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can take it out and go on with the other %n.</source>
        <translation>
            <numerusform>You can take it out and go on with the other %n.</numerusform>
            <numerusform>You can take it out and go on with the other %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names were left out</source>
        <translation>
            <numerusform>%n name was left out</numerusform>
            <numerusform>%n names were left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ProgressView</name>
    <message numerus="yes">
        <source>Done, %n names</source>
        <translation>
            <numerusform>Done, %n name</numerusform>
            <numerusform>Done, %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::RecordPanel</name>
    <message numerus="yes">
        <source>Records to publish, %n</source>
        <translation>
            <numerusform>Records to publish, %n</numerusform>
            <numerusform>Records to publish, %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::SaveCard</name>
    <message numerus="yes">
        <source>%n files written and checked</source>
        <translation>
            <numerusform>%n file written and checked</numerusform>
            <numerusform>%n files written and checked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::StartCertificates</name>
    <message numerus="yes">
        <source>+ %n names</source>
        <translation>
            <numerusform>+ %n name</numerusform>
            <numerusform>+ %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::StartOrders</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::StartPage</name>
    <message numerus="yes">
        <source>%n entries could not be read</source>
        <translation>
            <numerusform>%n entry could not be read</numerusform>
            <numerusform>%n entries could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::TrialNotice</name>
    <message numerus="yes">
        <source>Test records were added in %n zones, seen at %1, and taken away again (%2).</source>
        <translation>
            <numerusform>A test record was added in %n zone, seen at %1, and taken away again (%2).</numerusform>
            <numerusform>Test records were added in %n zones, seen at %1, and taken away again (%2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::UpdateFields</name>
    <message numerus="yes">
        <source>%n seconds</source>
        <comment>time to live</comment>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ValidatePage</name>
    <message numerus="yes">
        <source>%n names were not validated</source>
        <translation>
            <numerusform>%n name was not validated</numerusform>
            <numerusform>%n names were not validated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New try for %n names</source>
        <translation>
            <numerusform>New try for %n name</numerusform>
            <numerusform>New try for %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message numerus="yes">
        <source>The hook %1 was not done with the record %2 after %n seconds and was stopped.</source>
        <translation>
            <numerusform>The hook %1 was not done with the record %2 after %n second and was stopped.</numerusform>
            <numerusform>The hook %1 was not done with the record %2 after %n seconds and was stopped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n hours ahead of this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n hour ahead of this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n hours ahead of this computer&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n hours behind this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n hour behind this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n hours behind this computer&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n minutes ahead of this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n minute ahead of this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n minutes ahead of this computer&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n minutes behind this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n minute behind this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n minutes behind this computer&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n seconds ahead of this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n second ahead of this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n seconds ahead of this computer&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answered BADTIME: its clock is %n seconds behind this computer&apos;s.</source>
        <translation>
            <numerusform>%1 answered BADTIME: its clock is %n second behind this computer&apos;s.</numerusform>
            <numerusform>%1 answered BADTIME: its clock is %n seconds behind this computer&apos;s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>practice</name>
    <message numerus="yes">
        <source>Not possible yet: install the packages %1 first.</source>
        <translation>
            <numerusform>Not possible yet: install the package %1 first.</numerusform>
            <numerusform>Not possible yet: install the packages %1 first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rail</name>
    <message numerus="yes">
        <source>Order finished · %n names</source>
        <translation>
            <numerusform>Order finished · %n name</numerusform>
            <numerusform>Order finished · %n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refused by %1 · %n names</source>
        <translation>
            <numerusform>Refused by %1 · %n name</numerusform>
            <numerusform>Refused by %1 · %n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Closed by %1 · %n names</source>
        <translation>
            <numerusform>Closed by %1 · %n name</numerusform>
            <numerusform>Closed by %1 · %n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Canceled · %n names</source>
        <translation>
            <numerusform>Canceled · %n name</numerusform>
            <numerusform>Canceled · %n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Order at %1 · %n names</source>
        <translation>
            <numerusform>Order at %1 · %n name</numerusform>
            <numerusform>Order at %1 · %n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>readiness</name>
    <message numerus="yes">
        <source>%n name(s) would be refused. You can take them out and go on with the rest.</source>
        <translation>
            <numerusform>%n name would be refused. You can take it out and go on with the rest.</numerusform>
            <numerusform>%n names would be refused. You can take them out and go on with the rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) of your request would be refused; a request is for all of its names.</source>
        <translation>
            <numerusform>%n name of your request would be refused; a request is for all of its names.</numerusform>
            <numerusform>%n names of your request would be refused; a request is for all of its names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) would be refused.</source>
        <translation>
            <numerusform>%n name would be refused.</numerusform>
            <numerusform>%n names would be refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) could not be checked.</source>
        <translation>
            <numerusform>%n name could not be checked.</numerusform>
            <numerusform>%n names could not be checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limits</name>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a span of time</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <comment>a span of time</comment>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cw::ui::ReminderWatch</name>
    <message numerus="yes">
        <source>%n certificates should be renewed</source>
        <translation>
            <numerusform>%n certificate should be renewed</numerusform>
            <numerusform>%n certificates should be renewed</numerusform>
        </translation>
    </message>
</context>
</TS>
