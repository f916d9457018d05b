/**
 * What runs in real time have in common, whether their instances are threads or processes: faults are aimed at victims and carried out
 * wave by wave, a watchdog measures how long the machine itself stood still. Knows no engine of its own and judges nothing.
 */
@NullMarked
package io.leasehold.simulator.realtime;

import org.jspecify.annotations.NullMarked;
