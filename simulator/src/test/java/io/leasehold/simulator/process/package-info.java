/**
 * Instances that are processes of their own, killed and told to end by the operating system, over an H2 file that a process that stays
 * hosts, the test's own unless a test says otherwise. What they print is the ledger: it outlives them.
 */
@NullMarked
package io.leasehold.simulator.process;

import org.jspecify.annotations.NullMarked;
