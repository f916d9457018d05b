/**
 * A run as one HTML file that opens offline: what happened, worked out into {@link io.leasehold.simulator.report.page.ReportData}, and
 * the page around it. Reads results, judges nothing.
 */
@NullMarked
package io.leasehold.simulator.report.page;

import org.jspecify.annotations.NullMarked;
