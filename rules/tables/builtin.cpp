// The image of the tables in this folder, which the build writes to SCRUB837_TABLES_IMAGE. As C++ text it would be 20 MB and cost the
// compiler a minute; the assembler takes it as it is.
#include "rules/tables/code_tables.hpp"

// clang-format off
asm(".section .rodata\n"
    ".balign 64\n"
    "scrub837_tables_begin:\n"
    ".incbin \"" SCRUB837_TABLES_IMAGE "\"\n"
    "scrub837_tables_end:\n"
    ".byte 0\n"
    ".previous\n");
// clang-format on

extern "C" char const scrub837_tables_begin[], scrub837_tables_end[];

namespace rules {

CodeTables const& CodeTables::builtin() {
    static CodeTables const tables =
        of_image({scrub837_tables_begin, static_cast<std::size_t>(scrub837_tables_end - scrub837_tables_begin)});
    return tables;
}

} // namespace rules
