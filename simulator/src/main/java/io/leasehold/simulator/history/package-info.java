/**
 * What happened in a run, written down outside all instances: the only evidence that oracles judge. It may know the store's values;
 * it never knows an engine, and nothing in it decides anything.
 */
@NullMarked
package io.leasehold.simulator.history;

import org.jspecify.annotations.NullMarked;
