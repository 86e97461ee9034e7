// The labelled corpus (tests/corpus/*.cases) as a grammar: a case is a clean file, edits from its top to its bottom, and what the check must
// find. CONTRIBUTING.md, "Add a case", has the format in words. Everything is by lines; blank lines and lines with # are passed over.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace corpus {

struct Edit {
    unsigned line = 0;     ///< of the corpus file
    char mark = ' ';       ///< @ go to, - delete, ! replace, + insert
    std::string text, with; ///< how the segment begins (of +: the segment); what stands in its place (of !)
};

/// A finding that is wanted. What is empty or 0 is not looked at.
struct Expected {
    std::string rule, severity, claim, place; ///< place: "2430", "SVD", "SVD02", "SV101-3", "2430/SVD02"
    unsigned line = 0;                        ///< service line
    std::vector<std::string> codes;           ///< "A8:672": of the 277CA; "999:IK304:3", "TA1:025"
    std::vector<std::string> pieces;          ///< of the message
};

struct Case {
    unsigned line = 0; ///< of the corpus file
    std::string title, base, date;
    unsigned memory = 0; ///< bytes for comparing claims; 0: enough
    std::vector<std::string> policies;
    std::vector<Edit> edits;
    std::vector<Expected> expected;
    std::vector<std::string> near; ///< rules that nearly fire and must not
};

/// A corpus file being read: what is said before the first case holds for all of them.
struct Cases {
    Case common;
    std::vector<Case> list;
    Case& current() { return list.empty() ? common : list.back(); }
};

namespace grammar {

namespace x3 = boost::spirit::x3;
using x3::blank, x3::char_, x3::eol, x3::eoi, x3::graph, x3::lexeme, x3::lit, x3::raw, x3::uint_;

/// What is being filled, and where it begins.
struct Reading {
    Cases* cases;
    char const* begin;
    unsigned line_of(char const* at) const { return 1 + static_cast<unsigned>(std::count(begin, at, '\n')); }
};
struct reading_tag;

constexpr auto text_of = [](auto const& range) { return std::string(range.begin(), range.end()); };
constexpr auto reading = [](auto& context) -> Reading& { return x3::get<reading_tag>(context); };
constexpr auto current = [](auto& context) -> Case& { return reading(context).cases->current(); };

constexpr auto begin_case = [](auto& context) {
    Reading& all = reading(context);
    all.cases->list.push_back(all.cases->common);
    all.cases->list.back().line = all.line_of(x3::_where(context).begin());
    all.cases->list.back().title = text_of(x3::_attr(context));
};
constexpr auto set_base   = [](auto& context) { current(context).base = text_of(x3::_attr(context)); };
constexpr auto set_date   = [](auto& context) { current(context).date = text_of(x3::_attr(context)); };
constexpr auto set_memory = [](auto& context) { current(context).memory = x3::_attr(context); };
constexpr auto add_policy = [](auto& context) { current(context).policies.push_back(text_of(x3::_attr(context))); };
constexpr auto add_near   = [](auto& context) { current(context).near.push_back(text_of(x3::_attr(context))); };
constexpr auto begin_edit = [](auto& context) {
    Edit& edit = current(context).edits.emplace_back();
    edit.line = reading(context).line_of(x3::_where(context).begin());
    edit.mark = x3::_attr(context);
};
constexpr auto set_text = [](auto& context) { current(context).edits.back().text = text_of(x3::_attr(context)); };
constexpr auto set_with = [](auto& context) { current(context).edits.back().with = text_of(x3::_attr(context)); };

constexpr auto last     = [](auto& context) -> Expected& { return current(context).expected.back(); };
constexpr auto expect   = [](auto& context) { current(context).expected.emplace_back().rule = text_of(x3::_attr(context)); };
constexpr auto severity = [](auto& context) { last(context).severity = text_of(x3::_attr(context)); };
constexpr auto claim    = [](auto& context) { last(context).claim = text_of(x3::_attr(context)); };
constexpr auto place    = [](auto& context) { last(context).place = text_of(x3::_attr(context)); };
constexpr auto line     = [](auto& context) { last(context).line = x3::_attr(context); };
constexpr auto code     = [](auto& context) { last(context).codes.push_back(text_of(x3::_attr(context))); };
constexpr auto piece    = [](auto& context) { last(context).pieces.push_back(text_of(x3::_attr(context))); };

// The skipper is `blank`: only `lexeme` sees blanks.
auto const word     = raw[lexeme[+graph]];
auto const to_end   = raw[lexeme[+(char_ - eol)]];
auto const to_arrow = raw[lexeme[+(char_ - eol - " =>")]];
auto const quoted   = lexeme['"' > raw[+(char_ - '"' - eol)] > '"'];
auto const key      = [](char const* name) { return lexeme[lit(name) >> &blank]; };

// expect C201 error line 1 at 2430/SVD02 A8:672 "difference 1.00"
auto const severity_name = raw[lexeme[(lit("error") | "warning" | "advice") >> !graph]];
auto const code_name     = raw[lexeme[+(x3::alnum) >> ':' >> +graph]];
auto const detail =
      severity_name[severity]
    | (key("line") > uint_[line])
    | (key("claim") > word[claim])
    | (key("at") > word[place])
    | code_name[code]
    | quoted[piece];

auto const edit =
      (char_('!')[begin_edit] > to_arrow[set_text] > "=>" > -to_end[set_with])
    | (char_("@+-")[begin_edit] > to_end[set_text]);

auto const corpus_line =
      (lit("==") > to_end[begin_case])
    | (key("base") > word[set_base])
    | (key("date") > word[set_date])
    | (key("memory") > uint_[set_memory])
    | (key("policy") > +word[add_policy])
    | (key("near") > +word[add_near])
    | (key("expect") > word[expect] > *detail)
    | edit
    | ('#' >> *(char_ - eol));

auto const corpus_file = *(eol | (corpus_line > eol)) > eoi;

} // namespace grammar

/// Reads a corpus file's text; throws std::runtime_error with file, line and column when it is none.
inline std::vector<Case> read_cases(std::string const& file, std::string_view text) {
    namespace x3 = boost::spirit::x3;
    Cases cases;
    grammar::Reading reading{&cases, text.data()};
    auto const fail = [&](char const* at, std::string const& what) {
        auto const column = at - std::find(std::reverse_iterator(at), std::reverse_iterator(text.data()), '\n').base() + 1;
        throw std::runtime_error(file + ":" + std::to_string(reading.line_of(at)) + ":" + std::to_string(column) + ": " + what);
    };
    char const* at = text.data();
    try {
        auto const parser = x3::with<grammar::reading_tag>(reading)[grammar::corpus_file];
        x3::phrase_parse(at, text.data() + text.size(), parser, x3::blank); // matches or throws
    } catch (x3::expectation_failure<char const*> const& failure) {
        fail(failure.where(), "not understood from here on");
    }
    return std::move(cases.list);
}

} // namespace corpus
