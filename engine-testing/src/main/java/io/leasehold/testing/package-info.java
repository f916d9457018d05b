/**
 * The virtual runtime: nothing here yet. It will run the engine on a queue ordered by virtual time, so that a story of
 * a takeover is told in milliseconds and the same seed gives the same history. It may know the engine and the store
 * contract; it never reads a real clock, starts a thread or names a backend.
 */
@NullMarked
package io.leasehold.testing;

import org.jspecify.annotations.NullMarked;
