#include "rules/rule.hpp"

namespace rules {

namespace {

void say(EnvelopeDetail const& detail, Message& m) {
    m << "the file " << detail.found;
}

} // namespace

extern Rule const file_not_unpacked;
constinit Rule const file_not_unpacked{
    .id = "E019",
    .name = "file-not-unpacked",
    .snip = 1,
    .title = "Packed file that cannot be unpacked",
    .explanation = "A gzip, Zstandard or zip file is damaged, cut off, encrypted, or unpacks to more than it may. Only the end of a packed "
                   "file says whether what "
                   "was in it is right, so none of its claims is accepted and nobody is answered.",
    .help =
        "Transfer the file again, in binary mode, or pack it anew. Where only a limit was passed, raise it (--max-unpacked, --max-ratio, "
        "--max-members).",
    .source = "RFC 1952 (gzip), RFC 8878 (Zstandard), PKWARE APPNOTE (zip)",
    .passes = {"837p-clean.edi", "", ""},
    .staged = StagedExample::gzip_cut_off,
    .envelope_fault = edi::EnvelopeFault::file_not_unpacked,
    .envelope_message = say,
};

} // namespace rules
