module phandoff.io/benchmarks

go 1.19
