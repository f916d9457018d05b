/** The command line: reads what is asked, runs it, says in one line what can't be right, and ends with the verdict's exit code. */
@NullMarked
package io.leasehold.simulator;

import org.jspecify.annotations.NullMarked;
