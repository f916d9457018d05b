/** Broken parts that are put between engine and world, one rule each, and the tests that show that the simulator notices. */
@NullMarked
package io.leasehold.simulator.planted;

import org.jspecify.annotations.NullMarked;
