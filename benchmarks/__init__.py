"""Speed, size and memory of Projektsök beside its peers: `python -m benchmarks` builds and queries
them all in one run.

statutes, generated   the texts                    projects, query_log   what every system is given
systems, *_system     the systems, one a module    child, children       each of them in processes
of its own measuring, web_load   what is measured             correctness, ablation, profiling
what else is said of ours report, goals, growth_plot                         RESULTS.md and
growth.svg
"""
