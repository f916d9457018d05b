/**
 * The run in virtual time: engines over the in-memory store, or over records, in one {@link io.leasehold.testing.VirtualWorld}, with trouble drawn from a
 * seed. The same seed gives the same history on every machine. It reaches engines through their runtime and their store alone.
 */
@NullMarked
package io.leasehold.simulator.virtual;

import org.jspecify.annotations.NullMarked;
