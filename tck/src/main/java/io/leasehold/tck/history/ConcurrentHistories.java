package io.leasehold.tck.history;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.Racers;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;
import java.util.function.Function;

/** Plays histories on new stores and judges them, until there is enough. Used by one thread. */
public final class ConcurrentHistories {
    private static final int LEAST_HISTORIES = 12;
    private static final int MOST_HISTORIES = 200;
    private static final int LEAST_OVERLAPPING = 50;
    private static final int SURELY_ENOUGH = 5_000;

    private final Function<StoreOptions, StoreUnderTest> opening;
    private final Duration enough;

    /**
     * Histories of stores that are opened so.
     *
     * @param enough when to stop, once there are twelve histories
     */
    public ConcurrentHistories(Function<StoreOptions, StoreUnderTest> opening, Duration enough) {
        this.opening = opening;
        this.enough = enough;
    }

    /**
     * How much was judged.
     *
     * @param histories how many histories
     * @param calls of how many calls
     * @param overlapping how many of those overlapped another one
     */
    public record Tally(int histories, long calls, long overlapping) {
        private boolean suffices() {
            return histories >= LEAST_HISTORIES && overlapping >= LEAST_OVERLAPPING;
        }

        private Tally with(History history) {
            return new Tally(histories + 1, calls + history.calls().size(), overlapping + history.overlapping());
        }
    }

    /**
     * Plays and judges them; the first that can't be explained is an error that shows it.
     *
     * @param callers how many threads call at once
     * @param seed of the first; each has another
     */
    public Tally judged(StoreOptions options, int callers, long seed) throws Exception {
        long begun = System.nanoTime();
        Tally tally = new Tally(0, 0, 0);
        try (Racers racers = new Racers()) {
            while (goesOn(tally, System.nanoTime() - begun)) {
                long own = seed + tally.histories;
                tally = tally.with(judged(options, callers, own, racers));
            }
        }
        if (!tally.suffices()) {
            throw new AssertionError("too few calls overlap to show anything: " + tally);
        }
        return tally;
    }

    private History judged(StoreOptions options, int callers, long seed, Racers racers) throws Exception {
        try {
            History history = played(options, callers, seed, racers);
            Judge.objection(history).ifPresent(objection -> {
                throw new AssertionError(objection);
            });
            return history;
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed + ", " + callers + " callers: " + wrong.getMessage(), wrong);
        }
    }

    private boolean goesOn(Tally tally, long elapsedNanos) {
        if (!tally.suffices()) {
            return tally.histories < SURELY_ENOUGH;
        }
        return tally.histories < MOST_HISTORIES && elapsedNanos < enough.toNanos();
    }

    private History played(StoreOptions options, int callers, long seed, Racers racers) throws Exception {
        try (StoreUnderTest underTest = opening.apply(options)) {
            underTest.store().prepare(PrepareMode.CREATE);
            return new Stage(underTest, options, seed).play(callers, racers);
        }
    }
}
