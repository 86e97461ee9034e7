// consumer FILE: what is wrong with the claims of a file, and the acknowledgement that the sender gets.
#include <scrub837.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int count, char** words) {
    if (count != 2) return 3;
    std::ifstream file(words[1], std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    try {
        auto const policy = scrub837::Policy::load({"j2371"});
        scrub837::Options options;
        options.processed = "2026-11-24";
        auto const result = scrub837::check(bytes, policy, options);
        for (auto const& finding : result.findings) {
            if (finding.claim != scrub837::Finding::no_claim) std::cout << result.claims[finding.claim].control_number << ' ';
            std::cout << finding.place.loop << '/' << finding.place.segment << ": " << scrub837::name_of(finding.severity) << ' '
                      << finding.rule << ", " << finding.message << '\n';
        }
        std::cout << result.totals.accepted << " of " << result.totals.claims << " claims accepted\n" << result.ack_277ca;
        return result.totals.rejected == 0 ? 0 : 1;
    } catch (scrub837::PolicyError const& wrong) {
        std::cerr << wrong.what() << '\n';
        return 3;
    }
}
