"""Speed, size and memory of Projektsök beside its peers: `python -m benchmarks` builds and queries
them all in one run.

statutes, generated, projects    the corpus that every system is given
queries, query_log               the queries that are put to it
systems, *_system                the systems, one a module
child, children, measuring       each of them measured, in processes of its own
web_load, command_times          the server and the command under the clock
correctness, ablation, profiling what else is said of ours
benchmark_options, whole_run     all of it, one after another
figures, results, goals          what was measured, as values, and what it should be
report, own_report, tables       RESULTS.md
growth_plot                      growth.svg
"""
