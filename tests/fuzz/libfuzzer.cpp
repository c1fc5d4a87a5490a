// SPDX-License-Identifier: MIT
// The same targets for libFuzzer, which finds its way by what the code does: CERTWRIGHT_FUZZ_TARGET names one.
#include "fuzz/target.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const cw::fuzz::Target *const target = cw::fuzz::targetNamed(qgetenv("CERTWRIGHT_FUZZ_TARGET"));
    if (!target) {
        std::fprintf(stderr, "CERTWRIGHT_FUZZ_TARGET has to name one of:");
        for (const cw::fuzz::Target &known : cw::fuzz::targets())
            std::fprintf(stderr, " %s", known.name);
        std::fprintf(stderr, "\n");
        std::exit(2);
    }
    target->run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
