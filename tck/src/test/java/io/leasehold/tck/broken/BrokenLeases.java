package io.leasehold.tck.broken;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Mistakes with leases: R1 to R5, and R18 where it buries them. */
final class BrokenLeases {
    private BrokenLeases() {}

    /** R3: renew doesn't ask whether the lease has ended. */
    static Breaking revivedByRenew() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LeaseState renew(LeaseId lease, Duration extension, Load load) {
                LeaseState state = super.renew(lease, extension, load);
                return extension.isZero() || state instanceof LeaseState.Live ? state : new LeaseState.Live(extension);
            }
        };
    }

    /** R1: a grant overwrites the record that is there, if it has ended. */
    static Breaking revivedByGrant() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LeaseState grant(LeaseId lease, String label, Duration ttl) {
                LeaseState state = super.grant(lease, label, ttl);
                if (state instanceof LeaseState.Live) {
                    return state;
                }
                behind.lose(lease);
                return super.grant(lease, label, ttl);
            }
        };
    }

    /** R5: every survey begins at the beginning. */
    static Breaking cursorForgotten() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public Survey survey(SurveyRequest request) {
                return super.survey(
                        new SurveyRequest(request.lease(), request.types(), Optional.empty(), request.lapses()));
            }
        };
    }

    /** R5: ends of leases are instants of the clock of the client that wrote them, and judged by the clock of the one that asks. */
    static Breaking lapseByClientsClock() {
        Map<LeaseId, Long> ends = new ConcurrentSkipListMap<>();
        return (kept, behind) -> new LapseByClientsClock(kept, behind, ends);
    }

    private static final class LapseByClientsClock extends ForwardingStore {
        private final Behind behind;
        private final Map<LeaseId, Long> ends;

        LapseByClientsClock(LeaseStore kept, Behind behind, Map<LeaseId, Long> ends) {
            super(kept);
            this.behind = behind;
            this.ends = ends;
        }

        @Override
        public LeaseState grant(LeaseId lease, String label, Duration ttl) {
            LeaseState state = super.grant(lease, label, ttl);
            if (state instanceof LeaseState.Live) {
                ends.putIfAbsent(lease, behind.clientMillis() + ttl.toMillis());
            }
            return state;
        }

        @Override
        public LeaseState renew(LeaseId lease, Duration extension, Load load) {
            LeaseState state = super.renew(lease, extension, load);
            if (state instanceof LeaseState.Live && !extension.isZero()) {
                ends.put(lease, behind.clientMillis() + extension.toMillis());
            }
            return state;
        }

        @Override
        public void end(LeaseId lease, LeaseEnd how) {
            super.end(lease, how);
            ends.remove(lease);
        }

        @Override
        public Survey survey(SurveyRequest request) {
            long before = behind.clientMillis();
            long lapsed = ends.entrySet().stream()
                    .filter(end -> end.getValue() <= before)
                    .sorted(Map.Entry.comparingByValue())
                    .limit(request.lapses())
                    .peek(end -> end(end.getKey(), LeaseEnd.LAPSED))
                    .count();
            var asked = new SurveyRequest(request.lease(), request.types(), request.cursor(), 0);
            Survey seen = lapsed == 0 ? super.survey(asked) : Changed.thereafter(() -> super.survey(asked));
            return new Survey(
                    seen.caller(),
                    seen.fleet(),
                    seen.ended(),
                    seen.orphans(),
                    seen.stopped(),
                    seen.nextLapse(),
                    seen.more(),
                    (int) lapsed);
        }
    }

    /** R18: who is absent is decided by the leases that the last walk saw, and buried without another look. */
    static Breaking buriedAlive() {
        Set<LeaseId> granted = ConcurrentHashMap.newKeySet();
        Set<LeaseId> seen = ConcurrentHashMap.newKeySet();
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LeaseState grant(LeaseId lease, String label, Duration ttl) {
                granted.add(lease);
                return super.grant(lease, label, ttl);
            }

            @Override
            public TidyAnswer tidy(Optional<String> cursor) {
                Changed.all(kept).stream()
                        .map(JobRecord::ownership)
                        .flatMap(ownership -> ownership.owner().stream())
                        .filter(owner -> !seen.contains(owner))
                        .forEach(owner -> end(owner, LeaseEnd.LOST));
                seen.addAll(granted);
                return super.tidy(cursor);
            }
        };
    }
}
