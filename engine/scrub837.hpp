// scrub837 as a library: bytes of X12 837 claims in, claims, findings and acknowledgements out, as plain values. This header stands alone and is
// what `find_package(scrub837)` gives; docs/LIBRARY.md has an example.
//
// The bytes may be anything: what is wrong with them is a finding, never an exception. Exceptions are for what the caller can mend: a policy
// with a mistake (PolicyError), and what the system does not give (std::runtime_error, std::bad_alloc). Nothing is written to files, nothing is
// logged. All functions may be called from several threads at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#if defined(__GNUC__)
#define SCRUB837_API __attribute__((visibility("default")))
#else
#define SCRUB837_API
#endif

namespace scrub837 {

/// Version of the library: "0.1.0".
SCRUB837_API std::string version();

/// A policy that cannot be used; what() names file, line and what to do.
class SCRUB837_API PolicyError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What claims are judged by. Immutable; copies share it.
class SCRUB837_API Policy {
public:
    /// Built-in names ("j2371", "cms") and paths of TOML files, later ones over earlier ones; none = "j2371". Throws PolicyError.
    static Policy load(std::vector<std::string> const& names = {});

    /// What findings that rest on it name: "cms+mine".
    std::string name() const;

    struct Content;
    Content const& content() const { return *content_; }

private:
    explicit Policy(std::shared_ptr<Content const> content) : content_(std::move(content)) {}
    std::shared_ptr<Content const> content_;
};

enum class Severity : std::uint8_t {
    error, ///< rejects the claim, set, group or interchange that it is about
    warning,
    advice
};
/// "error", "warning", "advice".
SCRUB837_API char const* name_of(Severity severity);

/// Where something stands. 0 and empty: not applicable.
struct Place {
    std::string loop;             ///< "2400"
    std::string segment;          ///< "SV1"
    std::uint64_t segment_no = 0; ///< in the transaction set, ST = 1
    std::uint32_t element = 0, component = 0;
    std::uint64_t offset = 0; ///< bytes from the start of the input
    std::uint32_t length = 0; ///< bytes
};

struct Finding {
    static constexpr std::size_t no_claim = static_cast<std::size_t>(-1);

    std::string rule; ///< "U105"
    std::string name; ///< "units-disagree-with-ndc"
    Severity severity = Severity::error;
    std::string message;
    std::string help;             ///< what to do
    std::size_t claim = no_claim; ///< index in Result::claims; no_claim: about none of them
    std::uint32_t line = 0;       ///< service line of the claim, 1 = first; 0: about none
    Place place;
    std::vector<Place> related; ///< other places that the message speaks of
    std::string policy;         ///< name of the policy, where the verdict rests on it
};

/// What is not there, or cannot be read, is empty, or 0 with `known` false. Texts are as sent.
struct Line {
    std::string code; ///< procedure
    std::vector<std::string> modifiers;
    std::string revenue_code;      ///< 837I
    std::int64_t charge_cents = 0; ///< exact
    bool charge_known = false;     ///< the charge could be read
    std::string units, unit_basis; ///< shortest decimal text ("7.2"); UN, MJ, DA
    std::string from, through;     ///< days of service of the line, YYYY-MM-DD; empty where it has none of its own
    std::string ndc;               ///< LIN03
    std::string quantity, measure; ///< CTP04 as shortest decimal text, CTP05
    std::string substance;         ///< of the drug that the policy, or its code tables, see on the line; empty = none
};

struct Claim {
    std::string control_number; ///< CLM01
    bool institutional = false; ///< 837I; else 837P
    std::int64_t charge_cents = 0;
    bool charge_known = false;
    bool accepted = false;               ///< final: also by what happens to its set, group, interchange and input
    std::string billing_npi;             ///< 2010AA NM109
    std::string payer_id, payer;         ///< 2010BB
    std::string member_id;               ///< 2010BA NM109
    std::uint64_t number = 0;            ///< in the input, 1 = first; claims that could not be read count too
    std::string interchange, group, set; ///< control numbers: ISA13, GS06, ST02
    std::vector<Line> lines;
};

/// Of one input. claims = accepted + rejected; claims that could not be read (an unknown guide, too large) are rejected.
struct Totals {
    std::uint64_t claims = 0, accepted = 0, rejected = 0, lines = 0, drug_lines = 0;
    std::int64_t accepted_cents = 0, rejected_cents = 0;
    std::uint64_t errors = 0, warnings = 0, advice = 0;
};

struct Result {
    bool readable = true;          ///< false: the bytes are no X12 at all
    std::string reason;            ///< why they are not readable
    std::vector<Claim> claims;     ///< those that were read, in order
    std::vector<Finding> findings; ///< in the order of the input; of each claim in the order of its segments
    std::uint64_t not_told = 0;    ///< findings beyond Options::most_findings: counted in totals
    Totals totals;
    std::string ta1, ack_999, ack_277ca; ///< acknowledgements as X12; empty: there is nothing to answer
};

struct Options {
    std::string processed;              ///< day that the acknowledgements name, YYYY-MM-DD; empty: today
    std::uint32_t control_number = 1;   ///< of the first acknowledgement, 1 to 999999999
    bool compare_claims = true;         ///< look for duplicates and for sums over the claims of the input
    std::size_t most_findings = 100000; ///< more are counted, not told: broken input can have very many
};

/// Checks one file's worth of bytes: interchanges of 837P and 837I, several of each. Throws std::invalid_argument on Options that cannot be.
/// Memory: a copy of the input, the outputs, the values, and some ten megabytes.
SCRUB837_API Result check(std::string_view bytes, Policy const& policy, Options const& options = {});

} // namespace scrub837
