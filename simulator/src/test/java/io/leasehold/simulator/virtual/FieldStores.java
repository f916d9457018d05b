package io.leasehold.simulator.virtual;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.tck.broken.BrokenStore;
import io.leasehold.tck.broken.BrokenStores;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The mistake of each story from the field that a store made there. */
public final class FieldStores {
    /** So long a transaction waits before it comes to the lease's record. */
    private static final Duration WAITED = Duration.ofSeconds(8);

    /** Which stories are red over a broken store. */
    public static final Map<FieldStory, Red> RED = red();

    private FieldStores() {}

    /**
     * What makes a story red.
     *
     * @param store the broken store
     * @param oracle who notices
     */
    public record Red(BrokenStore store, String oracle) {}

    private static Map<FieldStory, Red> red() {
        Map<FieldStory, Red> red = new EnumMap<>(FieldStory.class);
        red.put(FieldStory.LATE_UNLOCK, new Red(BrokenStores.named("lock released by a former holder"), "LOCK"));
        red.put(FieldStory.EXPIRED_WHEN_GRANTED, new Red(countsFromTheTransaction(), "TWO"));
        red.put(FieldStory.CLOCKS_APART, new Red(BrokenStores.named("client's clock judges lapse"), "GRANT"));
        red.put(FieldStory.DAYLIGHT_SAVING, new Red(BrokenStores.named("client's clock judges due"), "PACE"));
        return red;
    }

    private static BrokenStore countsFromTheTransaction() {
        return new BrokenStore(
                "a lease counts from when its transaction began",
                "R1",
                List.of(),
                UnaryOperator.identity(),
                () -> (kept, behind) -> new FromTheTransaction(kept));
    }

    /** Each lease ends so much earlier as its transaction had to wait. */
    private static final class FromTheTransaction extends ForwardingStore {
        FromTheTransaction(LeaseStore kept) {
            super(kept);
        }

        @Override
        public LeaseState grant(LeaseId id, String label, Duration ttl) {
            return super.grant(id, label, ttl.minus(WAITED));
        }

        @Override
        public LeaseState renew(LeaseId id, Duration extension, Load load) {
            return super.renew(id, extension.isZero() ? extension : extension.minus(WAITED), load);
        }
    }
}
