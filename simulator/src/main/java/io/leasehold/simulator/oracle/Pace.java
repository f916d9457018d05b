package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.OfStep;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PACE: no step begins before its due by the store's clock, less one call's delay: an engine counts from when it sent the write that
 * moved the due time. Where the store reckons a due by its clock as read before the write, and the clock jumps back in between, the
 * due comes by as much too late: its writer, who counts on, goes by what was reckoned. An instance that isn't left alone may also have
 * a clock that runs a tenth too fast. A jump of the store's clock between the write and the step lets it off. A step that a
 * predecessor left in doubt is performed again without waiting for it. Nor does a step follow the one before it sooner than the job's
 * own pace, whatever due times were written in between. Where effects commit together with their steps no intent is recorded, and the
 * effect is judged. For histories of virtual time.
 */
public final class Pace implements Oracle {
    @Override
    public String name() {
        return "PACE";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(
                evidence.calm(),
                evidence.bounds().call().toMillis(),
                evidence.head().inStore());
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.steps, review.violations);
    }

    private record Claim(String job, String run, long token, String instance) {
        private static Claim of(OfClaim event) {
            return new Claim(event.job(), event.run(), event.token(), event.instance());
        }
    }

    private record Due(long setMillis, long delayMillis) {}

    /** A due as the store has it, and as its writer, under the claim that it wrote it by, had it reckoned. */
    private record WrittenDue(Due stored, Claim writer, Due reckoned) {
        private Due knownTo(OfClaim who) {
            return writer.equals(Claim.of(who)) ? reckoned : stored;
        }
    }

    private static final class Review {
        /** What a call takes at most while nothing befalls it. */
        private static final long CALM_CALL_MILLIS = 100;

        private final Calm calm;
        private final long callMillis;
        private final boolean inStore;
        private final Map<String, WrittenDue> dues = new LinkedHashMap<>();
        private final Map<String, Written> last = new LinkedHashMap<>();
        private final Map<String, IntentSent> intents = new LinkedHashMap<>();
        private final Set<Claim> claims = new LinkedHashSet<>();
        private final Map<String, IntentSent> begun = new LinkedHashMap<>();
        private final Map<String, Long> paces = new LinkedHashMap<>();
        private final Map<String, EffectStarted> performed = new LinkedHashMap<>();

        /** Jobs whose open step is in doubt and goes on: whoever takes them over doesn't wait with it. */
        private final Set<String> doubted = new LinkedHashSet<>();

        private final List<StoreMoved> jumps = new ArrayList<>();
        private final List<String> violations = new ArrayList<>();
        private long steps;

        private Review(Calm calm, long callMillis, boolean inStore) {
            this.calm = calm;
            this.callMillis = callMillis;
            this.inStore = inStore;
        }

        private void look(HistoryEvent event) {
            if (event instanceof StoreMoved jump) {
                jumps.add(jump);
                dues.clear();
                begun.clear();
                performed.clear();
            } else if (event instanceof Ordered order && order.moves()) {
                dues.remove(order.job());
                begun.remove(order.job());
                performed.remove(order.job());
            } else if (event instanceof SetBack back) {
                dues.remove(back.job());
                begun.remove(back.job());
                performed.remove(back.job());
            } else if (event instanceof InDoubt doubt) {
                inDoubt(doubt);
            } else if (event instanceof EffectStarted effect && inStore) {
                performed(effect);
            } else if (event instanceof Submitted submitted) {
                paces.put(submitted.job(), submitted.paceMillis());
            } else if (event instanceof StepClosed closed) {
                doubted.remove(closed.job());
            } else if (event instanceof Claimed claim) {
                claimed(claim);
            } else if (event instanceof IntentSent intent) {
                intents.put(intent.job(), intent);
            } else if (event instanceof Written write && fresh(write)) {
                accepted(write);
            }
        }

        /** Who is given the very claim once more, which the store had forgotten, paces by its own view, whoever had the job meanwhile. */
        private void claimed(Claimed claim) {
            boolean again = !claims.add(Claim.of(claim));
            if (again || doubted.contains(claim.job())) {
                dues.remove(claim.job());
            }
            if (again) {
                begun.remove(claim.job());
            }
        }

        private void inDoubt(InDoubt doubt) {
            boolean repeated = doubt.resolution().equals("REPEATED");
            boolean clear = doubt.resolution().equals("NOT_DELIVERED");
            if ((repeated || clear) && doubt.cause().equals("OWNER_GONE")) {
                dues.remove(doubt.job());
            }
            if (repeated) {
                doubted.add(doubt.job());
            } else {
                doubted.remove(doubt.job());
            }
        }

        /** A write that is applied once more moves nothing, not even where the store had forgotten it: its owner paces by its own view. */
        private boolean fresh(Written write) {
            Written before = last.get(write.job());
            boolean fresh = before == null
                    || before.token() != write.token()
                    || !before.instance().equals(write.instance())
                    || before.revision() < write.revision();
            if (fresh) {
                last.put(write.job(), write);
            }
            return fresh;
        }

        private void accepted(Written write) {
            IntentSent intent = intents.remove(write.job());
            if (intent != null && of(intent, write)) {
                begun(intent);
                paced(intent);
                begun.put(intent.job(), intent);
            }
            Long delayMillis = write.dueInMillis();
            if (delayMillis != null) {
                Due stored = new Due(write.atMillis(), delayMillis);
                Due reckoned = new Due(write.atMillis(), Math.max(0, delayMillis - jumpedBackMillis(write)));
                dues.put(write.job(), new WrittenDue(stored, Claim.of(write), reckoned));
            }
        }

        /** How far the store's clock jumped back, on balance, since the due was reckoned; in the very millisecond counts as since. */
        private long jumpedBackMillis(Written write) {
            Long readMillis = write.clockReadMillis();
            long byMillis = jumps.stream()
                    .filter(jump -> readMillis != null && jump.atMillis() >= readMillis)
                    .mapToLong(StoreMoved::byMillis)
                    .sum();
            return Math.max(0, -byMillis);
        }

        private static boolean of(IntentSent intent, Written write) {
            return intent.instance().equals(write.instance())
                    && intent.run().equals(write.run())
                    && intent.token() == write.token()
                    && intent.sequence() == write.sequence();
        }

        private void begun(OfStep begun) {
            WrittenDue due = dues.get(begun.job());
            if (due != null) {
                steps++;
                judge(begun, due.knownTo(begun), "its due");
            }
        }

        /** Whatever the owners wrote in between: a step follows the one before it no sooner than the job's own pace. */
        private void paced(IntentSent intent) {
            IntentSent before = begun.get(intent.job());
            if (before != null && before.sequence() + 1 == intent.sequence()) {
                judge(intent, new Due(before.atMillis(), before.paceMillis()), "the job's pace allows");
            }
        }

        /** It has committed together with its step, from when the pace counts. */
        private void performed(EffectStarted effect) {
            begun(effect);
            EffectStarted before = performed.put(effect.job(), effect);
            if (before != null && before.sequence() + 1 == effect.sequence()) {
                judge(
                        effect,
                        new Due(before.atMillis(), paces.getOrDefault(effect.job(), 0L)),
                        "the job's pace allows");
            }
        }

        private void judge(OfStep begun, Due due, String what) {
            long early = due.setMillis + due.delayMillis - begun.atMillis();
            boolean alone = calm.undisturbed(begun.instance(), due.setMillis, begun.atMillis());
            long tolerated = alone ? CALM_CALL_MILLIS : callMillis + due.delayMillis / 10;
            if (early > tolerated) {
                violations.add(begun.step() + " was begun by " + begun.instance() + " at " + begun.atMillis() + " ms, "
                        + early + " ms before " + what);
            }
        }
    }
}
