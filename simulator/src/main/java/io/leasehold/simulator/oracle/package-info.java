/**
 * Judges of a finished run. Each holds one rule against the history and the final job records and says in a sentence what broke it.
 * They may know nothing of engines, stores' insides or how faults were made, so that any mode of the simulator can ask them.
 */
@NullMarked
package io.leasehold.simulator.oracle;

import org.jspecify.annotations.NullMarked;
