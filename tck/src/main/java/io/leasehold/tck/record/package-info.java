/**
 * The conformance kit of a storage to which Leasehold is ported: {@link io.leasehold.tck.record.RecordStoreTck} shows that a
 * {@link io.leasehold.store.record.RecordStore} keeps its word, one record at a time and in races of two threads. It injects no
 * faults: whether trouble is told by its right kind, and calls end in time, it doesn't show. It may know the store contract, JUnit and
 * AssertJ; it knows nothing of what {@code RecordLeaseStore} keeps in its records, and never sleeps.
 */
@NullMarked
package io.leasehold.tck.record;

import org.jspecify.annotations.NullMarked;
