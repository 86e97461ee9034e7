// What an expression can name: the one table from which the type checker, the compiled program and docs/FIELDS.md come.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "edi/claim/claim.hpp"
#include "rules/expression/value.hpp"
#include "rules/facts.hpp"
#include "rules/traits.hpp"

namespace rules::expression {

/// The parts of a claim that have fields.
enum class Record : std::uint8_t {
    claim,
    line,
    drug,
    payer,
    party,
    diagnosis,
    code,
    other_payer,
    adjudication,
    adjustment,
    date,
    reference,
    amount,
    note,
    attachment,
    count
};

/// How to walk a list: `stride` bytes from one object to the next.
struct Elements {
    std::uint32_t stride = 0;
    bool (*holds)(void const* object, ClaimFacts const& facts) = nullptr; ///< which objects are elements; null: all
    Value (*read)(void const* object, ClaimFacts const& facts) = nullptr; ///< the element of an object; null: the object is a record
};

/// One row of the table. The functions get the object of the row's record, never null.
struct Field {
    std::string_view name;
    Type type{};
    Record record{};          ///< which one, where the type is record or a list of records
    Type element{};           ///< of a list
    std::string_view source;  ///< where it stands in the guides; several with "; "
    std::string_view meaning; ///< in our words, for docs/FIELDS.md
    Traits needs = 0;         ///< a claim without these has no such value
    Value (*read)(void const* object, ClaimFacts const& facts) = nullptr;
    edi::Field const* (*sent)(void const* object, ClaimFacts const& facts) = nullptr; ///< the element it was read from; null: computed
    Elements elements{};
};

/// The fields of a record, in the order of the documentation.
std::span<Field const> fields(Record record);
/// Null when there is none.
Field const* find_field(Record record, std::string_view name);

/// "claim", "other payer": as error messages name it.
std::string_view record_name(Record record);
std::string_view type_name(Type type);
/// "list of texts", "other payer"
std::string type_name(Field const& field);

/// docs/FIELDS.md
std::string fields_markdown();

} // namespace rules::expression
