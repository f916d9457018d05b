package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The cases about records that are opened anew can fail: each store here forgets something when its clients are closed. */
class ForgetfulStoresTest {
    @Test
    void whoForgetsNothingIsGreen() {
        assertThat(red(ForgetsNothing.class)).isEmpty();
    }

    @Test
    void aBellThatEachClientCountsForItselfIsNoticed() {
        assertThat(red(ForgetsTheBell.class))
                .containsExactly("R20 reopened: whoever has read the bell sees that it was rung");
    }

    @Test
    void recordsThatGoWithTheirClientsAreNoticedByEveryRuleThatNeedsThem() {
        assertThat(red(ForgetsAll.class))
                .extracting(name -> name.split(" ", 2)[0])
                .contains("R2", "R3", "R5", "R7", "R9", "R11", "R12", "R15", "R16", "R17", "R20", "R24");
    }

    private static List<String> red(Class<? extends LeaseStoreTck> kit) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectNestedClass(List.of(kit), LeaseStoreTck.Reopened.class))
                .configurationParameter("leasehold.tck.print", "false")
                .configurationParameter("leasehold.tck.folder", "")
                .execute()
                .testEvents();
        assertThat(events.started().count()).isGreaterThan(10);
        return events.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** One client at a time, over records that are there for as long as this is. */
    private static class Reopenable implements StoreUnderTest.CanReopen {
        private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        private final StoreOptions options;
        private final UnaryOperator<LeaseStore> client;
        private LeaseStore records;
        private LeaseStore store;

        Reopenable(StoreOptions options, UnaryOperator<LeaseStore> client) {
            this.options = options;
            this.client = client;
            records = empty();
            store = client.apply(records);
        }

        private LeaseStore empty() {
            return new InMemoryLeaseStore(clock::get, options);
        }

        void forgetAll() {
            records = empty();
        }

        @Override
        public LeaseStore store() {
            return store;
        }

        @Override
        public LeaseStore another() {
            return store;
        }

        @Override
        public void pass(Duration time) {
            clock.addAndGet(time.toMillis());
        }

        @Override
        public void reopen() {
            store = client.apply(records);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Run by this test alone. */
    static final class ForgetsNothing extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new Reopenable(options, UnaryOperator.identity());
        }
    }

    /** The same. */
    static final class ForgetsAll extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new Reopenable(options, UnaryOperator.identity()) {
                @Override
                public void reopen() {
                    forgetAll();
                    super.reopen();
                }
            };
        }
    }

    /** The same. */
    static final class ForgetsTheBell extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new Reopenable(options, OwnBell::new);
        }
    }

    private static final class OwnBell extends ForwardingStore {
        private final AtomicLong rings = new AtomicLong();

        OwnBell(LeaseStore kept) {
            super(kept);
        }

        @Override
        public long bell() {
            return rings.get();
        }

        @Override
        public void ring() {
            rings.incrementAndGet();
        }
    }
}
