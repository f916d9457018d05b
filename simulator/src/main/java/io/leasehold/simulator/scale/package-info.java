/**
 * What many instances cost their store, and how a fleet of any size shares out very many jobs, in virtual time: the engine's own code over
 * the in-memory store. Nothing is kept of what happens but counts and times. It knows engines by their runtime and their store alone.
 */
@NullMarked
package io.leasehold.simulator.scale;

import org.jspecify.annotations.NullMarked;
