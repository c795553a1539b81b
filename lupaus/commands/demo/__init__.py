"""A register of invented customers: for the demo, the tests and the benchmark."""
