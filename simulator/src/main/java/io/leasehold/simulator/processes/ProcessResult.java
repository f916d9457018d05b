package io.leasehold.simulator.processes;

import io.leasehold.simulator.real.RunResult;

/** A finished run with processes: what every run comes to, and what is its own. */
public record ProcessResult(RunResult run, ProcessFigures figures) {}
