// The files page.html, page.css and page.js, compiled in by the build.
#pragma once

#include <span>
#include <string_view>

namespace engine::report::html {

struct PageText {
    std::string_view name, text;
};

std::span<PageText const> page_texts();

} // namespace engine::report::html
