/**
 * A port as a stranger writes it, from the Javadoc of {@link io.leasehold.store.record.RecordStore} alone: a storage behind a slow
 * network, in under 150 lines, on which the whole conformance kit runs. It may know {@code RecordStore}, {@code RecordLeaseStore} and
 * the kit; never how the latter two keep what they keep.
 */
@NullMarked
package io.leasehold.tck.port;

import org.jspecify.annotations.NullMarked;
