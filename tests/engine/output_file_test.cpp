#include <doctest/doctest.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/write/commit_batch.hpp"
#include "engine/write/output_file.hpp"
#include "engine/write/spool.hpp"

using namespace engine::write;
namespace fs = std::filesystem;

namespace {

/// A fresh folder that is gone after the test.
struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "scrub837-output-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    std::string text(std::string const& name) const {
        std::ifstream in(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::size_t entries() const { return static_cast<std::size_t>(std::distance(fs::recursive_directory_iterator(path), {})); }
};

unsigned mode_of(fs::path const& path) {
    struct stat status {};
    REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

/// Lets no file grow beyond `bytes`: writes fail as on a full disk (EFBIG instead of ENOSPC), without root or a mount.
struct FileSizeLimit {
    rlimit before{};
    void (*handler)(int);
    explicit FileSizeLimit(rlim_t bytes) {
        handler = std::signal(SIGXFSZ, SIG_IGN);
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        rlimit const limit{bytes, before.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    }
};

OutputDirectory opened(fs::path const& path) {
    OutputDirectory directory;
    REQUIRE_FALSE(directory.open(path.string()));
    return directory;
}

} // namespace

TEST_CASE("a committed file has its name, its bytes and mode 0600, in folders of mode 0700") {
    Folder const folder;
    auto directory = opened(folder.path / "made/out");
    CHECK(mode_of(folder.path / "made/out") == 0700);
    CHECK(directory.empty());
    std::string expected;
    {
        OutputFile file(directory, "a/b/x.txt");
        CHECK_FALSE(fs::exists(folder.path / "made/out/a"));
        for (int i = 0; i < 100000; ++i) {
            std::string const line = std::to_string(i) + "\n";
            file.append(line);
            expected += line;
        }
        std::string const large(1u << 20, 'x');
        file.append(large);
        expected += large;
        file.append("end");
        expected += "end";
        CHECK_FALSE(fs::exists(folder.path / "made/out/a/b/x.txt"));
        CHECK(file.bytes() == expected.size());
        CHECK_FALSE(file.commit());
    }
    CHECK_FALSE(directory.sync());
    CHECK_FALSE(directory.empty());
    CHECK(folder.text("made/out/a/b/x.txt") == expected);
    CHECK(mode_of(folder.path / "made/out/a") == 0700);
    CHECK(mode_of(folder.path / "made/out/a/b/x.txt") == 0600);
    CHECK(folder.entries() == 5);
}

TEST_CASE("without commit nothing is left, and a file never opened is no file") {
    Folder const folder;
    auto directory = opened(folder.path);
    {
        OutputFile file(directory, "x.txt");
        file.append("half");
        CHECK(folder.entries() == 1);
    }
    CHECK(folder.entries() == 0);
    OutputFile never(directory, "y.txt"), empty(directory, "z.txt");
    CHECK(empty.open());
    CHECK_FALSE(never.commit());
    CHECK_FALSE(empty.commit());
    CHECK_FALSE(fs::exists(folder.path / "y.txt"));
    CHECK(fs::file_size(folder.path / "z.txt") == 0);
}

TEST_CASE("an existing file is refused or replaced, as was said") {
    Folder const folder;
    std::ofstream(folder.path / "x.txt") << "old";
    auto directory = opened(folder.path);
    OutputFile refused(directory, "x.txt");
    refused.append("new");
    auto const error = refused.commit();
    REQUIRE(error);
    CHECK(error->number == EEXIST);
    CHECK(error->text().find("x.txt: File exists") != std::string::npos);
    CHECK(folder.text("x.txt") == "old");
    OutputFile replacing(directory, "x.txt", Existing::replace);
    replacing.append("new");
    CHECK_FALSE(replacing.commit());
    CHECK(folder.text("x.txt") == "new");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a file that appears while we write is not replaced") {
    Folder const folder;
    auto directory = opened(folder.path);
    OutputFile file(directory, "x.txt");
    file.append("ours");
    std::ofstream(folder.path / "x.txt") << "theirs";
    auto const error = file.commit();
    REQUIRE(error);
    CHECK(error->number == EEXIST);
    CHECK(folder.text("x.txt") == "theirs");
    CHECK(folder.entries() == 1);
}

TEST_CASE("names that lead out of the directory are refused") {
    Folder const folder;
    fs::create_directory(folder.path / "out");
    auto directory = opened(folder.path / "out");
    for (char const* name : {"../x", "a/../../x", "", "a/", "..", "/x", "a//b"}) {
        OutputFile file(directory, name);
        file.append("x");
        CHECK_MESSAGE(file.commit(), name);
    }
    fs::create_directory_symlink(folder.path, folder.path / "out/link");
    OutputFile through_link(directory, "link/x");
    through_link.append("x");
    CHECK(through_link.commit());
    CHECK_FALSE(fs::exists(folder.path / "x"));
}

TEST_CASE("a directory that cannot be made or written is an error value") {
    Folder const folder;
    std::ofstream(folder.path / "file") << "x";
    OutputDirectory directory;
    auto const error = directory.open((folder.path / "file/out").string());
    REQUIRE(error);
    CHECK(error->number == ENOTDIR);
    CHECK(OutputDirectory().open(""));
    if (::geteuid() == 0) {
        MESSAGE("running as root: a folder without write permission cannot be tested");
        return;
    }
    fs::create_directory(folder.path / "closed");
    auto closed = opened(folder.path / "closed");
    fs::permissions(folder.path / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    OutputFile file(closed, "x.txt");
    file.append("x");
    auto const denied = file.commit();
    REQUIRE(denied);
    CHECK(denied->number == EACCES);
    fs::permissions(folder.path / "closed", fs::perms::owner_all);
}

TEST_CASE("a name that is too long is an error value") {
    Folder const folder;
    auto directory = opened(folder.path);
    OutputFile longest(directory, std::string(255, 'n')), too_long(directory, std::string(256, 'n'));
    longest.append("x");
    too_long.append("x");
    CHECK_FALSE(longest.commit());
    auto const error = too_long.commit();
    REQUIRE(error);
    CHECK(error->number == ENAMETOOLONG);
    CHECK(folder.entries() == 1);
}

TEST_CASE("a full disk is an error value and leaves no file behind") {
    Folder const folder;
    auto directory = opened(folder.path);
    OutputFile file(directory, "x.txt");
    std::optional<WriteError> error;
    {
        FileSizeLimit const limit(300000);
        std::string const block(100000, 'x');
        for (int i = 0; i < 10; ++i) file.append(block);
        error = file.commit();
    }
    REQUIRE(error);
    CHECK(error->number == EFBIG);
    CHECK(error->action == "write");
    CHECK(error->path == (folder.path / "x.txt").string());
    CHECK(folder.entries() == 0);
    file.append("more");
    CHECK(file.commit());
    CHECK(folder.entries() == 0);
}

TEST_CASE("a file that is cut back goes on from there") {
    Folder const folder;
    auto directory = opened(folder.path);
    OutputFile file(directory, "x.txt");
    file.truncate(0); // of nothing
    file.append("0123456789");
    file.truncate(20);
    CHECK(file.bytes() == 10);
    file.truncate(4); // in the buffer
    CHECK(file.bytes() == 4);
    std::string const large(600000, 'x');
    file.append(large);
    file.append("yz");
    file.truncate(300000); // in the file
    CHECK(file.bytes() == 300000);
    file.append("end");
    CHECK_FALSE(file.commit());
    CHECK(folder.text("x.txt") == "0123" + large.substr(0, 299996) + "end");
}

TEST_CASE("a batch gives its files their names together, few or many, and again when it is full") {
    Folder const folder;
    auto directory = opened(folder.path);
    CommitBatch batch(directory);
    auto const name = [](std::size_t i) { return (i % 3 == 0 ? "" : "sub" + std::to_string(i % 3) + "/") + std::to_string(i); };
    std::size_t const full = CommitBatch::most;
    for (std::size_t const files : {std::size_t{1}, CommitBatch::few, CommitBatch::few + 1, full - 1, full + 3}) {
        for (std::size_t i = 0; i < files; ++i) {
            OutputFile file(directory, name(i), Existing::replace);
            file.append(std::to_string(files) + " " + std::to_string(i));
            REQUIRE_FALSE(batch.add(std::move(file)));
            if (files == 1) CHECK_FALSE(fs::exists(folder.path / name(i)));
        }
        REQUIRE_FALSE(batch.commit());
        for (std::size_t i = 0; i < files; ++i) CHECK(folder.text(name(i)) == std::to_string(files) + " " + std::to_string(i));
    }
    CHECK(folder.entries() == full + 3 + 2);
    CHECK_FALSE(batch.add(OutputFile(directory, "never opened")));
    CHECK_FALSE(batch.commit());
    CHECK(folder.entries() == full + 3 + 2);
    CHECK_FALSE(directory.sync());
}

TEST_CASE("a batch keeps few files open") {
    Folder const folder;
    auto directory = opened(folder.path);
    CommitBatch batch(directory);
    auto const open_files = [] { return std::distance(fs::directory_iterator("/proc/self/fd"), {}); };
    auto const before = open_files();
    for (std::size_t i = 0; i + 1 < CommitBatch::most; ++i) {
        OutputFile file(directory, std::to_string(i));
        file.append("x");
        REQUIRE_FALSE(batch.add(std::move(file)));
        REQUIRE(open_files() <= before + static_cast<std::ptrdiff_t>(CommitBatch::few));
    }
    CHECK_FALSE(batch.commit());
    CHECK(open_files() == before);
}

TEST_CASE("errors in a batch are values, and what has no name yet is gone") {
    Folder const folder;
    auto directory = opened(folder.path);
    {
        CommitBatch batch(directory);
        for (char const* name : {"a", "b", "c"}) {
            OutputFile file(directory, name);
            file.append("ours");
            REQUIRE_FALSE(batch.add(std::move(file)));
        }
        std::ofstream(folder.path / "b") << "theirs";
        auto const error = batch.commit();
        REQUIRE(error);
        CHECK(error->number == EEXIST);
        CHECK(error->path == (folder.path / "b").string());
    }
    CHECK(folder.text("a") == "ours");
    CHECK(folder.text("b") == "theirs");
    CHECK(folder.entries() == 2);
    {
        CommitBatch batch(directory);
        OutputFile file(directory, "d"), too_large(directory, "e");
        file.append("ours");
        CHECK_FALSE(batch.add(std::move(file)));
        FileSizeLimit const limit(100);
        too_large.append(std::string(1000, 'x'));
        auto const error = batch.add(std::move(too_large));
        REQUIRE(error);
        CHECK(error->number == EFBIG);
    }
    CHECK(folder.entries() == 2);
}

TEST_CASE("a spool gives back what it got, from memory and from its file") {
    Folder const folder;
    auto directory = opened(folder.path);
    Spool spool(directory, 1000);
    for (int round = 0; round < 2; ++round) {
        std::string expected, buffer;
        for (int i = 0; i < 3000; ++i) {
            std::string const text = std::to_string(i * 7919) + ";";
            spool.append(text);
            expected += text;
            if (i == 20) CHECK(spool.read(3, 50, buffer) == std::string_view(expected).substr(3, 50)); // all in memory
        }
        CHECK(folder.entries() == 0); // the file has no name
        REQUIRE(spool.bytes() == expected.size());
        for (std::size_t const at : {std::size_t{0}, std::size_t{5000}, expected.size() - 1}) { // in the file and in memory
            spool.replace(at, 'x');
            expected[at] = 'x';
        }
        spool.replace(expected.size(), 'x'); // nothing is there
        for (std::size_t at = 0; at < expected.size(); at += 97)
            REQUIRE(spool.read(at, 997, buffer) == std::string_view(expected).substr(at, 997));
        CHECK(spool.read(0, expected.size() + 5, buffer) == expected);
        CHECK(spool.read(expected.size(), 1, buffer).empty());
        spool.clear();
        CHECK(spool.bytes() == 0);
        CHECK(spool.read(0, 1, buffer).empty());
    }
    CHECK_FALSE(spool.error());
}

TEST_CASE("a spool on a full disk is an error value") {
    Folder const folder;
    auto directory = opened(folder.path);
    Spool spool(directory, 1000);
    {
        FileSizeLimit const limit(10000);
        for (int i = 0; i < 100; ++i) spool.append(std::string(600, 'x'));
    }
    REQUIRE(spool.error());
    CHECK(spool.error()->number == EFBIG);
    std::string buffer;
    CHECK(spool.read(0, 1, buffer).empty());
}
