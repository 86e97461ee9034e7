// `scrub837 check`: its form is in check_options.cpp, what it does in check.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/command.hpp"
#include "edi/text/values.hpp"
#include "engine/unpack/packing.hpp"
#include "rules/rule.hpp"
#include "rules/snip.hpp"

namespace cli {

struct CheckOptions {
    std::vector<std::string> paths;
    std::optional<std::string> out;
    bool overwrite = false;
    bool split = false;
    bool database = true; ///< results.sqlite
    bool page = true;     ///< report.html
    std::vector<std::string> policies;
    std::optional<std::string> tables; ///< directory with code tables in place of the built-in ones
    rules::SnipTypes snip;
    std::optional<std::size_t> cross_claim_memory; ///< bytes; nothing: the default, 0: claims are not compared
    engine::unpack::UnpackLimits unpack;
    edi::Day date;
    std::uint32_t control_number = 1;
    std::vector<std::string> waivers;                                ///< files
    std::optional<std::string> baseline, new_baseline;               ///< files
    std::optional<rules::Severity> fail_on = rules::Severity::error; ///< nothing: never
    unsigned jobs = 0;
    std::size_t block_size = 0; ///< 0 = default; for tests
    bool quiet = false;
    bool mask = false; ///< in what people read, nobody is named
};

/// The options, or what is wrong with what is given.
std::variant<CheckOptions, std::string> read_check_options(Given const& given);

Exit check(Given const& given);

} // namespace cli
