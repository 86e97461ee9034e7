// The library for Python: scrub837.check(bytes, policy=..., ...) gives claims, findings and acknowledgements as objects. Money is in whole cents.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/scrub837.hpp"

namespace py = pybind11;

namespace {

/// Texts as they were sent need not be UTF-8.
py::str as_text(std::string const& bytes) {
    PyObject* const text = PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace");
    if (!text) throw py::error_already_set();
    return py::reinterpret_steal<py::str>(text);
}

py::list as_texts(std::vector<std::string> const& all) {
    py::list texts;
    for (std::string const& each : all) texts.append(as_text(each));
    return texts;
}

template <class Class, class Object>
void text(Class& into, char const* name, std::string Object::*member) {
    into.def_property_readonly(name, [member](Object const& object) { return as_text(object.*member); });
}

scrub837::Result check_buffer(py::buffer const& input, std::optional<scrub837::Policy> const& policy, std::string const& processed,
                              std::uint32_t control_number, bool compare_claims, std::size_t most_findings) {
    py::buffer_info const info = input.request();
    if (info.itemsize != 1 || info.ndim != 1 || (info.size > 1 && info.strides[0] != 1)) throw py::type_error("bytes are wanted");
    scrub837::Options options;
    options.processed = processed;
    options.control_number = control_number;
    options.compare_claims = compare_claims;
    options.most_findings = most_findings;
    std::string_view const bytes(static_cast<char const*>(info.ptr), static_cast<std::size_t>(info.size));
    py::gil_scoped_release const others_may_run;
    return scrub837::check(bytes, policy ? *policy : scrub837::Policy::load(), options);
}

} // namespace

PYBIND11_MODULE(scrub837, m) {
    using namespace scrub837;
    m.doc() = "Checks X12 837P and 837I claims. Money is in whole cents; texts are as they were sent.";
    m.attr("__version__") = version();
    py::register_exception<PolicyError>(m, "PolicyError", PyExc_ValueError);

    py::class_<Policy>(m, "Policy", "What claims are judged by: built-in names or paths of TOML files, later ones over earlier ones.")
        .def(py::init([](std::vector<std::string> const& names) { return Policy::load(names); }),
             py::arg("names") = std::vector<std::string>())
        .def_property_readonly("name", &Policy::name);

    py::class_<Place> place(m, "Place", "Where something stands; 0 and empty: not applicable.");
    text(place, "loop", &Place::loop);
    text(place, "segment", &Place::segment);
    place.def_readonly("segment_no", &Place::segment_no)
        .def_readonly("element", &Place::element)
        .def_readonly("component", &Place::component)
        .def_readonly("offset", &Place::offset)
        .def_readonly("length", &Place::length);

    py::class_<Finding> finding(m, "Finding");
    text(finding, "rule", &Finding::rule);
    text(finding, "name", &Finding::name);
    text(finding, "message", &Finding::message);
    text(finding, "help", &Finding::help);
    text(finding, "policy", &Finding::policy);
    finding.def_property_readonly("severity", [](Finding const& f) { return name_of(f.severity); })
        .def_property_readonly(
            "claim", [](Finding const& f) { return f.claim == Finding::no_claim ? py::object(py::none()) : py::object(py::int_(f.claim)); },
            "index in Result.claims, or None")
        .def_readonly("line", &Finding::line)
        .def_readonly("place", &Finding::place)
        .def_readonly("related", &Finding::related)
        .def("__repr__",
             [](Finding const& f) { return as_text("<Finding " + f.rule + " " + name_of(f.severity) + ": " + f.message + ">"); });

    py::class_<Line> line(m, "Line", "A service line. units and quantity are exact decimal texts: decimal.Decimal(line.units).");
    for (auto const& [name, member] : {std::pair{"code", &Line::code},
                                       {"revenue_code", &Line::revenue_code},
                                       {"units", &Line::units},
                                       {"unit_basis", &Line::unit_basis},
                                       {"from_day", &Line::from},
                                       {"through_day", &Line::through},
                                       {"ndc", &Line::ndc},
                                       {"quantity", &Line::quantity},
                                       {"measure", &Line::measure},
                                       {"substance", &Line::substance}})
        text(line, name, member);
    line.def_property_readonly("modifiers", [](Line const& l) { return as_texts(l.modifiers); })
        .def_readonly("charge_cents", &Line::charge_cents)
        .def_readonly("charge_known", &Line::charge_known);

    py::class_<Claim> claim(m, "Claim");
    for (auto const& [name, member] : {std::pair{"control_number", &Claim::control_number},
                                       {"billing_npi", &Claim::billing_npi},
                                       {"payer_id", &Claim::payer_id},
                                       {"payer", &Claim::payer},
                                       {"member_id", &Claim::member_id},
                                       {"interchange", &Claim::interchange},
                                       {"group", &Claim::group},
                                       {"set", &Claim::set}})
        text(claim, name, member);
    claim.def_readonly("institutional", &Claim::institutional)
        .def_readonly("charge_cents", &Claim::charge_cents)
        .def_readonly("charge_known", &Claim::charge_known)
        .def_readonly("accepted", &Claim::accepted)
        .def_readonly("number", &Claim::number)
        .def_readonly("lines", &Claim::lines);

    py::class_<Totals>(m, "Totals")
        .def_readonly("claims", &Totals::claims)
        .def_readonly("accepted", &Totals::accepted)
        .def_readonly("rejected", &Totals::rejected)
        .def_readonly("lines", &Totals::lines)
        .def_readonly("drug_lines", &Totals::drug_lines)
        .def_readonly("accepted_cents", &Totals::accepted_cents)
        .def_readonly("rejected_cents", &Totals::rejected_cents)
        .def_readonly("errors", &Totals::errors)
        .def_readonly("warnings", &Totals::warnings)
        .def_readonly("advice", &Totals::advice);

    py::class_<Result> result(m, "Result");
    result.def_readonly("readable", &Result::readable)
        .def_property_readonly("reason", [](Result const& r) { return as_text(r.reason); })
        .def_readonly("claims", &Result::claims)
        .def_readonly("findings", &Result::findings)
        .def_readonly("not_told", &Result::not_told)
        .def_readonly("totals", &Result::totals)
        .def_property_readonly("ta1", [](Result const& r) { return py::bytes(r.ta1); })
        .def_property_readonly("ack_999", [](Result const& r) { return py::bytes(r.ack_999); })
        .def_property_readonly("ack_277ca", [](Result const& r) { return py::bytes(r.ack_277ca); });

    m.def("check", &check_buffer, py::arg("input"), py::kw_only(), py::arg("policy") = py::none(), py::arg("processed") = "",
          py::arg("control_number") = 1, py::arg("compare_claims") = true, py::arg("most_findings") = Options{}.most_findings,
          "Checks one file's worth of bytes. What is wrong with them is a finding; PolicyError and ValueError are the caller's mistakes.");
}
