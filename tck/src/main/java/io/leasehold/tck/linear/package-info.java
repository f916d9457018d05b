/**
 * Whether a history of calls that overlapped can be explained by the same calls one after the other: a checker of linearizability by
 * the algorithm of Wing and Gong, with Lowe's memory of what was tried. It knows neither stores nor threads, only calls with times
 * and a specification that says what each may answer and leave behind.
 */
@NullMarked
package io.leasehold.tck.linear;

import org.jspecify.annotations.NullMarked;
