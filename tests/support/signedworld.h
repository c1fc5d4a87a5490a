// SPDX-License-Identifier: MIT
#pragma once

#include "support/fakedns.h"
#include "support/zonesigner.h"

namespace cw::test
{

// FakeDns with zones that are signed, DS records and all. First add the zones to `dns`, then break what is to be signed
// that way, sign from the bottom up, then break the rest:
//
//     SignedWorld world;
//     world.dns.addZone("example.org", {"ns1.example.org=192.0.2.1"}, "www A 192.0.2.80");
//     world.sign("example.org");          // and puts its DS into org
//     world.finish();                     // signs org and the root
//     removeSignatures(world.dns.server("192.0.2.1").records("example.org"), "www.example.org", dns::Type::A);
class SignedWorld
{
public:
    enum class Ds { Publish, Forget };

    SignedWorld(); // the root and org
    void sign(const char *apex, const ZoneSigner::How &how = {}, Ds ds = Ds::Publish);
    void finish();

    FakeDns dns;
    ZoneSigner signer;
};

// For FakeDns::changeZone() and Server::records().
void removeSignatures(QList<dns::Record> &zone, const char *owner, dns::Type covered);
void breakSignatures(QList<dns::Record> &zone, const char *owner, dns::Type covered);
void removeType(QList<dns::Record> &zone, dns::Type type); // and its signatures

} // namespace cw::test
