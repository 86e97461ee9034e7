#include <array>

#include "rules/facts.hpp"
#include "rules/finding.hpp"
#include "rules/situations/claim_parts.hpp"

namespace rules {

namespace {

/// The address in capital words: letters and digits, each word behind one blank and the last one before one.
std::string_view words_of(std::string_view address, std::array<char, 128>& room) {
    std::size_t size = 0;
    room[size++] = ' ';
    for (char const c : address) {
        bool const small = 'a' <= c && c <= 'z';
        bool const word = small || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
        if (size + 2 > room.size()) break;
        if (word)
            room[size++] = small ? static_cast<char>(c - 'a' + 'A') : c;
        else if (room[size - 1] != ' ' && c != '.')
            room[size++] = ' ';
    }
    if (room[size - 1] != ' ') room[size++] = ' ';
    return {room.data(), size};
}

bool is_box(std::string_view address) {
    std::array<char, 128> room;
    std::string_view const words = words_of(address, room);
    for (std::string_view const box : {" PO BOX ", " P O BOX ", " POBOX ", " POST OFFICE BOX ", " LOCK BOX ", " LOCKBOX "})
        if (words.find(box) != std::string_view::npos) return true;
    return false;
}

void check(ClaimFacts const& facts, Report& report) {
    edi::Field const& address = facts.claim.billing_provider->name.address;
    if (!is_box(address.text)) return;
    report.add(address.place, edi::LoopId::L2010AA, 0, {},
               [](Message& m) { m << "the billing provider's address is a box; its own address is a street, boxes are pay-to addresses"; });
}

} // namespace

extern Rule const billing_address_po_box;
constinit Rule const billing_address_po_box{
    .id = "N107",
    .name = "billing-address-po-box",
    .severity = Severity::warning,
    .snip = 4,
    .title = "Billing provider at a post office box",
    .explanation = "The address of the billing provider (2010AA) is where it can be found, a street address. A post office box or "
                   "lock box, to which payments go, belongs to the pay-to address (2010AB). Payers check the address against the "
                   "enrolment.",
    .help = "Send the street address in 2010AA; put the box into 2010AB if payments go there.",
    .claim_status = {"A7:503:85"},
    .source = "837 2010AA N301 and 2010AB: guide note on street addresses; CMS front-end edits; claim status 503 street "
              "address",
    .fires = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*PO BOX 410~"},
    .passes = {"837p-clean.edi", "N3*410 LANTERN STREET~", "N3*410 OXBOW STREET~"},
    .needs = trait::doubtful_levels,
    .check = check,
};

} // namespace rules
