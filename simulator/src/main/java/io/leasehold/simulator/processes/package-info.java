/**
 * The run with real processes over a real store: each instance is a JVM of its own that the operating system kills, stops and wakes. It
 * tells what it is about to do and what its store has answered over its own pipes, and goes on only once that is written down; so the
 * history, and the ledger of messages in it, are kept outside all instances and outlive them. It signals the processes that it
 * started and no other; they end when it ends. It judges nothing.
 */
@NullMarked
package io.leasehold.simulator.processes;

import org.jspecify.annotations.NullMarked;
