/**
 * Leasehold on any storage: {@link io.leasehold.store.record.RecordStore} is the little that a storage must offer, {@link
 * io.leasehold.store.record.RecordLeaseStore} keeps all the rules on top of it, one record at a time. It knows {@link io.leasehold.store}
 * alone, holds no state and no lock, and never needs two records to change at once.
 */
@NullMarked
package io.leasehold.store.record;

import org.jspecify.annotations.NullMarked;
