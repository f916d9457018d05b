package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A ring reaches an engine in the one way of its run, and in no other. */
class WakingStoreTest {
    private final AtomicInteger pushed = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private WakingStore store(WakeUp way) {
        return new WakingStore(new InMemoryLeaseStore(() -> 0, StoreOptions.DEFAULT), way, lost::incrementAndGet);
    }

    @Test
    void byPush() {
        WakingStore store = store(WakeUp.PUSH);
        assertThat(store.subscribe(pushed::incrementAndGet)).isPresent();
        store.ring();
        assertThat(pushed).hasValue(1);
        assertThat(lost).hasValue(0);
    }

    @Test
    void byTheBellAlone() {
        WakingStore store = store(WakeUp.BELL);
        assertThat(store.subscribe(pushed::incrementAndGet)).isEmpty();
        long before = store.bell();
        store.ring();
        assertThat(store.bell()).isNotEqualTo(before);
        assertThat(lost).hasValue(0);
    }

    @Test
    void notAtAll() {
        WakingStore store = store(WakeUp.LOST);
        assertThat(store.subscribe(pushed::incrementAndGet)).isPresent();
        long before = store.bell();
        store.ring();
        assertThat(pushed).hasValue(0);
        assertThat(store.bell()).isEqualTo(before);
        assertThat(lost).hasValue(1);
    }
}
