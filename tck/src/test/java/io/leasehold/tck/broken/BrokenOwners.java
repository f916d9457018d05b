package io.leasehold.tck.broken;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A mistake with who is who: an instance is known by its label, which the one that comes after it has too. */
final class BrokenOwners {
    private BrokenOwners() {}

    /** R11: whoever has the owner's label is the owner. */
    static Breaking matchedByLabel() {
        Map<LeaseId, String> labels = new ConcurrentSkipListMap<>();
        return (kept, behind) -> new MatchedByLabel(kept, labels);
    }

    private static final class MatchedByLabel extends ForwardingStore {
        private final Map<LeaseId, String> labels;

        MatchedByLabel(LeaseStore kept, Map<LeaseId, String> labels) {
            super(kept);
            this.labels = labels;
        }

        @Override
        public LeaseState grant(LeaseId lease, String label, Duration ttl) {
            labels.putIfAbsent(lease, label);
            return super.grant(lease, label, ttl);
        }

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            return super.write(writes.stream().map(this::byNamesake).toList());
        }

        private Write byNamesake(Write write) {
            return find(write.job())
                    .map(JobRecord::ownership)
                    .flatMap(stored -> stored.owner())
                    .filter(owner -> namesakes(write.owner()).anyMatch(owner::equals))
                    .map(owner -> Changed.by(write, owner, write.token()))
                    .orElse(write);
        }

        @Override
        public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
            List<OwnedPage> pages = namesakes(lease)
                    .map(namesake -> super.owned(namesake, after))
                    .toList();
            List<OwnedPage.Owned> jobs = pages.stream()
                    .flatMap(page -> page.jobs().stream())
                    .sorted(Comparator.comparing(OwnedPage.Owned::id))
                    .toList();
            boolean more = jobs.size() > JobQuery.PAGE || pages.stream().anyMatch(OwnedPage::more);
            return new OwnedPage(jobs.subList(0, Math.min(jobs.size(), JobQuery.PAGE)), more);
        }

        private Stream<LeaseId> namesakes(LeaseId lease) {
            String label = labels.get(lease);
            return label == null
                    ? Stream.of(lease)
                    : labels.entrySet().stream()
                            .filter(other -> other.getValue().equals(label))
                            .map(Map.Entry::getKey);
        }
    }
}
