// A finding made by hand, for the tests of the reports.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/finding_view.hpp"

namespace engine::report {

inline rules::Rule const& sample_rule() {
    static rules::Rule const rule = [] {
        rules::Rule form;
        form.id = "U103";
        form.name = "units-fractional";
        form.snip = 6;
        form.help = "Send whole units.";
        form.claim_status = {"A7:476", "A7:697", ""};
        form.ack_999 = "IK304:8";
        return form;
    }();
    return rule;
}

/// One finding on `fault` (the first place where it occurs) within the text of a segment that begins at byte 1000 of the input.
struct SampleFinding {
    std::string text, fault, segment;
    Scope scope;
    std::vector<Location> related;
    FindingView view;

    explicit SampleFinding(std::string segment_text = "SV1*HC:J2371*100*UN*2.5***1", std::string at = "2.5")
        : text(std::move(segment_text)), fault(std::move(at)) {
        segment = text.substr(0, text.find('*'));
        scope.input = std::make_shared<InputScope const>(InputScope{"in/a.837", "a.837"});
        InterchangeScope interchange;
        interchange.control_number = "000000905";
        scope.interchange = std::make_shared<InterchangeScope const>(interchange);
        GroupScope group;
        group.control_number = "1";
        scope.group = std::make_shared<GroupScope const>(group);
        SetScope set;
        set.control_number = "0021";
        scope.set = std::make_shared<SetScope const>(set);

        view.rule = &sample_rule();
        view.message = "2.5 units";
        view.scope = &scope;
        view.claim = "A-100";
        view.claim_no = 17;
        view.line = 1;
        view.location.segment = segment;
        view.location.loop = "2400";
        view.location.segment_no = 32;
        view.location.element = 4;
        view.location.segment_text = text;
        view.location.segment_offset = 1000;
        view.location.offset = 1000 + text.find(fault);
        view.location.length = static_cast<std::uint32_t>(fault.size());
    }
    SampleFinding(SampleFinding const&) = delete;
    SampleFinding& operator=(SampleFinding const&) = delete;

    /// The message speaks of a second place, too.
    void relate() {
        Location place;
        place.segment = "LX";
        place.loop = "2400";
        place.segment_no = 31;
        place.offset = 990;
        place.length = 4;
        place.segment_text = "LX*1";
        place.segment_offset = 990;
        related.push_back(place);
        view.related = related;
    }
};

} // namespace engine::report
