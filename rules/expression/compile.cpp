#include "rules/expression/compile.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "rules/nearest_word.hpp"

namespace rules::expression {
namespace {

/// The static type of a part of the expression.
struct Shape {
    Type type = Type::boolean;
    Record record{};             ///< of a record, or of the records of a list
    Type element{};              ///< of a list
    Field const* list = nullptr; ///< how to walk it; null: a list of constants
    bool wrong = false;          ///< an error was told already
};

Shape wrong() {
    Shape shape;
    shape.wrong = true;
    return shape;
}
Shape scalar(Type type) {
    Shape shape;
    shape.type = type;
    return shape;
}
Shape shape_of(Field const& field) {
    return {field.type, field.record, field.element, field.type == Type::list ? &field : nullptr, false};
}
Shape element_of(Shape const& list) {
    Shape shape;
    shape.type = list.element;
    shape.record = list.record;
    return shape;
}

std::string with_article(Shape const& shape) {
    if (shape.type == Type::list) return "a list";
    std::string_view const name = shape.type == Type::record ? record_name(shape.record) : type_name(shape.type);
    return (std::string_view("aeiou").find(name[0]) == std::string_view::npos ? "a " : "an ") + std::string(name);
}

/// Words that may have been meant, each as it is shown.
class Likeliest {
public:
    explicit Likeliest(std::string_view word) : word_(word) {}
    void offer(std::string_view candidate, std::string shown) {
        candidates_.push_back(candidate);
        shown_.push_back(std::move(shown));
    }
    /// ": did you mean line.units?"; `otherwise` when nothing is alike.
    std::string cure(std::string_view otherwise) const {
        std::string_view const meant = nearest_word(word_, candidates_);
        if (meant.empty()) return ": " + std::string(otherwise);
        auto const at = std::find(candidates_.begin(), candidates_.end(), meant) - candidates_.begin();
        return ": did you mean " + shown_[static_cast<std::size_t>(at)] + "?";
    }

private:
    std::string_view word_;
    std::vector<std::string_view> candidates_;
    std::vector<std::string> shown_;
};

constexpr std::string_view functions[] = {"has", "readable", "size", "date", "duration"};
constexpr std::string_view methods[] = {"size", "exists",     "all",      "exists_one", "filter", "map", "sum",
                                        "min",  "startsWith", "endsWith", "contains",   "max",    "days"};

std::optional<Fold> fold_of(std::string_view method) {
    if (method == "exists") return Fold::exists;
    if (method == "all") return Fold::all;
    if (method == "exists_one") return Fold::exists_one;
    if (method == "sum") return Fold::sum;
    if (method == "min") return Fold::least;
    if (method == "max") return Fold::greatest;
    return {};
}

Relation relation_of(Operator op) {
    switch (op) {
        case Operator::equal: return Relation::equal;
        case Operator::not_equal: return Relation::not_equal;
        case Operator::less: return Relation::less;
        case Operator::less_or_equal: return Relation::less_or_equal;
        case Operator::greater: return Relation::greater;
        default: return Relation::greater_or_equal;
    }
}

class Compiler {
public:
    Compiler(std::string_view text, Syntax const& syntax, Scope scope)
        : text_(text), nodes_(syntax.nodes), root_(syntax.root), scope_(scope), shapes_(nodes_.size()), fields_(nodes_.size()) {
        Shape claim = scalar(Type::record);
        claim.record = Record::claim;
        variables_.push_back({"claim", claim_slot, claim});
        if (scope != Scope::line) return;
        Shape line = scalar(Type::record);
        line.record = Record::line;
        variables_.push_back({"line", line_slot, line});
    }

    std::variant<Program, Error> condition() {
        std::vector<std::uint32_t> parts;
        split(root_, parts);
        std::vector<std::uint32_t> of_claim, of_line;
        for (std::uint32_t const part : parts) (scope_ == Scope::line && speaks_of_line(part) ? of_line : of_claim).push_back(part);
        conjunction(of_claim, program_.of_claim);
        conjunction(of_line, program_.of_line);
        if (scope_ == Scope::line && of_line.empty())
            fail(nodes_[root_].span, "the expression says nothing of the line: set scope = \"claim\", or name a field of line");
        if (error_) return *std::move(error_);
        program_.needs = truth_needs(root_);
        program_.speaks_of = first_path();
        return std::move(program_);
    }

    std::variant<Program, Error> value(Type& type) {
        out_ = scope_ == Scope::line ? &program_.of_line : &program_.of_claim;
        Shape const shape = compile(root_);
        if (!shape.wrong && (shape.type == Type::record || shape.type == Type::list))
            fail(nodes_[root_].span, with_article(shape) + " cannot be written: name one of its fields");
        if (error_) return *std::move(error_);
        type = shape.type;
        return std::move(program_);
    }

