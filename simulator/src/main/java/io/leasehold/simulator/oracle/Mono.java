package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * MONO: within a claim revisions never go back, and within a run sequences never do. Where the store has set a job back, who claims it then
 * may begin lower, though not below that; the owner that still has its claim may not, but what it had sent before may arrive once more. For histories of virtual time.
 */
public final class Mono implements Oracle {
    @Override
    public String name() {
        return "MONO";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review();
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.writes, review.violations);
    }

    /** One claim's view of its job: the same one is always the same write, sent once or again (R12). */
    private record View(String job, String run, long token, long revision, long sequence) {
        private static View of(Written write) {
            return new View(write.job(), write.run(), write.token(), write.revision(), write.sequence());
        }
    }

    private static final class Review {
        private final Map<String, Written> last = new LinkedHashMap<>();

        /** Where the store set jobs back to that nobody has claimed or written to anew since. */
        private final Map<String, Written> setBack = new LinkedHashMap<>();

        private final Set<View> seen = new LinkedHashSet<>();
        private final List<String> violations = new ArrayList<>();
        private long writes;

        private void look(HistoryEvent event) {
            if (event instanceof SetBack back) {
                setBack(back);
            } else if (event instanceof Claimed claim && setBack.containsKey(claim.job())) {
                last.put(claim.job(), Objects.requireNonNull(setBack.remove(claim.job())));
            } else if (event instanceof Written write) {
                writes++;
                boolean again = !seen.add(View.of(write));
                if (again && below(write)) {
                    setBack.put(write.job(), write);
                } else {
                    judge(write);
                }
            }
        }

        private void setBack(SetBack back) {
            Written now = new Written(
                    back.atMillis(),
                    back.job(),
                    back.run(),
                    back.token(),
                    "",
                    back.revision(),
                    back.sequence(),
                    null,
                    null);
            setBack.put(back.job(), now);
            Written before = last.get(back.job());
            if (before != null && before.token() != back.token()) {
                last.put(back.job(), now);
            }
        }

        /** Whether the store stands below this write again, which it had accepted before: a packet that arrives once more is applied. */
        private boolean below(Written write) {
            Written now = setBack.get(write.job());
            return now != null && now.token() == write.token() && now.revision() <= write.revision();
        }

        private void judge(Written write) {
            Written before = last.put(write.job(), write);
            setBack.remove(write.job());
            if (before == null || !before.run().equals(write.run())) {
                return;
            }
            boolean sameClaim = before.token() == write.token();
            if (sameClaim && write.revision() < before.revision()) {
                violations.add(described(write) + " went back from revision " + before.revision());
            }
            if (write.sequence() < before.sequence()) {
                violations.add(described(write) + " went back from step " + before.sequence());
            }
        }
    }

    private static String described(Written write) {
        return "the write of \"" + write.job() + "\" by " + write.instance() + " at " + write.atMillis()
                + " ms (revision " + write.revision() + ", step " + write.sequence() + ")";
    }
}
