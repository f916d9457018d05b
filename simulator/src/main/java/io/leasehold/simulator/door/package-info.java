/**
 * What stands at each instance's doors: a witness of what it asks of its store, which writes down what was claimed, intended, closed and
 * released and believes the store's answers alone; over records, a witness at the storage itself; and seams, where tests put broken parts. It knows histories, the store contract, the engine's events and
 * the runtime door, and nothing of how a run goes.
 */
@NullMarked
package io.leasehold.simulator.door;

import org.jspecify.annotations.NullMarked;