    std::variant<Path, Error> path() {
        Instructions unused;
        out_ = &unused;
        compile(root_);
        Path path;
        if (!error_ && (!find_path(root_, path) || path.fields.empty() || !path.fields.back()->sent))
            fail(nodes_[root_].span, "this is no element of the claim: name a field that was sent, such as line.units");
        if (error_) return *std::move(error_);
        return path;
    }

private:
    struct Variable {
        std::string_view name;
        std::uint8_t slot;
        Shape shape;
    };

    // ---- errors ------------------------------------------------------------------------------------------------------------------

    Shape fail(Span place, std::string message) {
        if (!error_) error_ = Error{std::move(message), place};
        return wrong();
    }
    std::string text_of(std::uint32_t node) const {
        Span const span = nodes_[node].span;
        return std::string(text_.substr(span.begin, span.end - span.begin));
    }

    /// In quotes unless it has some of its own.
    std::string quoted(std::uint32_t node) const {
        std::string const shown = text_of(node);
        return shown.find('"') == std::string::npos ? "\"" + shown + "\"" : shown;
    }

    // ---- code --------------------------------------------------------------------------------------------------------------------

    Instruction& emit(Code code, int change) {
        depth_ += change;
        if (depth_ > static_cast<int>(most_values) - 1 && !error_)
            fail(nodes_[root_].span, "the expression is too complicated: make two rules of it, or use fewer brackets");
        Instruction& instruction = out_->emplace_back();
        instruction.code = code;
        return instruction;
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(out_->size()); }

    std::uint32_t add_constant(Value const& value) {
        program_.constants.push_back(value);
        return static_cast<std::uint32_t>(program_.constants.size() - 1);
    }
    Value keep(std::string const& text_to_keep) { return text(program_.texts.emplace_back(text_to_keep)); }

    /// Joins conditions with &&; each one is checked to be one.
    void conjunction(std::vector<std::uint32_t> const& parts, Instructions& out) {
        out_ = &out;
        depth_ = 0;
        std::vector<std::uint32_t> jumps;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) {
                jumps.push_back(here());
                emit(Code::jump_if_false, 0);
            }
            demand_truth(parts[i]);
            if (i > 0) emit(Code::both, -1);
        }
        // Each jump lands behind the &&s that follow it, where the false value is what they would leave.
        for (std::uint32_t const jump : jumps) out[jump].at = here();
    }

    void demand_truth(std::uint32_t node) {
        Shape const shape = compile(node);
        if (!shape.wrong && shape.type != Type::boolean)
            fail(nodes_[node].span,
                 quoted(node) + " is " + with_article(shape) + ", where something true or false is wanted: compare it with something");
    }

    // ---- parts -------------------------------------------------------------------------------------------------------------------

    Shape compile(std::uint32_t node) {
        if (error_) return wrong();
        Shape const shape = compile_kind(node);
        shapes_[node] = shape;
        return shape;
    }

    Shape compile_kind(std::uint32_t at) {
        Node const& node = nodes_[at];
        switch (node.kind) {
            case NodeKind::truth: return constant(truth(node.truth), Type::boolean);
            case NodeKind::number: return constant(number(node.number), Type::number);
            case NodeKind::text: return constant(keep(node.text), Type::text);
            case NodeKind::list: return list_of_constants(node);
            case NodeKind::name: return variable(node);
            case NodeKind::member: return member(at);
            case NodeKind::call: return call(node);
            case NodeKind::method: return method(node);
            case NodeKind::index: return index(node);
            case NodeKind::negation:
                demand_truth(node.parts[0]);
                emit(Code::negate_truth, 0);
                return scalar(Type::boolean);
            case NodeKind::minus: return minus(node);
            case NodeKind::binary: break;
        }
        return binary(node);
    }

    Shape constant(Value const& value, Type type) {
        emit(Code::constant, 1).at = add_constant(value);
        return scalar(type);
    }

    Shape variable(Node const& node) {
        Variable const* const found = find_variable(node.text);
        if (!found) return fail(node.span, unknown_name(node.text));
        emit(Code::variable, 1).slot = found->slot;
        return found->shape;
    }

    Variable const* find_variable(std::string_view name) const {
        auto const found = std::find_if(variables_.rbegin(), variables_.rend(), [&](Variable const& each) { return each.name == name; });
        return found == variables_.rend() ? nullptr : &*found;
    }

    std::string unknown_name(std::string const& name) const {
        if (name == "line")
            return "there is no line here, because the rule's scope is the claim: set scope = \"line\", or use claim.lines.exists(l, ...)";
        if (name == "null") return "there is no null: has(line.ndc) says whether something was sent";
        Likeliest likeliest(name);
        for (Variable const& each : variables_) {
            likeliest.offer(each.name, std::string(each.name));
            if (each.shape.type != Type::record) continue;
            for (Field const& field : fields(each.shape.record))
                likeliest.offer(field.name, std::string(each.name) + "." + std::string(field.name));
        }
        return "there is no \"" + name + "\"" +
               likeliest.cure("a name begins with claim or line (see scrub837 fields), a text stands in quotes");
    }

