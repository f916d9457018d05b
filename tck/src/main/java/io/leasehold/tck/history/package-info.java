/**
 * Histories of a lease store that several threads use at once, and the judge of them: each must be explained by calls one after the
 * other of the executable definition, as far as the contract promises that. It may know the contract, its definition and the checker of
 * {@link io.leasehold.tck.linear}; it never knows which store answered.
 */
@NullMarked
package io.leasehold.tck.history;

import org.jspecify.annotations.NullMarked;
