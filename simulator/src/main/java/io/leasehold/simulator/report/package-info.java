/**
 * What people and programs see of a run: a line of progress, the table at the end, the result as JSON. Reads results, judges nothing.
 */
@NullMarked
package io.leasehold.simulator.report;

import org.jspecify.annotations.NullMarked;
