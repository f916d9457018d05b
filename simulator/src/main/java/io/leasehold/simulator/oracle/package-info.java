/**
 * Judges of a run: each oracle reads the ledger and the final records, and knows nothing of engines or stores. Each has a test that
 * plants its violation.
 */
@NullMarked
package io.leasehold.simulator.oracle;

import org.jspecify.annotations.NullMarked;