    Shape member(std::uint32_t at) {
        Node const& node = nodes_[at];
        std::uint32_t const part = node.parts[0];
        // A field of a variable is one instruction, not two.
        Variable const* const direct = nodes_[part].kind == NodeKind::name ? find_variable(nodes_[part].text) : nullptr;
        bool const fused = direct && direct->shape.type == Type::record;
        Shape const of = fused ? direct->shape : compile(part);
        Field const* const field = find_member(node, part, of);
        if (!field) return wrong();
        fields_[at] = field;
        Instruction& read = emit(fused ? Code::read_of : Code::read, fused ? 1 : 0);
        if (fused) read.slot = direct->slot;
        read.field = field;
        return shape_of(*field);
    }

    /// The field that a member node names; null when there is none, which is told.
    Field const* find_member(Node const& node, std::uint32_t part, Shape const& of) {
        if (of.wrong) return nullptr;
        if (of.type != Type::record) {
            std::string const cure = of.type == Type::list ? "ask its elements with exists(x, ...), all(x, ...) or filter(x, ...)"
                                                           : "take \"." + node.text + "\" away";
            fail(node.word, quoted(part) + " is " + with_article(of) + " and has no fields: " + cure);
            return nullptr;
        }
        if (Field const* const field = find_field(of.record, node.text)) return field;
        Likeliest likeliest(node.text);
        for (Field const& field : fields(of.record)) likeliest.offer(field.name, text_of(part) + "." + std::string(field.name));
        fail(node.word, std::string(record_name(of.record)) + " has no field \"" + node.text + "\"" +
                            likeliest.cure("scrub837 fields lists all of them"));
        return nullptr;
    }

    Shape minus(Node const& node) {
        Shape const shape = compile(node.parts[0]);
        if (shape.wrong) return shape;
        if (shape.type != Type::number && shape.type != Type::duration)
            return fail(node.span, "- wants a number, and " + quoted(node.parts[0]) + " is " + with_article(shape));
        emit(shape.type == Type::number ? Code::negate : Code::negate_duration, 0);
        return shape;
    }

    // ---- operators ---------------------------------------------------------------------------------------------------------------

    Shape binary(Node const& node) {
        switch (node.op) {
            case Operator::both:
            case Operator::either: return logical(node);
            case Operator::in: return in(node);
            case Operator::plus:
            case Operator::minus:
            case Operator::times:
            case Operator::divided:
            case Operator::modulo: return arithmetic(node);
            default: return comparison(node);
        }
    }

    Shape logical(Node const& node) {
        bool const both = node.op == Operator::both;
        demand_truth(node.parts[0]);
        std::uint32_t const jump = here();
        emit(both ? Code::jump_if_false : Code::jump_if_true, 0);
        demand_truth(node.parts[1]);
        emit(both ? Code::both : Code::either, -1);
        (*out_)[jump].at = here();
        return scalar(Type::boolean);
    }

    Shape comparison(Node const& node) {
        Shape const left = compile(node.parts[0]), right = compile(node.parts[1]);
        if (left.wrong || right.wrong) return wrong();
        for (std::size_t i = 0; i < 2; ++i)
            if (Shape const& side = i == 0 ? left : right; side.type == Type::record || side.type == Type::list)
                return fail(nodes_[node.parts[i]].span,
                            quoted(node.parts[i]) + " is " + with_article(side) + " and cannot be compared: " +
                                (side.type == Type::list ? "use in, exists or size" : "name one of its fields"));
        bool const ordered = node.op != Operator::equal && node.op != Operator::not_equal;
        if (ordered && left.type == Type::boolean && right.type == Type::boolean)
            return fail(node.word, "truth values have no order: use == or !=");
        if (left.type != right.type) return fail(node.word, unlike(node, left, right));
        if (left.type == Type::text && !ordered && fuse_text_comparison()) {
            if (node.op == Operator::not_equal) emit(Code::negate_truth, 0);
            return scalar(Type::boolean);
        }
        Instruction& compare = emit(Code::compare, -1);
        compare.relation = relation_of(node.op);
        compare.type = left.type;
        return scalar(Type::boolean);
    }

    /// The most frequent condition, line.procedure == "J2371", becomes one instruction. False: the last two are no field and text.
    bool fuse_text_comparison() {
        Instruction &left = (*out_)[out_->size() - 2], &right = out_->back();
        if (left.code == Code::constant) std::swap(left, right);
        if (left.code != Code::read_of || right.code != Code::constant) return false;
        left.at = right.at;
        left.code = Code::is_text;
        out_->pop_back();
        --depth_;
        return true;
    }

