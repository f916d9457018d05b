/**
 * The conformance kit: the author of a store extends {@link io.leasehold.tck.LeaseStoreTck}, implements its one method and sees
 * which numbered rules of {@link io.leasehold.store.LeaseStore} the store keeps. This is a draft until the contract is settled:
 * it runs every operation and its edges, one call after the other and in races, judges what several callers hear at once against the
 * executable definition, cuts requests of a client whose connection can be cut, and tells of a failure what was called. It kills no process, and proves nothing of a store that loses what it acknowledged. It may
 * know the contract and its definition, JUnit and AssertJ; it never names the engine or a backend, and never sleeps.
 */
@NullMarked
package io.leasehold.tck;

import org.jspecify.annotations.NullMarked;
