package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.ReadableType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Claims of what the caller can't read (R9). */
final class BrokenClaimedTypes {
    private BrokenClaimedTypes() {}

    /** R9: a claim takes jobs of any type. */
    static Breaking typeIgnored() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                Stream<ReadableType> others = Changed.all(kept).stream()
                        .map(JobRecord::type)
                        .distinct()
                        .filter(type -> request.types().stream()
                                .noneMatch(readable -> readable.type().equals(type)))
                        .map(type -> new ReadableType(type, 1, Integer.MAX_VALUE));
                return super.claim(reading(
                        request,
                        Stream.concat(request.types().stream(), others)
                                .limit(64)
                                .toList()));
            }
        };
    }

    /** R9: a claim takes jobs whose state was written by any version. */
    static Breaking versionIgnored() {
        UnaryOperator<ReadableType> whatever = type -> new ReadableType(type.type(), 1, Integer.MAX_VALUE);
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                return super.claim(
                        reading(request, request.types().stream().map(whatever).toList()));
            }
        };
    }

    private static ClaimRequest reading(ClaimRequest request, List<ReadableType> types) {
        return new ClaimRequest(request.lease(), request.number(), types, request.target());
    }
}
