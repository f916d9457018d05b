/**
 * The run in real time: several engines in one JVM over a real store, each behind a valve that freezes and kills it. It reaches engines
 * only through their public doors (the runtime and the store) and never through a switch inside them.
 */
@NullMarked
package io.leasehold.simulator.real;

import org.jspecify.annotations.NullMarked;