    std::string unlike(Node const& node, Shape const& left, Shape const& right) const {
        std::string message = quoted(node.parts[0]) + " is " + with_article(left) + " and " + quoted(node.parts[1]) + " is " +
                              with_article(right) + ", so they cannot be compared";
        auto const are = [&](Type a, Type b) { return (left.type == a && right.type == b) || (left.type == b && right.type == a); };
        if (are(Type::number, Type::text))
            return message + ": a number is written without quotes (72), a code or other text with them (\"99213\")";
        if (are(Type::day, Type::text) || are(Type::day, Type::number)) return message + ": write a date as date(\"2023-07-01\")";
        if (are(Type::duration, Type::number)) return message + ": write duration(\"30d\"), or ask for the number with .days()";
        if (are(Type::boolean, Type::text)) return message + ": true and false are written without quotes";
        return message;
    }

    Shape in(Node const& node) {
        Shape const left = compile(node.parts[0]);
        if (left.wrong) return left;
        if (left.type == Type::record || left.type == Type::list)
            return fail(nodes_[node.parts[0]].span,
                        "in wants a single value before it, and this is " + with_article(left) + ": use exists");
        std::size_t const first = program_.constants.size();
        Shape const right = compile(node.parts[1]);
        if (right.wrong) return right;
        if (right.type == Type::text)
            return fail(node.word, "in looks into a list: to look into a text use " + text_of(node.parts[1]) + ".contains(...)");
        if (right.type != Type::list)
            return fail(nodes_[node.parts[1]].span, "in wants a list behind it, such as [\"JA\", \"JB\"] or line.modifiers");
        if (right.element == Type::record)
            return fail(nodes_[node.parts[1]].span, "its elements are records, so ask one field of them: " + text_of(node.parts[1]) +
                                                        ".exists(x, x." + std::string(fields(right.record)[0].name) +
                                                        " == " + text_of(node.parts[0]) + ")");
        if (left.type != right.element) {
            Shape const element = scalar(right.element);
            return fail(node.word, quoted(node.parts[0]) + " is " + with_article(left) + ", the elements of the list are each " +
                                       with_article(element));
        }
        if (!right.list) {
            // The list is not pushed: its constants are looked through where they are.
            auto const count = static_cast<std::uint32_t>(program_.constants.size() - first);
            out_->pop_back();
            Instruction& look = emit(Code::in_constants, -1);
            look.at = static_cast<std::uint32_t>(first);
            look.count = count;
            look.type = left.type;
            return scalar(Type::boolean);
        }
        Instruction& look = emit(Code::in_list, -1);
        look.field = right.list;
        look.type = left.type;
        return scalar(Type::boolean);
    }

    Shape arithmetic(Node const& node) {
        if (node.op == Operator::divided)
            return fail(node.word, "there is no division, because its result is not exact: multiply the other side instead");
        Shape const left = compile(node.parts[0]), right = compile(node.parts[1]);
        if (left.wrong || right.wrong) return wrong();
        auto const are = [&](Type a, Type b) { return left.type == a && right.type == b; };
        auto const as = [&](Code code, Type type) {
            emit(code, -1);
            return scalar(type);
        };
        bool const adds = node.op == Operator::plus;
        if (are(Type::number, Type::number)) {
            switch (node.op) {
                case Operator::plus: return as(Code::plus, Type::number);
                case Operator::minus: return as(Code::minus, Type::number);
                case Operator::times: return as(Code::times, Type::number);
                default: return as(Code::modulo, Type::number);
            }
        }
        if (adds || node.op == Operator::minus) {
            if (are(Type::day, Type::duration)) return as(adds ? Code::day_plus : Code::day_minus, Type::day);
            if (are(Type::duration, Type::duration)) return as(adds ? Code::duration_plus : Code::duration_minus, Type::duration);
            if (!adds && are(Type::day, Type::day)) return as(Code::day_difference, Type::duration);
        }
        return fail(node.word, std::string(text_.substr(node.word.begin, node.word.end - node.word.begin)) + " cannot join " +
                                   with_article(left) + " and " + with_article(right) +
                                   ": it is for numbers, and + and - for dates and durations (line.from + duration(\"30d\"))");
    }

    // ---- lists -------------------------------------------------------------------------------------------------------------------

    /// The value of a literal, date() or duration(), which are the elements of lists that are written out; pushes nothing.
    std::optional<Value> literal(std::uint32_t at, Type& type) {
        Node const& node = nodes_[at];
        switch (node.kind) {
            case NodeKind::number: type = Type::number; return number(node.number);
            case NodeKind::text: type = Type::text; return keep(node.text);
            case NodeKind::minus: {
                Node const& part = nodes_[node.parts[0]];
                if (part.kind != NodeKind::number) return {};
                type = Type::number;
                return number({-part.number.mantissa, part.number.scale});
            }
            case NodeKind::call: {
                if (node.text != "date" && node.text != "duration") return {};
                type = node.text == "date" ? Type::day : Type::duration;
                return type == Type::day ? day_literal(node) : duration_literal(node);
            }
            default: return {};
        }
    }

