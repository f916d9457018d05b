package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/**
 * R21: a call whose client loses one of its requests. Each story is told again and again on new subjects, cut at its first request, at
 * its second, and so on until it passes; every time the other client must see what the kind of trouble promised, and after the call
 * has been repeated unchanged the same as if nothing had happened.
 */
abstract class TroubleTck extends RulesTck {
    /** No call of these stories sends as many requests. */
    private static final int REQUESTS = 200;

    private LeaseStore failing;

    TroubleTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void openFailingClient() {
        assumeThat(underTest)
                .as("a request of the store under test can be lost")
                .isInstanceOf(StoreUnderTest.CanFail.class);
        failing = ((StoreUnderTest.CanFail) underTest).failing();
    }

    /** A story on its own subjects, told by the number of the telling. */
    interface Story {
        Telling begin(int number);
    }

    /**
     * One telling of a story whose subjects are there.
     *
     * @param call the call that meets trouble
     * @param rest what its caller does once it has succeeded
     * @param seen what there is of the subjects, without what differs from telling to telling
     */
    record Telling(Consumer<LeaseStore> call, Consumer<LeaseStore> rest, Function<LeaseStore, String> seen) {
        Telling(Consumer<LeaseStore> call, Function<LeaseStore, String> seen) {
            this(call, client -> {}, seen);
        }
    }

    /** Tells a story until its call sends no request any more that could be cut. */
    void endures(Cut cut, Story story) {
        Telling whole = story.begin(0);
        String before = whole.seen().apply(store);
        whole.call().accept(failing);
        whole.rest().accept(failing);
        String after = whole.seen().apply(store);
        assertThat(after).as("%s; without trouble it changes something", rule).isNotEqualTo(before);
        for (int number = 1; number <= REQUESTS; number++) {
            if (!endures(cut, number, story.begin(number), after)) {
                assertThat(number).as("%s; it sends a request", rule).isGreaterThan(1);
                return;
            }
        }
        fail("%s; the call sends more than %s requests", rule, REQUESTS);
    }

    private boolean endures(Cut cut, int number, Telling telling, String expected) {
        String where = rule + ", at request " + number;
        String before = telling.seen().apply(store);
        StoreUnderTest.CanFail underTrouble = (StoreUnderTest.CanFail) underTest;
        underTrouble.cut(number, cut);
        Optional<StoreException> trouble = troubleOf(telling.call());
        boolean happened = underTrouble.mend();
        if (trouble.isPresent() && !(trouble.get() instanceof StoreException.UnknownOutcome)) {
            assertThat(telling.seen().apply(store))
                    .as("%s; told that it was not applied: %s", where, trouble.get())
                    .isEqualTo(before);
        }
        if (trouble.isPresent()) {
            telling.call().accept(failing);
        }
        telling.rest().accept(failing);
        assertThat(telling.seen().apply(store))
                .as("%s; repeated unchanged it is applied once", where)
                .isEqualTo(expected);
        return happened;
    }

    private Optional<StoreException> troubleOf(Consumer<LeaseStore> call) {
        try {
            call.accept(failing);
            return Optional.empty();
        } catch (StoreException trouble) {
            return Optional.of(trouble);
        }
    }

    /** What there is of these jobs. */
    static Function<LeaseStore, String> jobs(String... ids) {
        return client -> Stream.of(ids)
                .map(id -> client.find(new JobId(id)).map(TroubleTck::told).orElse("no job"))
                .collect(Collectors.joining("; "));
    }

    private static String told(JobRecord job) {
        return String.join(
                ", ",
                job.ownership().owner().isPresent() ? "owned" : "free",
                "token " + job.ownership().token(),
                "revision " + job.ownership().revision(),
                "number " + job.commandNumber(),
                "wish " + job.wish(),
                "payload " + job.payload().utf8().replace(job.id().value(), "it"),
                "progress " + job.progress(),
                "takeovers " + job.takeovers().size());
    }
}
