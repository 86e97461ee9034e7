// Runs a check once for every instruction set that this processor has and Highway has compiled.
#pragma once

#include <hwy/targets.h>

#include <cstdint>

namespace edi_test {

template <class Check>
void with_every_simd_target(Check&& check) {
    for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
        std::int64_t const target = left & -left;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        check(hwy::TargetName(target));
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
}

} // namespace edi_test