    Shape list_of_constants(Node const& node) {
        if (node.parts.empty()) return fail(node.span, "an empty list has nothing in it: write its elements, such as [\"JA\", \"JB\"]");
        Shape shape = scalar(Type::list);
        std::vector<Value> values;
        for (std::uint32_t const part : node.parts) {
            Type type{};
            auto const value = literal(part, type);
            if (error_) return wrong();
            if (!value)
                return fail(nodes_[part].span,
                            "a list that is written out has texts, numbers or dates in it: for anything else write a == x || a == y");
            if (!values.empty() && type != shape.element)
                return fail(nodes_[part].span, "the elements of a list are of one type, and this is no " +
                                                   std::string(type_name(shape.element)) + " as the others are");
            shape.element = type;
            values.push_back(*value);
        }
        Instruction& push = emit(Code::constants, 1);
        push.at = static_cast<std::uint32_t>(program_.constants.size());
        push.count = static_cast<std::uint32_t>(values.size());
        program_.constants.insert(program_.constants.end(), values.begin(), values.end());
        return shape;
    }

    Shape index(Node const& node) {
        Shape const of = compile(node.parts[0]);
        if (of.wrong) return of;
        if (of.type != Type::list)
            return fail(node.span, "[...] wants a list before it, and " + quoted(node.parts[0]) + " is " + with_article(of));
        Shape const place = compile(node.parts[1]);
        if (place.wrong) return place;
        if (place.type != Type::number) return fail(node.word, "the place in a list is a number, 0 for the first element");
        Shape const shape = element_of(of);
        Instruction& element = emit(Code::element, -1);
        walk(element, of);
        element.type = shape.type;
        return shape;
    }

    static void walk(Instruction& instruction, Shape const& list) {
        instruction.field = list.list;
        instruction.constant_list = !list.list;
    }

    // ---- functions ---------------------------------------------------------------------------------------------------------------

    Shape call(Node const& node) {
        if (node.text == "has" || node.text == "readable") return presence(node);
        if (node.text == "date" || node.text == "duration") {
            auto const value = node.text == "date" ? day_literal(node) : duration_literal(node);
            return value ? constant(*value, node.text == "date" ? Type::day : Type::duration) : wrong();
        }
        if (node.text == "size") {
            if (node.parts.size() != 1) return fail(node.span, "size wants one text or list: size(line.modifiers)");
            return size(node, node.parts[0]);
        }
        Likeliest likeliest(node.text);
        for (std::string_view const name : functions) likeliest.offer(name, std::string(name) + "(...)");
        for (std::string_view const name : methods) likeliest.offer(name, "x." + std::string(name) + "(...)");
        return fail(node.word, "there is no function \"" + node.text + "\"" +
                                   likeliest.cure("the functions are has, readable, size, date and duration"));
    }

    /// has(x.field) and readable(x.field).
    Shape presence(Node const& node) {
        bool const has = node.text == "has";
        if (node.parts.size() != 1 || nodes_[node.parts[0]].kind != NodeKind::member)
            return fail(node.span, node.text + " wants one field: " + node.text + "(line.ndc)");
        Node const& asked = nodes_[node.parts[0]];
        Shape const of = compile(asked.parts[0]);
        Field const* const field = find_member(asked, asked.parts[0], of);
        if (!field) return wrong();
        fields_[node.parts[0]] = field;
        if (field->type == Type::list)
            return fail(asked.span, "a list is always there and may be empty: write size(" + text_of(node.parts[0]) + ") > 0");
        if (!has && !field->sent) return fail(asked.span, "this is computed, not read: only has(...) can be asked of it");
        emit(has ? Code::sent : Code::readable, 0).field = field;
        return scalar(Type::boolean);
    }

    /// The one argument of date and duration, a literal text.
    Node const* literal_argument(Node const& node, std::string_view form) {
        if (node.parts.size() == 1 && nodes_[node.parts[0]].kind == NodeKind::text) return &nodes_[node.parts[0]];
        fail(node.span, node.text + " wants a text in quotes: " + std::string(form));
        return nullptr;
    }
    std::optional<Value> day_literal(Node const& node) {
        Node const* const argument = literal_argument(node, "date(\"2023-07-01\")");
        if (!argument) return {};
        auto const read = edi::read_iso_day(argument->text);
        if (read.reading == edi::Reading::ok) return day(read.day);
        fail(argument->span, "this is no day: write it as date(\"2023-07-01\")");
        return {};
    }
    std::optional<Value> duration_literal(Node const& node) {
        Node const* const argument = literal_argument(node, "duration(\"30d\")");
        if (!argument) return {};
        std::string_view digits = argument->text;
        bool const hours = digits.ends_with('h');
        bool const unit = hours || digits.ends_with('d');
        if (unit) digits.remove_suffix(1);
        auto const read = edi::read_integer(digits);
        constexpr std::int64_t most = 1'000'000;
        bool const whole = read.value >= 0 && read.value <= most && (!hours || read.value % 24 == 0);
        if (unit && read.reading == edi::Reading::ok && whole) return duration(hours ? read.value / 24 : read.value);
        fail(argument->span, "this is no duration: write whole days as duration(\"30d\"), or hours that make whole days (\"48h\")");
        return {};
    }

