// Options that several commands have, each described once, and how their values are read.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "cli/options.hpp"
#include "edi/text/values.hpp"
#include "rules/snip.hpp"

namespace cli {

inline constexpr Option policy_option{"policy", "NAME|FILE",
                                      "policy in force: j2371 (default), cms, or a TOML file; several lie over each other, later ones over "
                                      "earlier ones: --policy cms,mine.toml, or the option several times",
                                      Offer::policy, true};
inline constexpr Option tables_option{"tables", "DIR", "code tables (*.tsv) in place of the built-in ones of the same name",
                                      Offer::directory};
inline constexpr Option no_cross_claim_option{"no-cross-claim", nullptr,
                                              "do not compare the claims of the run with each other: no duplicates, no units over several "
                                              "claims"};
inline constexpr Option snip_option{"snip", "TYPES",
                                    "only rules of these SNIP types, such as 3, 1-5 or 1,2,4-6 (default: all; scrub837 rules names them)"};
inline constexpr Option overwrite_option{"overwrite", nullptr, "replace results of an earlier run in DIR"};
inline constexpr Option jobs_option{"jobs,j", "N", "threads (default: one for each processor)"};
inline constexpr Option markdown_option{"markdown", nullptr, "as the project's documents have it"};

/// What every command has.
inline constexpr Option common_options[] = {
    {"color", "auto|always|never", "colors: auto (default) on terminals, unless NO_COLOR is set", Offer::choices},
    {"quiet,q", nullptr, "say nothing but errors on standard error"},
    {"verbose,v", nullptr, "also say what is in force and how long it took"},
    {"config", "FILE", "settings from FILE instead of the user's own file (scrub837 help config)", Offer::file},
    {"no-config", nullptr, "no settings from any file"},
    {"help,h", nullptr, "how to use the command"},
};

/// The value of `--jobs`, 0 when it is not given; or what is wrong with it.
std::variant<unsigned, std::string> jobs_of(Given const& given);

/// The day that an option names; nothing when it is not given; or what is wrong with it.
std::variant<std::optional<edi::Day>, std::string> day_of(Given const& given, std::string_view option);

/// The SNIP types of `--snip`, all when it is not given; or what is wrong with it.
std::variant<rules::SnipTypes, std::string> snip_of(Given const& given);

/// A whole number from `least` to `most`.
std::optional<std::uint64_t> read_number(std::string const& text, std::uint64_t least, std::uint64_t most);

} // namespace cli
