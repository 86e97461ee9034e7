// Any bytes as an expression: it must be refused with a place within it, or run over a claim without harm. The claim is that of the sample
// with other payers.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

#include "edi/claim/claim_reader.hpp"
#include "edi/loops/cursor.hpp"
#include "rules/expression/compile.hpp"
#include "rules/expression/run.hpp"
#include "rules/facts.hpp"
#include "rules/policy.hpp"

namespace {

using namespace rules::expression;

void must(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

class Runner : public edi::ClaimVisitor {
public:
    Runner(Program const& program, Scope scope, rules::Policy const& policy) : program_(program), scope_(scope), finder_(policy) {}
    void visit(edi::Claim const& claim) override {
        auto const facts = finder_.find(claim);
        std::uint32_t steps = 0;
        Verdict verdict = Verdict::no;
        if (!program_.of_claim.empty()) verdict = run(program_, program_.of_claim, facts, nullptr, steps);
        if (scope_ == Scope::claim && verdict == Verdict::yes)
            must((program_.needs & ~facts.traits) == 0, "what is true of a claim needs no trait that it has not");
        for (edi::ServiceLine const& line : claim.lines) {
            if (!program_.of_line.empty()) run(program_, program_.of_line, facts, &line, steps);
            find(program_.speaks_of, facts, &line);
        }
    }

private:
    Program const& program_;
    Scope scope_;
    rules::FactFinder finder_;
};

constexpr std::string_view set =
    "ST*837*0001*005010X222A1~BHT*0019*00*T1*20261102*0915*CH~NM1*41*2*SENDER*****46*S1~NM1*40*2*RECEIVER*****46*R1~HL*1**20*1~"
    "NM1*85*2*CLINIC*****XX*1300200015~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*PERSON*ANY****MI*ID1~DMG*D8*19700101*F~"
    "NM1*PR*2*PAYER*****PI*DEST~CLM*T1*180***11:B:1*Y*A*Y*Y~REF*G1*AUTH~NTE*ADD*HELLO~HI*ABK:I82401*ABF:I10~SBR*S*18*******MB~CAS*PR*1*10~"
    "AMT*D*30~NM1*PR*2*OTHER*****PI*MCR~LX*1~SV1*HC:J2371:JB:59*100.5*UN*40***1:2~DTP*472*RD8*20261005-20261007~LIN**N4*00069019602~"
    "CTP****2*ML~SVD*MCR*20*HC:J2371**40~CAS*CO*45*80~DTP*573*D8*20261020~LX*2~SV1*HC:99213*9X*UN****1~DTP*472*D8*2026100~SE*1*0001~";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const policy = std::get<rules::Policy>(rules::load_policies({}));
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    for (Scope const scope : {Scope::claim, Scope::line}) {
        auto const compiled = compile(text, scope);
        if (auto const* error = std::get_if<Error>(&compiled)) {
            must(error->place.begin <= error->place.end && error->place.end <= size, "an error has its place in the text");
            must(!error->message.empty(), "an error has words");
            point_out(text, *error);
            continue;
        }
        edi::SegmentTable segments;
        segments.assign(set, {});
        std::vector<edi::PlacedSegment> placed;
        std::vector<edi::Fault> faults;
        edi::Cursor().place(edi::guide(edi::GuideId::professional), segments, {}, {}, placed, faults);
        Runner runner(std::get<Program>(compiled), scope, policy);
        edi::ClaimReader().read(edi::GuideId::professional, segments, placed, runner);
    }
    return 0;
}