    Shape size(Node const& node, std::uint32_t part) {
        if (is_pipeline(part)) return fold(node, part, Fold::count);
        Shape const of = compile(part);
        if (of.wrong) return of;
        if (of.type == Type::text) {
            emit(Code::text_size, 0);
        } else if (of.type == Type::list) {
            walk(emit(Code::list_size, 0), of);
        } else {
            return fail(nodes_[part].span, "size is that of a text or a list, and " + quoted(part) + " is " + with_article(of));
        }
        return scalar(Type::number);
    }

    // ---- methods -----------------------------------------------------------------------------------------------------------------

    bool is_pipeline(std::uint32_t part) const {
        return nodes_[part].kind == NodeKind::method && (nodes_[part].text == "filter" || nodes_[part].text == "map");
    }

    Shape method(Node const& node) {
        std::string const& name = node.text;
        if (name == "size") {
            if (node.parts.size() != 1) return fail(node.span, "size() takes nothing in its brackets here");
            return size(node, node.parts[0]);
        }
        if (auto const kind = fold_of(name)) return fold(node, node.parts[0], *kind);
        if (name == "filter" || name == "map")
            return fail(node.word, name + " makes a list, and a condition wants one value of it: go on with .size()" +
                                       (name == "map" ? ", .sum(), .min() or .max()" : ", .exists(x, ...) or .all(x, ...)"));
        if (name == "startsWith") return search(node, Code::starts_with);
        if (name == "endsWith") return search(node, Code::ends_with);
        if (name == "contains") return search(node, Code::contains);
        if (name == "days") return days(node);
        if (name == "matches") return fail(node.word, "there are no patterns here: use startsWith, endsWith, contains or in [...]");
        Likeliest likeliest(name);
        for (std::string_view const each : methods) likeliest.offer(each, std::string(each) + "(...)");
        return fail(node.word, "there is no function \"" + name + "\"" + likeliest.cure("see docs/EXPRESSIONS.md"));
    }

    Shape search(Node const& node, Code code) {
        Shape const of = compile(node.parts[0]);
        if (of.wrong) return of;
        if (of.type != Type::text)
            return fail(node.word, node.text + " looks into a text, and " + quoted(node.parts[0]) + " is " + with_article(of) +
                                       (of.type == Type::list ? ": use \"x\" in list" : ""));
        if (node.parts.size() != 2)
            return fail(node.span, node.text + " wants one text: " + text_of(node.parts[0]) + "." + node.text + "(\"J\")");
        Shape const what = compile(node.parts[1]);
        if (what.wrong) return what;
        if (what.type != Type::text)
            return fail(nodes_[node.parts[1]].span, node.text + " wants a text, and this is " + with_article(what));
        emit(code, -1);
        return scalar(Type::boolean);
    }

    Shape days(Node const& node) {
        Shape const of = compile(node.parts[0]);
        if (of.wrong) return of;
        if (of.type != Type::duration || node.parts.size() != 1)
            return fail(node.word, "days() is the number of days of a duration: (line.through - line.from).days()");
        emit(Code::days_of, 0);
        return scalar(Type::number);
    }

