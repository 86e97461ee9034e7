// Runs a command several times with its standard output thrown away and prints its shortest wall time in seconds, its peak memory in KiB
// and its exit status.
//
//   measure RUNS COMMAND [ARGUMENT...]
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    int const runs = argc > 2 ? std::atoi(argv[1]) : 0;
    if (runs < 1) {
        std::fputs("usage: measure RUNS COMMAND [ARGUMENT...]\n", stderr);
        return 3;
    }
    double shortest = 1e9;
    long peak = 0;
    int exit_status = 0;
    for (int run = 0; run < runs; ++run) {
        auto const start = std::chrono::steady_clock::now();
        pid_t const child = fork();
        if (child < 0) {
            std::perror("fork");
            return 4;
        }
        if (child == 0) {
            int const nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
            dup2(nothing, STDOUT_FILENO);
            execvp(argv[2], argv + 2);
            std::perror(argv[2]);
            _exit(127);
        }
        int status = 0;
        struct rusage used {};
        if (wait4(child, &status, 0, &used) != child) {
            std::perror("wait4");
            return 4;
        }
        shortest = std::min(shortest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        peak = std::max(peak, used.ru_maxrss);
        exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        if (exit_status == 127 || exit_status >= 128) break;
    }
    std::printf("%.4f %ld %d\n", shortest, peak, exit_status);
}
