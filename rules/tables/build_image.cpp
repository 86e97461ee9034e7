// Used by the build: build_image OUT FILE... writes the image of the tables in the files.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "rules/tables/code_tables.hpp"

int main(int count, char** words) {
    if (count < 3) return 2;
    rules::CodeTables tables;
    for (int i = 2; i < count; ++i) {
        std::ifstream file(words[i], std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        std::string name;
        if (auto const error = tables.replace(words[i], text, true, name)) {
            std::fprintf(stderr, "%s:%u:%u: %s\n", error->file.c_str(), error->line, error->column, error->message.c_str());
            return 1;
        }
    }
    tables.index();
    std::ofstream out(words[1], std::ios::binary);
    out << tables.image();
    return out.flush() ? 0 : 1;
}