    /// A loop: list.filter(x, ...)....map(x, ...).sum(), or .exists(x, ...).
    Shape fold(Node const& node, std::uint32_t receiver, Fold kind) {
        std::vector<std::uint32_t> stages; // filters and maps from the last to the first
        std::uint32_t source = receiver;
        for (; is_pipeline(source); source = nodes_[source].parts[0]) stages.push_back(source);
        Shape const list = compile(source);
        if (list.wrong) return list;
        if (list.type != Type::list)
            return fail(node.word, node.text + " wants a list before it, and " + quoted(source) + " is " + with_article(list));
        if (loops_ == most_loops)
            return fail(node.word, "lists may be walked " + std::to_string(most_loops) + " deep within one another, no deeper");
        Shape element = element_of(list);
        auto const slot = static_cast<std::uint8_t>(first_loop_slot + loops_++);
        std::uint32_t const begin = here();
        std::vector<std::uint32_t> exits{begin};
        auto const loop = [&](Code code, int change) -> Instruction& {
            Instruction& instruction = emit(code, change);
            instruction.slot = slot;
            instruction.fold = kind;
            walk(instruction, list);
            return instruction;
        };
        loop(Code::begin_loop, -1);
        bool mapped = false;
        for (auto stage = stages.rbegin(); stage != stages.rend() && !error_; ++stage) {
            Node const& each = nodes_[*stage];
            if (mapped) return fail(each.word, "map comes last: put " + each.text + " before it");
            mapped = each.text == "map";
            Shape const value = body(each, slot, element, !mapped);
            if (value.wrong) return wrong();
            if (mapped) {
                element = value;
            } else {
                exits.push_back(here());
                loop(Code::filter_loop, -1).count = begin + 1;
            }
        }
        Shape const result = fold_value(node, slot, element, kind, mapped);
        if (result.wrong) return wrong();
        Instruction& next = loop(Code::next_loop, kind == Fold::count ? 1 : 0);
        next.at = begin + 1;
        next.type = result.type;
        for (std::uint32_t const exit : exits) (*out_)[exit].at = here();
        --loops_;
        return result;
    }

    /// The value of one element that the loop folds, and the shape of its result.
    Shape fold_value(Node const& node, std::uint8_t slot, Shape const& element, Fold kind, bool mapped) {
        switch (kind) {
            case Fold::count:
                if (mapped) return fail(node.word, "map does not change how many there are: take it away");
                return scalar(Type::number);
            case Fold::exists:
            case Fold::all:
            case Fold::exists_one: {
                if (mapped) return fail(node.word, "take map away: " + node.text + " can ask the elements themselves");
                Shape const asked = body(node, slot, element, true);
                return asked.wrong ? asked : scalar(Type::boolean);
            }
            default: break;
        }
        if (node.parts.size() != 1)
            return fail(node.span, node.text + "() takes nothing in its brackets: list.map(x, x.charge)." + node.text + "()");
        bool const fits = element.type == Type::number || (kind != Fold::sum && element.type == Type::day);
        if (!fits)
            return fail(node.word, node.text + " wants numbers" + (kind == Fold::sum ? "" : " or dates") + ", and each element is " +
                                       with_article(element) + ": take a field of it with map(x, x.charge)");
        if (!mapped) emit(Code::variable, 1).slot = slot;
        return element;
    }

    /// name(x, expression): compiles the expression with x as the element.
    Shape body(Node const& node, std::uint8_t slot, Shape const& element, bool condition) {
        if (node.parts.size() != 3 || nodes_[node.parts[1]].kind != NodeKind::name)
            return fail(node.span,
                        node.text + " wants a name for the element and what is asked of it: " + node.text + "(x, x.code == \"I10\")");
        Node const& name = nodes_[node.parts[1]];
        if (find_variable(name.text)) return fail(name.span, "\"" + name.text + "\" is the name of something else here: take another one");
        variables_.push_back({name.text, slot, element});
        Shape result = scalar(Type::boolean);
        if (condition)
            demand_truth(node.parts[2]);
        else
            result = compile(node.parts[2]);
        variables_.pop_back();
        return error_ ? wrong() : result;
    }

    // ---- what is known of the whole ----------------------------------------------------------------------------------------------

    /// The conditions that && joins at the top.
    void split(std::uint32_t node, std::vector<std::uint32_t>& parts) const {
        if (nodes_[node].kind != NodeKind::binary || nodes_[node].op != Operator::both) return parts.push_back(node);
        split(nodes_[node].parts[0], parts);
        split(nodes_[node].parts[1], parts);
    }

    bool speaks_of_line(std::uint32_t node) const {
        if (nodes_[node].kind == NodeKind::name && nodes_[node].text == "line") return true;
        return std::any_of(nodes_[node].parts.begin(), nodes_[node].parts.end(), [&](std::uint32_t part) { return speaks_of_line(part); });
    }

    /// Traits without which a part has no value (a text: is empty; a list: has no element).
    Traits value_needs(std::uint32_t at) const {
        Node const& node = nodes_[at];
        switch (node.kind) {
            case NodeKind::member: return (fields_[at] ? fields_[at]->needs : 0) | value_needs(node.parts[0]);
            case NodeKind::index:
            case NodeKind::minus: return value_needs(node.parts[0]);
            case NodeKind::method: return node.text == "filter" ? value_needs(node.parts[0]) | truth_needs(node.parts[2]) : 0;
            case NodeKind::binary: return node.op >= Operator::plus ? value_needs(node.parts[0]) | value_needs(node.parts[1]) : 0;
            default: return 0;
        }
    }

    bool is_some_text(std::uint32_t at) const { return nodes_[at].kind == NodeKind::text && !nodes_[at].text.empty(); }

