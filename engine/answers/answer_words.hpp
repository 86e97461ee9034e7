// The codes of acknowledgements in words of our own, for the report. Empty: we have none for the code, which then stands alone.
#pragma once

#include <string_view>

namespace engine::answers {

/// TA105.
std::string_view interchange_note_words(std::string_view code);
/// TA104, IK501, AK901: "accepted", "accepted with errors", "partly accepted", "rejected"; empty for another code.
std::string_view verdict_words(std::string_view code);
/// Whether a verdict means that what it is about goes on.
bool is_accepted(std::string_view code);
/// AK905 to AK909.
std::string_view group_error_words(std::string_view code);
/// IK502 to IK506.
std::string_view set_error_words(std::string_view code);
/// IK304.
std::string_view segment_error_words(std::string_view code);
/// IK403.
std::string_view element_error_words(std::string_view code);
/// First component of a status: A0 to A8, E0 to E4.
std::string_view category_words(std::string_view code);
/// Second component of a status: those that are frequent in acknowledgements.
std::string_view status_words(std::string_view code);
/// Third component of a status: whom it is about.
std::string_view entity_words(std::string_view code);

} // namespace engine::answers
