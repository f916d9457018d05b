/**
 * What happened in a run, written down outside all instances: the ledger. It knows the values of the store contract, and nothing of any
 * engine or store. Oracles read it.
 */
@NullMarked
package io.leasehold.simulator.history;

import org.jspecify.annotations.NullMarked;
