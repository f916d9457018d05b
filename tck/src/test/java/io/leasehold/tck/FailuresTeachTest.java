package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.tck.report.Rule;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Every test of the kit is named by a rule, and one that fails tells the rule and the calls that led to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTeachTest {
    private static final String THREAD = Thread.currentThread().getName();

    private Events whole;
    private Events broken;

    @BeforeAll
    void runBoth() {
        whole = run(Whole.class);
        broken = run(ForgetsLostLeases.class);
    }

    @Test
    void everyTestIsNamedByARule() {
        assertThat(whole.started().list())
                .hasSizeGreaterThan(200)
                .allSatisfy(event ->
                        assertThat(Rule.of(name(event))).as(name(event)).isPresent());
    }

    @Test
    void aStoreWithoutAnyAbilityIsNotRed() {
        assertThat(whole.failed().list())
                .extracting(event -> name(event) + ": " + failure(event).getMessage())
                .isEmpty();
        assertThat(whole.aborted().count()).isPositive();
    }

    @Test
    void everyFailureTellsItsRuleAndWhatWasCalled() {
        assertThat(broken.failed().list())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(failure(event))
                        .isInstanceOf(AssertionError.class)
                        .hasCauseInstanceOf(Throwable.class)
                        .message()
                        .contains(
                                name(event).split(" ", 2)[0] + " ",
                                "Rule ",
                                "What was called since the store was opened"));
    }

    @Test
    void theStoryIsTheCallsInOrderWithThreadAndClient() {
        Throwable told = failure("R4 end is immediate, long before the lease would lapse");
        assertThat(told.getMessage())
                .startsWith(told.getCause().getMessage())
                .contains("\n\nTest R4 end is immediate, long before the lease would lapse\nRule R4: "
                        + Rule.R4.sentence() + "\n")
                .containsSubsequence(
                        "1. [" + THREAD + "] client 1: prepare(CREATE) → done",
                        "2. [" + THREAD
                                + "] client 1: grant(00000000000a11ce, \"instance 00000000000a11ce\", PT1H) → Live(",
                        "3. [" + THREAD + "] client 1: end(00000000000a11ce, LOST) → done",
                        "4. [" + THREAD + "] client 1: survey(");
    }

    private Throwable failure(String name) {
        return broken.failed().stream()
                .filter(event -> name(event).equals(name))
                .map(FailuresTeachTest::failure)
                .findFirst()
                .orElseThrow();
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    private static Events run(Class<? extends LeaseStoreTck> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .configurationParameter("leasehold.tck.print", "false")
                .configurationParameter("leasehold.tck.folder", "")
                .execute()
                .testEvents();
    }

    /** What an author has at first: one client, no ability. */
    private static final class Bare implements StoreUnderTest {
        private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        private final LeaseStore store;

        Bare(StoreOptions options, UnaryOperator<LeaseStore> breaking) {
            store = breaking.apply(new InMemoryLeaseStore(clock::get, options));
        }

        @Override
        public LeaseStore store() {
            return store;
        }

        @Override
        public void pass(Duration time) {
            clock.addAndGet(time.toMillis());
        }

        @Override
        public LeaseStore another() {
            return store;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Run by this test alone. */
    static class Whole extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new Bare(options, UnaryOperator.identity());
        }
    }

    /** The same. */
    static class ForgetsLostLeases extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new Bare(options, ForgetsLostLeases::breaking);
        }

        private static LeaseStore breaking(LeaseStore kept) {
            return new ForwardingStore(kept) {
                @Override
                public void end(LeaseId lease, LeaseEnd how) {
                    if (how != LeaseEnd.LOST) {
                        super.end(lease, how);
                    }
                }
            };
        }
    }
}
