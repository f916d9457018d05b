/**
 * What to run: automations, lease times and a plan of faults, read from a file that people write. Errors name the file, the line and
 * what would be right. Pure values; nothing here runs anything.
 */
@NullMarked
package io.leasehold.simulator.scenario;

import org.jspecify.annotations.NullMarked;
