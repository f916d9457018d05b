/**
 * Payloads, states and effects as JSON, by Jackson. This package knows {@link io.leasehold.job.Codec} and Jackson; it never touches a
 * store or an engine, and no message of it tells what the values hold.
 */
@NullMarked
package io.leasehold.json;

import org.jspecify.annotations.NullMarked;
