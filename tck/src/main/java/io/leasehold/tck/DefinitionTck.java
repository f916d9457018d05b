package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beside the kit's rules, for who wants more: random calls, one after the other, get the same answers from a store as from the
 * executable definition, and leave the same records. Extend, implement {@link #open}, run with JUnit; a failure names its seed and call. Time passes in
 * hours and is compared in minutes, so that the calls' own milliseconds don't show.
 */
public abstract class DefinitionTck {
    private static final int CALLS = 1_500;
    private static final Retention KEPT = Retention.DEFAULT.tombstones(Duration.ofHours(2));

    /** For the author's class. */
    protected DefinitionTck() {}

    /** Opens a store, as yet unprepared, that holds no records in the options' namespace. */
    protected abstract StoreUnderTest open(StoreOptions options);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersLikeTheDefinition(long seed) {
        AtomicLong passedMillis = new AtomicLong();
        StoreOptions options = StoreOptions.DEFAULT.retention(KEPT);
        LeaseStore definition = new InMemoryLeaseStore(() -> System.currentTimeMillis() + passedMillis.get(), options);
        RandomCalls calls = new RandomCalls(seed, definition);
        try (StoreUnderTest tested = open(options)) {
            LeaseStore store = tested.store();
            store.prepare(PrepareMode.CREATE);
            for (int i = 0; i < CALLS; i++) {
                RandomCalls.Call call = calls.next();
                if (call.passes() > 0) {
                    passedMillis.addAndGet(Duration.ofHours(call.passes()).toMillis());
                    tested.pass(Duration.ofHours(call.passes()));
                    continue;
                }
                String story = "seed " + seed + ", call " + i;
                assertThat(Minutes.of(call.asked().apply(store)))
                        .as(story + ": " + call.name())
                        .isEqualTo(Minutes.of(call.asked().apply(definition)));
                assertThat(Minutes.of(store.list(JobQuery.all())))
                        .as(story + ": records after " + call.name())
                        .isEqualTo(Minutes.of(definition.list(JobQuery.all())));
            }
        }
    }
}
