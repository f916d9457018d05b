/**
 * What a lease store is: the {@link io.leasehold.store.LeaseStore} contract, the values that cross it, the trouble it may
 * report, and the look-up of stores by URI. This package knows the JDK alone; it never opens a connection, starts a thread or
 * reads a clock. The contract is a draft until version 1.0: each change to it is recorded in docs/adr.
 */
@NullMarked
package io.leasehold.store;

import org.jspecify.annotations.NullMarked;
