package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Progress;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes with what a claim answers, above all a repeated one (R9). */
final class BrokenAnswers {
    private BrokenAnswers() {}

    /**
     * What a lease's last claim that brought something brought.
     *
     * @param number its number
     * @param jobs as it answered them
     */
    private record Brought(long number, List<JobRecord> jobs) {}

    /** R9: answers are kept beside the records, and a repeated claim is answered from there. */
    static Breaking answersWhatItBrought() {
        Map<LeaseId, Brought> last = new ConcurrentHashMap<>();
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                Brought once = last.get(request.lease());
                if (once != null && once.number() == request.number() && Changed.live(kept, request.lease())) {
                    return once.jobs();
                }
                List<JobRecord> brought = super.claim(request);
                if (!brought.isEmpty()) {
                    last.put(request.lease(), new Brought(request.number(), brought));
                }
                return brought;
            }
        };
    }

    /** R9: a claim reads the owner's part from a copy that is one write late. */
    static Breaking answersBeforeLastWrite() {
        Map<JobId, Progress> before = new ConcurrentHashMap<>();
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<WriteAnswer> write(List<Write> writes) {
                writes.forEach(
                        write -> find(write.job()).ifPresent(stored -> before.put(write.job(), stored.progress())));
                return super.write(writes);
            }

            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                return super.claim(request).stream().map(this::late).toList();
            }

            private JobRecord late(JobRecord job) {
                Progress late = before.getOrDefault(job.id(), job.progress());
                return job.advanced(
                        late.change().lapses(job.progress().lapses()).done());
            }
        };
    }

    /** R9: a repeated claim answers what it brought, and takes as many again. */
    static Breaking repeatBringsMore() {
        Map<LeaseId, Repeats> repeats = new ConcurrentHashMap<>();
        return (kept, behind) -> new RepeatBringsMore(kept, repeats);
    }

    /**
     * How a lease's numbers are told to the store beneath, to which a repetition is another claim.
     *
     * @param number the number of its last claim
     * @param ahead by how much the store's number is higher; even, for odd and even claims begin at other slots
     */
    private record Repeats(long number, long ahead) {}

    private static final class RepeatBringsMore extends ForwardingStore {
        private final Map<LeaseId, Repeats> repeats;

        RepeatBringsMore(LeaseStore kept, Map<LeaseId, Repeats> repeats) {
            super(kept);
            this.repeats = repeats;
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            Repeats before = repeats.getOrDefault(request.lease(), new Repeats(0, 0));
            List<JobRecord> brought = claim(request, before.ahead());
            boolean repeated = request.number() == before.number() && !brought.isEmpty();
            if (!repeated) {
                repeats.put(request.lease(), new Repeats(Math.max(request.number(), before.number()), before.ahead()));
                return brought;
            }
            repeats.put(request.lease(), new Repeats(before.number(), before.ahead() + 2));
            return Stream.concat(brought.stream(), claim(request, before.ahead() + 2).stream())
                    .toList();
        }

        private List<JobRecord> claim(ClaimRequest request, long ahead) {
            return super.claim(
                    new ClaimRequest(request.lease(), request.number() + ahead, request.types(), request.target()));
        }
    }
}
