/**
 * The run with real threads over a real store: several instances in one process, each behind a valve through which everything it does
 * has to pass, so that a kill is a kill and a freeze is a freeze. It drives the engine by its public doors alone and writes the
 * history; it judges nothing, but for whether a table of messages has kept them all.
 */
@NullMarked
package io.leasehold.simulator.real;

import org.jspecify.annotations.NullMarked;
