/**
 * What the simulated jobs do: numbered messages at a pace, each linked to the one before. Written as any user would write a job
 * type; knows the handler API and the sink that it is given, nothing of faults.
 */
@NullMarked
package io.leasehold.simulator.automation;

import org.jspecify.annotations.NullMarked;
