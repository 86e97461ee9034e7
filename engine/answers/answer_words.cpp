#include "engine/answers/answer_words.hpp"

#include <span>

namespace engine::answers {
namespace {

struct Words {
    std::string_view code, words;
};

std::string_view find(std::span<Words const> list, std::string_view code) {
    for (Words const& each : list)
        if (each.code == code) return each.words;
    return {};
}

constexpr Words interchange_notes[] = {
    {"000", "nothing is wrong"},
    {"001", "the control numbers of header and trailer differ"},
    {"002", "the standard named in the header is not supported"},
    {"003", "the version of the controls is not supported"},
    {"004", "bad segment terminator"},
    {"005", "bad kind of sender id"},
    {"006", "bad sender id"},
    {"007", "bad kind of receiver id"},
    {"008", "bad receiver id"},
    {"009", "the receiver is not known here"},
    {"010", "bad kind of authorization"},
    {"011", "bad authorization"},
    {"012", "bad kind of security information"},
    {"013", "bad security information"},
    {"014", "bad date"},
    {"015", "bad time"},
    {"016", "bad standards id (00501: bad repetition separator)"},
    {"017", "bad version"},
    {"018", "bad control number"},
    {"019", "bad request for an acknowledgement"},
    {"020", "bad test indicator"},
    {"021", "the number of groups is not as the trailer says"},
    {"022", "bad control structure"},
    {"023", "the file ends too early"},
    {"024", "the content cannot be read (bad GS)"},
    {"025", "the control number was used before"},
    {"026", "bad element separator"},
    {"027", "bad component separator"},
    {"028", "bad date in a request for later delivery"},
    {"029", "bad time in a request for later delivery"},
    {"030", "bad time code in a request for later delivery"},
    {"031", "bad grade of service"},
};

constexpr Words verdicts[] = {
    {"A", "accepted"}, {"E", "accepted with errors"}, {"P", "partly accepted"}, {"R", "rejected"}, {"M", "rejected"}, {"W", "rejected"},
    {"X", "rejected"},
};

constexpr Words group_errors[] = {
    {"1", "groups of this kind are not supported"},
    {"2", "version not supported"},
    {"3", "the trailer is missing"},
    {"4", "the control numbers of header and trailer differ"},
    {"5", "the number of sets is not as the trailer says"},
    {"6", "bad control number"},
    {"17", "bad security"},
    {"18", "bad security"},
    {"19", "the control number was used before"},
    {"23", "bad security"},
    {"24", "bad security"},
    {"25", "bad security"},
    {"26", "bad security"},
};

constexpr Words set_errors[] = {
    {"1", "sets of this kind are not supported"},
    {"2", "the trailer is missing"},
    {"3", "the control numbers of header and trailer differ"},
    {"4", "the number of segments is not as the trailer says"},
    {"5", "segments have errors"},
    {"6", "bad kind of set"},
    {"7", "bad control number"},
    {"18", "the set does not belong into this group"},
    {"19", "bad guide version"},
    {"23", "the control number was used before"},
    {"I5", "segments have errors against the guide"},
    {"I6", "the guide is not supported"},
};

constexpr Words segment_errors[] = {
    {"1", "no such segment in the standard"},
    {"2", "the segment is not expected here"},
    {"3", "a required segment is missing"},
    {"4", "the loop occurs too often"},
    {"5", "the segment occurs too often"},
    {"6", "no such segment in this set"},
    {"7", "the segment is out of order"},
    {"8", "elements of the segment have errors"},
    {"I4", "the guide does not use this segment"},
    {"I6", "a segment is missing that something else here demands"},
    {"I7", "the loop occurs too seldom"},
    {"I8", "the segment occurs too seldom"},
    {"I9", "a segment is here that something else here forbids"},
};

constexpr Words element_errors[] = {
    {"1", "a required element is missing"},
    {"2", "an element is missing that another one demands"},
    {"3", "too many elements"},
    {"4", "too short"},
    {"5", "too long"},
    {"6", "a character that is not allowed"},
    {"7", "not in the code list"},
    {"8", "no such date"},
    {"9", "no such time"},
    {"10", "an element that another one forbids"},
    {"12", "too many repetitions"},
    {"13", "too many components"},
    {"I6", "the guide does not use this code"},
    {"I9", "an element is missing that something else here demands"},
    {"I10", "the guide does not use this element"},
    {"I11", "too few repetitions"},
    {"I12", "not of the form that the guide asks for"},
    {"I13", "an element is here that something else here forbids"},
};

constexpr Words categories[] = {
    {"A0", "passed on"},
    {"A1", "received, not yet accepted"},
    {"A2", "accepted for adjudication"},
    {"A3", "sent back unprocessed"},
    {"A4", "not found"},
    {"A5", "split"},
    {"A6", "something is missing"},
    {"A7", "something is invalid"},
    {"A8", "values contradict each other"},
    {"E0", "no answer: the request is wrong"},
    {"E1", "no answer: system trouble"},
    {"E2", "no answer from the information's owner"},
    {"E3", "to be corrected"},
    {"E4", "partners' own agreement"},
};

constexpr Words statuses[] = {
    {"16", "to the next"},
    {"19", "receipt confirmed"},
    {"20", "taken for processing"},
    {"21", "missing or invalid data"},
    {"24", "not approved to send"},
    {"26", "not found"},
    {"33", "subscriber or number not found"},
    {"54", "duplicate of another claim"},
    {"84", "service not authorized"},
    {"85", "other coverage"},
    {"97", "patient not eligible"},
    {"116", "wrong payer"},
    {"122", "name or number missing"},
    {"126", "address"},
    {"128", "tax number"},
    {"135", "provider number"},
    {"145", "specialty"},
    {"153", "id number"},
    {"158", "birth date"},
    {"164", "member number"},
    {"178", "submitted charge"},
    {"187", "date of service"},
    {"188", "statement dates"},
    {"189", "admission date"},
    {"218", "NDC"},
    {"222", "NDC quantity"},
    {"228", "type of bill"},
    {"247", "see the service lines"},
    {"249", "place of service"},
    {"252", "prior authorization"},
    {"254", "principal diagnosis"},
    {"255", "diagnosis"},
    {"286", "other payer's explanation of benefits"},
    {"306", "detailed description"},
    {"400", "claim out of balance"},
    {"453", "modifier"},
    {"454", "procedure"},
    {"455", "revenue code"},
    {"476", "units of service"},
    {"477", "diagnosis pointer"},
    {"478", "line charge"},
    {"479", "other payer's id"},
    {"480", "kind of coverage"},
    {"496", "submitter not linked to the provider"},
    {"500", "postal code"},
    {"507", "HCPCS code"},
    {"516", "adjudication date"},
    {"562", "NPI"},
    {"659", "unit of measure"},
    {"672", "other payer's payment out of balance"},
    {"684", "rejected for errors told elsewhere"},
    {"697", "too many decimals"},
    {"732", "against billing guidelines"},
    {"742", "sequence of the payers"},
    {"746", "duplicate batch"},
};

constexpr Words entities[] = {
    {"36", "employer"},
    {"40", "receiver"},
    {"41", "submitter"},
    {"71", "attending provider"},
    {"72", "operating physician"},
    {"77", "service facility"},
    {"82", "rendering provider"},
    {"85", "billing provider"},
    {"87", "pay-to provider"},
    {"AY", "clearinghouse"},
    {"DK", "ordering provider"},
    {"DN", "referring provider"},
    {"DQ", "supervising provider"},
    {"IL", "subscriber"},
    {"PR", "payer"},
    {"PRP", "primary payer"},
    {"QC", "patient"},
    {"SEP", "secondary payer"},
    {"TTP", "tertiary payer"},
};

} // namespace

std::string_view interchange_note_words(std::string_view code) {
    return find(interchange_notes, code);
}
std::string_view verdict_words(std::string_view code) {
    return find(verdicts, code);
}
bool is_accepted(std::string_view code) {
    return code == "A" || code == "E" || code == "P";
}
std::string_view group_error_words(std::string_view code) {
    return find(group_errors, code);
}
std::string_view set_error_words(std::string_view code) {
    return find(set_errors, code);
}
std::string_view segment_error_words(std::string_view code) {
    return find(segment_errors, code);
}
std::string_view element_error_words(std::string_view code) {
    return find(element_errors, code);
}
std::string_view category_words(std::string_view code) {
    return find(categories, code);
}
std::string_view status_words(std::string_view code) {
    return find(statuses, code);
}
std::string_view entity_words(std::string_view code) {
    return find(entities, code);
}

} // namespace engine::answers
