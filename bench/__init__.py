"""How fast the register is beside the raw database: ``make bench``.

Every operation runs twice in one run, on one machine and over the same rows: through the
product, and by the engine's driver alone with statements written by hand. What is judged is the
ratio of the two and how it grows, not milliseconds. docs/explanation/performance.md reads the
numbers.
"""
