# Writes a C++ source that holds the text of each file byte for byte, as the table that a function gives.
# cmake -DOUT=<file.cpp> "-DFILES=<a.toml;b.toml>" -DHEADER=<header> -DTYPE=<struct of name and text> -DFUNCTION=<function>
#       -DNAMESPACE=<of it> -DNAME_PART=<NAME or NAME_WE> [-DAPPEND=<file that is put behind each>] -P embed.cmake
list(SORT FILES)
set(texts "")
set(appended "")
if(APPEND)
  file(READ "${APPEND}" appended HEX)
endif()
set(table "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" ${NAME_PART})
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  file(READ "${file}" bytes HEX)
  string(APPEND bytes "${appended}")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}") # 16 bytes a line
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(APPEND texts "constexpr char ${identifier}_text[] = {\n${bytes}'\\0'};\n")
  string(APPEND table "    {\"${name}\", {${identifier}_text, sizeof ${identifier}_text - 1}},\n")
endforeach()
file(WRITE "${OUT}.new" "// Written by rules/policies/embed.cmake.
#include \"${HEADER}\"

namespace ${NAMESPACE} {

namespace {
${texts}
constexpr ${TYPE} table[] = {
${table}};
} // namespace

std::span<${TYPE} const> ${FUNCTION}() { return table; }

} // namespace ${NAMESPACE}
")
file(RENAME "${OUT}.new" "${OUT}")
