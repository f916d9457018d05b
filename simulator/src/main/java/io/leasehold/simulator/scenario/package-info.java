/** The story that a run tells: automations read from a file, and what they become as jobs. It knows job types, and no engine or store. */
@NullMarked
package io.leasehold.simulator.scenario;

import org.jspecify.annotations.NullMarked;
