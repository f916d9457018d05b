/** The report as people see it: in a browser. */
@NullMarked
package io.leasehold.simulator.report.page;

import org.jspecify.annotations.NullMarked;
