/**
 * Virtual time for engines: a {@link io.leasehold.testing.VirtualWorld} is one queue of events in which any number of engines run
 * their unchanged code, thousands of hours in seconds, with freezes, kills, clocks that differ and a network that loses things. The
 * same seed gives the same history. This package knows the engine's runtime door and nothing of any store.
 */
@NullMarked
package io.leasehold.testing;

import org.jspecify.annotations.NullMarked;
