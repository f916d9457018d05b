/** What people and programs see of a run. */
@NullMarked
package io.leasehold.simulator.report;

import org.jspecify.annotations.NullMarked;
