#include "edi/claim/claim_reader.hpp"

#include <functional>

#include "edi/claim/grammar_def.hpp"

namespace edi {

struct ClaimReader::State {
    Builder builder;
};

ClaimReader::ClaimReader() : state_(std::make_unique<State>()) {}
ClaimReader::~ClaimReader() = default;
ClaimReader::ClaimReader(ClaimReader&&) noexcept = default;
ClaimReader& ClaimReader::operator=(ClaimReader&&) noexcept = default;

void ClaimReader::read(GuideId guide, SegmentTable const& segments, std::span<PlacedSegment const> placed, ClaimVisitor& visitor) {
    Builder& builder = state_->builder;
    builder.start(guide, segments, visitor);

    PlacedSegment const* first = placed.data();
    PlacedSegment const* const last = first + placed.size();
    auto const run = [&](auto const& piece) {
        grammar::x3::parse(first, last, grammar::x3::with<grammar::builder_tag>(std::ref(builder))[piece]);
    };
    if (guide == GuideId::professional)
        run(grammar::professional_piece);
    else
        run(grammar::institutional_piece);
}

SetHeader const& ClaimReader::header() const {
    return state_->builder.header;
}

BillingProvider const& ClaimReader::billing_provider() const {
    return state_->builder.billing_provider;
}

} // namespace edi
