/**
 * What a user writes: a job type with its codecs, its decisions and its effects. This package knows the values of
 * {@link io.leasehold.store}; it never calls a store, reads a clock or starts a thread.
 */
@NullMarked
package io.leasehold.job;

import org.jspecify.annotations.NullMarked;
