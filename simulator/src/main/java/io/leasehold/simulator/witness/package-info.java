/**
 * Watches at each instance's door to its store, and writes down what was claimed, intended, closed and released. It believes the store's
 * answers and nothing that an engine says; it knows histories and the store contract, and no engine.
 */
@NullMarked
package io.leasehold.simulator.witness;

import org.jspecify.annotations.NullMarked;