    /// Traits without which a condition is never true. May say too little, never too much.
    Traits truth_needs(std::uint32_t at) const {
        Node const& node = nodes_[at];
        switch (node.kind) {
            case NodeKind::member: return value_needs(at);
            case NodeKind::call: return node.text == "has" || node.text == "readable" ? value_needs(node.parts[0]) : 0;
            case NodeKind::method:
                if (node.text == "exists" || node.text == "exists_one") return value_needs(node.parts[0]) | truth_needs(node.parts[2]);
                if (node.text == "startsWith" || node.text == "endsWith" || node.text == "contains")
                    return is_some_text(node.parts[1]) ? value_needs(node.parts[0]) : 0;
                return 0;
            case NodeKind::binary: break;
            default: return 0;
        }
        std::uint32_t const left = node.parts[0], right = node.parts[1];
        switch (node.op) {
            case Operator::both: return truth_needs(left) | truth_needs(right);
            case Operator::either: return truth_needs(left) & truth_needs(right);
            case Operator::in: {
                if (nodes_[right].kind != NodeKind::list) return value_needs(right);
                bool const some = std::none_of(nodes_[right].parts.begin(), nodes_[right].parts.end(), [&](std::uint32_t part) {
                    return nodes_[part].kind == NodeKind::text && nodes_[part].text.empty();
                });
                return some ? value_needs(left) : 0;
            }
            default: break;
        }
        if (shapes_[left].type == Type::text || shapes_[right].type == Type::text) {
            if (node.op != Operator::equal) return 0;
            return is_some_text(right) ? value_needs(left) : is_some_text(left) ? value_needs(right) : 0;
        }
        if (shapes_[left].type == Type::boolean) return 0;
        return value_needs(left) | value_needs(right);
    }

    /// The way to a field that begins with claim or line; false when the node is none.
    bool find_path(std::uint32_t at, Path& path) const {
        Node const& node = nodes_[at];
        if (node.kind == NodeKind::name) {
            if (node.text != "line" && node.text != "claim") return false;
            path.slot = node.text == "line" ? line_slot : claim_slot;
            return true;
        }
        if (node.kind != NodeKind::member || !fields_[at] || !find_path(node.parts[0], path)) return false;
        path.fields.push_back(fields_[at]);
        return true;
    }

    /// Where findings point to: the first field of the line, or of the claim in rules on claims, in the order of the text.
    Path first_path() const {
        std::uint8_t const wanted = scope_ == Scope::line ? line_slot : claim_slot;
        Path best;
        std::uint32_t begin = UINT32_MAX;
        for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
            Path path;
            if (nodes_[at].span.begin >= begin || nodes_[at].kind != NodeKind::member || !find_path(at, path)) continue;
            if (path.slot != wanted || path.fields.empty() || !path.fields.back()->sent) continue;
            best = std::move(path);
            begin = nodes_[at].span.begin;
        }
        return best;
    }

    std::string_view text_;
    std::vector<Node> const& nodes_;
    std::uint32_t root_;
    Scope scope_;
    std::vector<Shape> shapes_;        ///< by node
    std::vector<Field const*> fields_; ///< by node: the field of a member
    std::vector<Variable> variables_;
    Program program_;
    Instructions* out_ = nullptr;
    int depth_ = 0;
    std::size_t loops_ = 0;
    std::optional<Error> error_;
};

template <class Result, class Use>
std::variant<Result, Error> parsed(std::string_view text, Scope scope, Use&& use) {
    auto syntax = parse(text);
    if (auto* error = std::get_if<Error>(&syntax)) return std::move(*error);
    Compiler compiler(text, std::get<Syntax>(syntax), scope);
    return use(compiler);
}

} // namespace

std::variant<Program, Error> compile(std::string_view text, Scope scope) {
    return parsed<Program>(text, scope, [](Compiler& compiler) { return compiler.condition(); });
}

std::variant<Program, Error> compile_value(std::string_view text, Scope scope, Type& type) {
    return parsed<Program>(text, scope, [&](Compiler& compiler) { return compiler.value(type); });
}

std::variant<Path, Error> compile_path(std::string_view text, Scope scope) {
    return parsed<Path>(text, scope, [](Compiler& compiler) { return compiler.path(); });
}

std::string point_out(std::string_view text, Error const& error) {
    std::size_t const at = std::min<std::size_t>(error.place.begin, text.size());
    std::size_t const line_begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1; // npos + 1 is 0
    std::size_t const line_end = std::min(text.find('\n', at), text.size());
    std::string shown = "    ", mark = "    ";
    for (std::size_t i = line_begin; i < line_end; ++i) shown += ' ' <= text[i] && text[i] <= '~' ? text[i] : ' ';
    mark.append(at - line_begin, ' ');
    mark += '^';
    for (std::size_t i = at + 1; i < std::min<std::size_t>(error.place.end, line_end); ++i) mark += '~';
    return shown + "\n" + mark + "\n";
}

} // namespace rules::expression
