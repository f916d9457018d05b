/** The command line of the simulator. It turns words into options and exit codes, and knows no more of a run than that. */
@NullMarked
package io.leasehold.simulator;

import org.jspecify.annotations.NullMarked;
