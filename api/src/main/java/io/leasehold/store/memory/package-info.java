/**
 * The store that keeps everything in this process: the executable definition of the rules, and the store for tests. It knows
 * {@link io.leasehold.store} alone. Nothing outlives the process, so it protects no job against a crash.
 */
@NullMarked
package io.leasehold.store.memory;

import org.jspecify.annotations.NullMarked;
