package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When each instance was left alone: it ran, and nothing befell it that could still make a difference. Trouble counts for two
 * heartbeats more than it lasts, since an instance that was cut off judges nobody for that long; a jump of the store's clock, which may
 * cost anybody the lease, for one lease time.
 */
final class Calm {
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final List<Span> jumps = new ArrayList<>();
    private final long afterMillis;

    private static final class Life {
        private final long bornMillis;
        private Map<String, Integer> reads = Map.of();
        private final List<Span> troubles = new ArrayList<>();
        private final List<Span> freezes = new ArrayList<>();
        private final List<Span> aftermaths = new ArrayList<>();
        private long killedMillis = Long.MAX_VALUE;
        private long stopMillis = Long.MAX_VALUE;
        private long frozenMillis = Long.MAX_VALUE;

        private Life(long bornMillis) {
            this.bornMillis = bornMillis;
        }

        private boolean readsAllThat(Life other) {
            return other.reads.entrySet().stream()
                    .allMatch(type -> reads.getOrDefault(type.getKey(), 0) >= type.getValue());
        }
    }

    private record Span(long fromMillis, long toMillis) {
        private boolean meets(long from, long to) {
            return fromMillis <= to && from <= toMillis;
        }
    }

    private Calm(long afterMillis) {
        this.afterMillis = afterMillis;
    }

    static Calm of(Evidence evidence) {
        Calm calm = new Calm(evidence.bounds().heartbeat().toMillis() * 2);
        long ttl = evidence.bounds().ttl().toMillis();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof OfInstance of) {
                calm.look(of);
            } else if (event instanceof StoreMoved) {
                calm.jumps.add(new Span(event.atMillis(), event.atMillis() + ttl));
            }
        }
        return calm;
    }

    private void look(OfInstance event) {
        Life life = lives.computeIfAbsent(event.instance(), name -> new Life(event.atMillis()));
        long at = event.atMillis();
        if (event instanceof InstanceStarted started) {
            life.reads = started.reads();
        } else if (event instanceof Killed) {
            life.killedMillis = Math.min(life.killedMillis, at);
        } else if (event instanceof StopAsked) {
            life.stopMillis = Math.min(life.stopMillis, at);
        } else if (event instanceof Frozen) {
            life.frozenMillis = at;
        } else if (event instanceof Woken) {
            life.freezes.add(new Span(life.frozenMillis, at));
            life.aftermaths.add(new Span(life.frozenMillis, at + afterMillis));
            life.frozenMillis = Long.MAX_VALUE;
        } else if (event instanceof Troubled trouble) {
            life.troubles.add(new Span(at, at + trouble.forMillis() + afterMillis));
        }
    }

    /** Whether nothing befell the instance from one moment to the other; an orderly stop counts for nothing. */
    boolean undisturbed(String instance, long from, long to) {
        Life life = lives.get(instance);
        return life != null
                && life.bornMillis <= from
                && life.killedMillis > to
                && life.frozenMillis > to
                && jumps.stream().noneMatch(span -> span.meets(from, to))
                && life.aftermaths.stream().noneMatch(span -> span.meets(from, to))
                && life.troubles.stream().noneMatch(span -> span.meets(from, to));
    }

    /** The same, and it was not asked to stop. */
    boolean serving(String instance, long from, long to) {
        Life life = lives.get(instance);
        return life != null && life.stopMillis > to && undisturbed(instance, from, to);
    }

    /** Whether it neither was killed nor stood still from one moment to the other, whatever else befell it. */
    boolean ran(String instance, long from, long to) {
        Life life = lives.get(instance);
        return life != null
                && life.killedMillis > to
                && life.frozenMillis > to
                && life.freezes.stream().noneMatch(span -> span.fromMillis <= to && from < span.toMillis);
    }

    /** Whether it ran from one moment to the other, and nothing but having stood still before could make a difference. */
    boolean untroubled(String instance, long from, long to) {
        Life life = lives.get(instance);
        return life != null
                && ran(instance, from, to)
                && jumps.stream().noneMatch(span -> span.meets(from, to))
                && life.troubles.stream().noneMatch(span -> span.meets(from, to));
    }

    /** Whether some instance other than this one that reads all that it reads, and of which this holds, served from one moment to the other. */
    boolean anybodyBut(String instance, long from, long to, Predicate<String> which) {
        Life owner = lives.get(instance);
        return lives.entrySet().stream()
                .filter(other -> !other.getKey().equals(instance))
                .filter(other -> which.test(other.getKey()))
                .filter(other -> owner == null || other.getValue().readsAllThat(owner))
                .anyMatch(other -> serving(other.getKey(), from, to));
    }
}
