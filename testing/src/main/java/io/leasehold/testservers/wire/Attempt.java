package io.leasehold.testservers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import java.util.Optional;

/** One call that may meet trouble, and what must be true of it. Used by one thread at a time. */
final class Attempt {
    /** No client keeps as many connections. */
    static final int CONNECTIONS = 100;

    private final Operation operation;
    private final String where;
    private final Telling telling;
    private final LeaseStore direct;
    private final String before;
    private Optional<StoreException> trouble = Optional.empty();

    /**
     * Its subjects are there.
     *
     * @param where what befalls it, for people
     * @param direct shows what there is
     */
    Attempt(Operation operation, String where, Telling telling, LeaseStore direct) {
        this.operation = operation;
        this.where = operation + "; " + where;
        this.telling = telling;
        this.direct = direct;
        this.before = seen();
    }

    private String seen() {
        return telling.seen().apply(direct);
    }

    /** Calls; trouble is kept. */
    Attempt by(LeaseStore client) {
        try {
            telling.call().accept(client);
            trouble = Optional.empty();
        } catch (StoreException met) {
            trouble = Optional.of(met);
        }
        return this;
    }

    boolean unavailable() {
        return trouble.filter(StoreUnavailable.class::isInstance).isPresent();
    }

    boolean unknown() {
        return trouble.filter(UnknownOutcome.class::isInstance).isPresent();
    }

    boolean succeeded() {
        return trouble.isEmpty();
    }

    boolean changedSomething() {
        return !seen().equals(before);
    }

    /** What was told of the first call is so; to be asked when nothing is under way any more. */
    void toldTheTruth() {
        toldNothingWrong();
        if (unavailable()) {
            assertThat(seen())
                    .as("%s: told that it was not applied: %s", where, trouble)
                    .isEqualTo(before);
        }
    }

    private void toldNothingWrong() {
        trouble.ifPresent(told -> {
            assertThat(told).as(where).isNotInstanceOf(StoreRejected.class);
            assertThat(told.getMessage()).as(where).doesNotContain("\n");
        });
        assertThat(operation.changes() || !unknown())
                .as("%s: a reading has no outcome", where)
                .isTrue();
    }

    /**
     * The call repeated, unchanged, leaves what it leaves when it is done once. A client that kept several connections hears of each
     * anew that it is gone.
     */
    void repeated(LeaseStore client, Attempt once) {
        for (int dead = 0; dead < CONNECTIONS && !by(client).succeeded(); dead++) {
            toldNothingWrong();
        }
        assertThat(trouble).as("%s: repeated, it succeeds", where).isEmpty();
        assertThat(seen() + telling.heard().get())
                .as("%s: repeated unchanged it is applied once", where)
                .isEqualTo(once.seen() + once.telling.heard().get());
    }

    /** While the first call is still under way, it is repeated; what was told of the first one stays. */
    void strays(LeaseStore client, Attempt once) {
        Optional<StoreException> told = trouble;
        repeated(client, once);
        trouble = told;
    }

    /** The call without trouble: the measure of all others. */
    Attempt once(LeaseStore client) {
        telling.call().accept(client);
        assertThat(changedSomething()).as("%s: it changes something", where).isEqualTo(operation.changes());
        return this;
    }

    @Override
    public String toString() {
        return where;
    }
}
