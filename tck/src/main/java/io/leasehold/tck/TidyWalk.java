package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.TidyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks of housekeeping from beginning to end (R18), each step held to its bounds. */
final class TidyWalk {
    static final TidyAnswer NOTHING = new TidyAnswer(Optional.empty(), 0, 0, 0, 0, 0, 0, 0);

    private static final int MOST_STEPS = 100;

    private TidyWalk() {}

    /** The sums of what one walk did. */
    static TidyAnswer through(LeaseStore store, String rule) {
        return steps(store, rule).stream().reduce(NOTHING, TidyWalk::plus);
    }

    /** Every step of one walk. */
    static List<TidyAnswer> steps(LeaseStore store, String rule) {
        List<TidyAnswer> steps = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            assertThat(steps).as(rule + "; a walk comes to its end").hasSizeLessThan(MOST_STEPS);
            TidyAnswer step = within(store.tidy(cursor), rule);
            steps.add(step);
            cursor = step.next();
        } while (cursor.isPresent());
        return steps;
    }

    private static TidyAnswer within(TidyAnswer step, String rule) {
        assertThat(List.of(step.buried(), step.undrained(), step.drained(), step.dropped()))
                .as("%s; the bounds of one step: %s", rule, step)
                .allMatch(count -> count <= TidyAnswer.OWNERS);
        assertThat(List.of(step.cleared(), step.tombstoned(), step.purged()))
                .as("%s; the bounds of one step: %s", rule, step)
                .allMatch(count -> count <= TidyAnswer.RECORDS);
        return step;
    }

    private static TidyAnswer plus(TidyAnswer a, TidyAnswer b) {
        return new TidyAnswer(
                Optional.empty(),
                a.buried() + b.buried(),
                a.cleared() + b.cleared(),
                a.undrained() + b.undrained(),
                a.drained() + b.drained(),
                a.dropped() + b.dropped(),
                a.tombstoned() + b.tombstoned(),
                a.purged() + b.purged());
    }
}
