/**
 * Engines that are broken on purpose, as patches of Leasehold's own source, and the proof that the oracles of virtual time notice each
 * one. Lives beside the tests alone; nothing that is shipped knows of it.
 */
@NullMarked
package io.leasehold.simulator.broken;

import org.jspecify.annotations.NullMarked;
