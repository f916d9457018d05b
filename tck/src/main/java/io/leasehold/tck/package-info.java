/**
 * The conformance kit: the author of a store extends {@link io.leasehold.tck.LeaseStoreTck}, implements its one method and sees
 * which numbered rules of {@link io.leasehold.store.LeaseStore} the store keeps. This is a draft until the contract is settled:
 * it runs every operation and its edges one call after the other, and races claims alone; it injects no faults, and proves neither
 * linearizability nor what becomes of calls that are lost, late or cut off by a time-out. It may know the contract, JUnit and
 * AssertJ; it never names the engine or a backend, and never sleeps.
 */
@NullMarked
package io.leasehold.tck;

import org.jspecify.annotations.NullMarked;
