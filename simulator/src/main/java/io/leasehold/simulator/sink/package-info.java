/**
 * Where a run's messages go: one sink outside all instances, with as much help as its kind gives to those who must not send a message
 * twice, and what the jobs make of it. It knows nothing of runs, stores and histories.
 */
@NullMarked
package io.leasehold.simulator.sink;

import org.jspecify.annotations.NullMarked;
