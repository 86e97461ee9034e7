#include "rules/expression/run.hpp"

#include <algorithm>
#include <optional>

namespace rules::expression {
namespace {

/// Texts are compared and searched up to this size; no element of a guide is longer.
constexpr std::size_t longest_text = 4096;

/// Days that can be written: years 0 to 9999.
constexpr std::int64_t first_day = -719'528, last_day = 2'932'896;

bool same_text(Value const& a, Value const& b) {
    return a.text() == b.text();
}

int sign(std::int64_t a, std::int64_t b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

/// Of two known values of one type.
int compare(Type type, Value const& a, Value const& b) {
    switch (type) {
        case Type::number:
            return a.digits.scale == b.digits.scale ? sign(a.digits.mantissa, b.digits.mantissa) : edi::compare(a.number(), b.number());
        case Type::text: return a.text().compare(b.text());
        case Type::day: return sign(a.day_number, b.day_number);
        case Type::duration: return sign(a.days, b.days);
        default: return sign(a.truth, b.truth);
    }
}

bool holds(Relation relation, int sign) {
    switch (relation) {
        case Relation::equal: return sign == 0;
        case Relation::not_equal: return sign != 0;
        case Relation::less: return sign < 0;
        case Relation::less_or_equal: return sign <= 0;
        case Relation::greater: return sign > 0;
        case Relation::greater_or_equal: break;
    }
    return sign >= 0;
}

Value number_or_unknown(std::optional<edi::Decimal> const& value) {
    return value ? number(*value) : unknown();
}

edi::Decimal negated(edi::Decimal value) {
    value.mantissa = -value.mantissa; // |mantissa| < 10^18
    return value;
}

/// a - b * (a / b without its fraction); the sign is that of a.
Value remainder(edi::Decimal a, edi::Decimal b) {
    __extension__ typedef __int128 Wide;
    if (b.mantissa == 0) return unknown();
    Wide left = a.mantissa, right = b.mantissa;
    for (int scale = a.scale; scale < b.scale; ++scale) left *= 10;
    for (int scale = b.scale; scale < a.scale; ++scale) right *= 10;
    Wide const rest = left % right;
    Wide const limit = 1'000'000'000'000'000'000;
    if (rest <= -limit || rest >= limit) return unknown();
    return number({static_cast<std::int64_t>(rest), std::max(a.scale, b.scale)});
}

Value day_or_unknown(std::int64_t number) {
    return number < first_day || number > last_day ? unknown() : day({static_cast<std::int32_t>(number)});
}

Value absent(Field const& field) {
    switch (field.type) {
        case Type::text: return text({});
        case Type::boolean: return truth(false);
        case Type::record: return record(nullptr);
        case Type::list: return list(nullptr, 0);
        default: return unknown();
    }
}

/// A loop over a list, under way.
struct Loop {
    char const* at;
    std::uint32_t left; ///< objects from `at` on
    Value result;       ///< so far
    bool poisoned;      ///< the result is unknown, whatever comes
    bool doubtful;      ///< it is unknown whether the element counts
};

class Machine {
public:
    Machine(Program const& program, ClaimFacts const& facts, edi::ServiceLine const* line, std::uint32_t& steps)
        : program_(program), facts_(facts), steps_(steps) {
        slots_[claim_slot] = record(&facts.claim);
        slots_[line_slot] = record(line);
    }

    /// False when it was given up.
    bool run(Instructions const& instructions, Value& result) {
        Instruction const* const begin = instructions.data();
        Instruction const* const end = begin + instructions.size();
        for (Instruction const* at = begin; at != end;) {
            at = step(*at, at + 1, begin);
            if (steps_ > most_steps) return false;
        }
        result = top_[-1];
        return true;
    }

private:
    Value& top() { return top_[-1]; }
    void push(Value const& value) { *top_++ = value; }
    Value pop() { return *--top_; }

    Value read(Field const& field, void const* object) const { return object ? field.read(object, facts_) : absent(field); }

    // Most conditions are settled by one or two instructions, so calls would be much of the cost.
    [[gnu::always_inline]] Instruction const* step(Instruction const& i, Instruction const* next, Instruction const* begin) {
        switch (i.code) {
            case Code::constant: push(program_.constants[i.at]); break;
            case Code::constants: push(list(program_.constants.data() + i.at, i.count)); break;
            case Code::variable: push(slots_[i.slot]); break;
            case Code::read: top() = top().known ? read(*i.field, top().record) : unknown(); break;
            case Code::read_of: push(read(*i.field, slots_[i.slot].record)); break;
            case Code::sent: top() = truth(is_sent(*i.field, top().record)); break;
            case Code::readable: top() = truth(is_sent(*i.field, top().record) && read(*i.field, top().record).known); break;
            case Code::there: top() = truth(top().record != nullptr); break;
            case Code::is_text: push(truth(same_text(read(*i.field, slots_[i.slot].record), program_.constants[i.at]))); break;
            case Code::negate_truth: top().truth = top().known && !top().truth; break;
            case Code::both: conjoin(false); break;
            case Code::either: conjoin(true); break;
            case Code::jump_if_false:
                if (top().known && !top().truth) return begin + i.at;
                break;
            case Code::jump_if_true:
                if (top().known && top().truth) return begin + i.at;
                break;
            case Code::compare:
                binary([&](Value const& a, Value const& b) { return truth(holds(i.relation, compare(i.type, a, b))); });
                break;
            case Code::in_constants: in_constants(i); break;
            case Code::in_list: in_list(i); break;
            case Code::element: element(i); break;
            case Code::list_size: top() = whole_number(count(i, top().run)); break;
            case Code::begin_loop: return begin_loop(i, next, begin);
            case Code::filter_loop: return filter_loop(i, next, begin);
            case Code::next_loop: return next_loop(i, next, begin);
            default: compute(i.code); break;
        }
        return next;
    }

    [[gnu::noinline]] void compute(Code code) {
        switch (code) {
            case Code::plus: binary([](auto& a, auto& b) { return number_or_unknown(edi::add(a.number(), b.number())); }); break;
            case Code::minus: binary([](auto& a, auto& b) { return number_or_unknown(edi::add(a.number(), negated(b.number()))); }); break;
            case Code::times: binary([](auto& a, auto& b) { return number_or_unknown(edi::multiply(a.number(), b.number())); }); break;
            case Code::modulo: binary([](auto& a, auto& b) { return remainder(a.number(), b.number()); }); break;
            case Code::negate:
                if (top().known) top() = number(negated(top().number()));
                break;
            case Code::day_plus: binary([](auto& a, auto& b) { return day_or_unknown(a.day_number + b.days); }); break;
            case Code::day_minus: binary([](auto& a, auto& b) { return day_or_unknown(a.day_number - b.days); }); break;
            case Code::day_difference: binary([](auto& a, auto& b) { return duration(std::int64_t{a.day_number} - b.day_number); }); break;
            case Code::duration_plus: binary([](auto& a, auto& b) { return sum_of_days(a.days, b.days); }); break;
            case Code::duration_minus: binary([](auto& a, auto& b) { return sum_of_days(a.days, -b.days); }); break;
            case Code::negate_duration:
                if (top().known) top().days = -top().days;
                break;
            case Code::days_of:
                if (top().known) top() = whole_number(top().days);
                break;
            case Code::text_size:
                if (top().known) top() = whole_number(static_cast<std::int64_t>(top().bytes.size));
                break;
            case Code::starts_with: binary([](auto& a, auto& b) { return truth(a.text().starts_with(b.text())); }); break;
            case Code::ends_with: binary([](auto& a, auto& b) { return truth(a.text().ends_with(b.text())); }); break;
            default: binary([](auto& a, auto& b) { return search(a.text(), b.text()); }); break;
        }
    }

    static Value sum_of_days(std::int64_t a, std::int64_t b) {
        constexpr std::int64_t most = 10'000'000; // more than between any two days
        std::int64_t const sum = a + b;
        return sum < -most || sum > most ? unknown() : duration(sum);
    }

    static Value search(std::string_view text, std::string_view what) {
        if (text.size() > longest_text || what.size() > longest_text) return unknown();
        return truth(text.find(what) != std::string_view::npos);
    }

    /// Two known values become one; where one of them is unknown, so is the result.
    template <class Compute>
    void binary(Compute&& compute) {
        Value const right = pop();
        Value& left = top();
        left = left.known && right.known ? compute(left, right) : unknown();
    }

    /// Both (or either): a value that decides does so beside an unknown one.
    void conjoin(bool deciding) {
        Value const right = pop();
        Value& left = top();
        if (left.known && left.truth == deciding) return;
        if (right.known && right.truth == deciding) {
            left = right;
        } else if (!right.known) {
            left = unknown();
        }
    }

    bool is_sent(Field const& field, void const* object) const {
        if (!object) return false;
        if (field.sent) return field.sent(object, facts_)->present();
        Value const value = field.read(object, facts_);
        switch (field.type) {
            case Type::text: return value.bytes.size > 0;
            case Type::record: return value.record != nullptr;
            default: return value.known;
        }
    }

    void in_constants(Instruction const& i) {
        Value const value = top();
        if (!value.known) return;
        bool found = false;
        for (std::uint32_t n = i.at; n < i.at + i.count && !found; ++n)
            found = i.type == Type::text ? same_text(value, program_.constants[n]) : compare(i.type, value, program_.constants[n]) == 0;
        top() = truth(found);
    }

    // ---- lists -------------------------------------------------------------------------------------------------------------------

    static std::uint32_t stride(Instruction const& i) { return i.constant_list ? sizeof(Value) : i.field->elements.stride; }
    bool counts(Instruction const& i, char const* object) const {
        return i.constant_list || !i.field->elements.holds || i.field->elements.holds(object, facts_);
    }
    Value element_at(Instruction const& i, char const* object) const {
        if (i.constant_list) return *reinterpret_cast<Value const*>(object);
        return i.field->elements.read ? i.field->elements.read(object, facts_) : record(object);
    }

    std::uint32_t count(Instruction const& i, Value::Run run) {
        if (i.constant_list || !i.field->elements.holds) return run.count;
        std::uint32_t n = 0;
        for (std::uint32_t each = 0; each < run.count; ++each) n += counts(i, run.first + std::size_t{each} * stride(i));
        steps_ += run.count;
        return n;
    }

    [[gnu::noinline]] void in_list(Instruction const& i) {
        Value::Run const run = pop().run;
        Value const wanted = top();
        if (!wanted.known) return;
        steps_ += run.count;
        bool found = false, doubt = false;
        for (std::uint32_t each = 0; each < run.count && !found; ++each) {
            char const* const object = run.first + std::size_t{each} * stride(i);
            if (!counts(i, object)) continue;
            Value const element = element_at(i, object);
            doubt = doubt || !element.known;
            found = element.known && compare(i.type, element, wanted) == 0;
        }
        top() = found || !doubt ? truth(found) : unknown();
    }

    [[gnu::noinline]] void element(Instruction const& i) {
        Value const wanted = pop();
        Value::Run const run = top().run;
        Value const missing = i.type == Type::record ? record(nullptr) : i.type == Type::text ? text({}) : unknown();
        top() = missing;
        if (!wanted.known || wanted.digits.scale != 0 || wanted.digits.mantissa < 0 || wanted.digits.mantissa >= run.count) return;
        std::int64_t left = wanted.digits.mantissa;
        steps_ += run.count;
        for (std::uint32_t each = 0; each < run.count; ++each) {
            char const* const object = run.first + std::size_t{each} * stride(i);
            if (!counts(i, object) || left-- > 0) continue;
            top() = element_at(i, object);
            return;
        }
    }

    /// Goes on to the next element that counts; false when there is none.
    bool advance(Instruction const& i, Loop& loop) {
        for (; loop.left > 0; loop.at += stride(i)) {
            if (++steps_ > most_steps) return false;
            --loop.left;
            if (!counts(i, loop.at)) continue;
            slots_[i.slot] = element_at(i, loop.at);
            loop.at += stride(i);
            loop.doubtful = false;
            return true;
        }
        return false;
    }

    Loop& loop_of(Instruction const& i) { return loops_[i.slot - first_loop_slot]; }

    static Value empty_result(Fold fold) {
        switch (fold) {
            case Fold::exists: return truth(false);
            case Fold::all: return truth(true);
            case Fold::least:
            case Fold::greatest: return unknown();
            default: return whole_number(0);
        }
    }

    [[gnu::noinline]] Instruction const* begin_loop(Instruction const& i, Instruction const* next, Instruction const* begin) {
        Value::Run const run = pop().run;
        Loop& loop = loop_of(i);
        loop.at = run.first;
        loop.left = run.count;
        loop.poisoned = false;
        loop.result = empty_result(i.fold);
        return advance(i, loop) ? next : finish(i, begin + i.at);
    }

    /// Pushes what the loop came to.
    Instruction const* finish(Instruction const& i, Instruction const* next) {
        Loop const& loop = loop_of(i);
        if (loop.poisoned)
            push(unknown());
        else if (i.fold == Fold::exists_one)
            push(truth(edi::compare(loop.result.number(), {1, 0}) == 0));
        else
            push(loop.result);
        return next;
    }

    [[gnu::noinline]] Instruction const* filter_loop(Instruction const& i, Instruction const* next, Instruction const* begin) {
        Value const counts = pop();
        Loop& loop = loop_of(i);
        if (!counts.known) loop.doubtful = true;
        if (!counts.known || counts.truth) return next;
        // The body begins behind the begin_loop, which is the instruction that `count` names.
        return advance(i, loop) ? begin + i.count : finish(i, begin + i.at);
    }

    [[gnu::noinline]] Instruction const* next_loop(Instruction const& i, Instruction const* next, Instruction const* begin) {
        Loop& loop = loop_of(i);
        bool const decided = fold(i, loop, i.fold == Fold::count ? truth(true) : pop());
        return !decided && advance(i, loop) ? begin + i.at : finish(i, next);
    }

    /// Adds the value of an element; true when no further one can change the result.
    static bool fold(Instruction const& i, Loop& loop, Value value) {
        switch (i.fold) {
            case Fold::exists:
            case Fold::all: {
                bool const deciding = i.fold == Fold::exists;
                bool const decides = value.known && value.truth == deciding;
                if (decides && !loop.doubtful) {
                    loop.result = truth(deciding);
                    return true;
                }
                if (decides || !value.known) loop.result = unknown();
                return false;
            }
            case Fold::exists_one:
            case Fold::count:
                loop.poisoned = loop.poisoned || loop.doubtful || !value.known;
                if (value.known && value.truth) ++loop.result.digits.mantissa;
                return loop.poisoned;
            case Fold::sum: {
                loop.poisoned = loop.poisoned || loop.doubtful || !value.known;
                auto const sum = loop.poisoned ? std::nullopt : plus(loop.result.number(), value.number());
                loop.poisoned = !sum;
                if (sum) loop.result = number(*sum);
                return loop.poisoned;
            }
            default: {
                loop.poisoned = loop.poisoned || loop.doubtful || !value.known;
                if (loop.poisoned) return true;
                int const order = loop.result.known ? compare(i.type, value, loop.result) : 0;
                bool const better = i.fold == Fold::least ? order < 0 : order > 0;
                if (!loop.result.known || better) loop.result = value;
                return false;
            }
        }
    }

    Program const& program_;
    ClaimFacts const& facts_;
    std::uint32_t& steps_;
    Value* top_ = stack_;
    Value slots_[first_loop_slot + most_loops];
    Loop loops_[most_loops];
    Value stack_[most_values];
};

} // namespace

Verdict run(Program const& program, Instructions const& instructions, ClaimFacts const& facts, edi::ServiceLine const* line,
            std::uint32_t& steps) {
    Value result;
    if (!Machine(program, facts, line, steps).run(instructions, result)) return Verdict::exhausted;
    return !result.known ? Verdict::unknown : result.truth ? Verdict::yes : Verdict::no;
}

Value compute(Program const& program, Instructions const& instructions, ClaimFacts const& facts, edi::ServiceLine const* line) {
    Value result;
    std::uint32_t steps = 0;
    return Machine(program, facts, line, steps).run(instructions, result) ? result : unknown();
}

edi::Field const* find(Path const& path, ClaimFacts const& facts, edi::ServiceLine const* line) {
    void const* object = path.slot == line_slot ? static_cast<void const*>(line) : &facts.claim;
    for (std::size_t i = 0; object && i < path.fields.size(); ++i) {
        Field const& field = *path.fields[i];
        if (i + 1 == path.fields.size()) return field.sent(object, facts);
        object = field.read(object, facts).record;
    }
    return nullptr;
}

} // namespace rules::expression
