package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.HeldLock;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks with real threads, over H2. */
class LocksOnH2Test {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final EngineSettings SETTINGS =
            EngineSettings.lasting(Duration.ofSeconds(12), Duration.ofSeconds(4), Duration.ofSeconds(4));

    private final String uri = "jdbc:h2:mem:locks-" + System.nanoTime();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What the lock guards: plain fields, right only if one thread at a time comes here. */
    private int visits;

    private final List<Long> tokens = new ArrayList<>();

    private TakeoverEngine start(String label) {
        LeaseStore store =
                LeaseStores.open(uri, StoreOptions.DEFAULT.callTimeout(SETTINGS.callTimeout()), PrepareMode.CREATE);
        TakeoverEngine engine =
                TakeoverEngine.on(store).settings(SETTINGS).label(label).start();
        opened.add(engine);
        opened.add(store);
        return engine;
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void threadsOfTwoEnginesTakeTurns() throws Exception {
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (TakeoverEngine engine : List.of(start("a"), start("b"))) {
            for (int thread = 0; thread < 3; thread++) {
                workers.add(() -> {
                    for (int visit = 0; visit < 5; visit++) {
                        assertThat(engine.locks().withLock("door", MINUTE, this::visit))
                                .isTrue();
                    }
                    return true;
                });
            }
        }
        for (Future<Boolean> worker : threads.invokeAll(workers)) {
            assertThat(worker.get()).isTrue();
        }
        assertThat(visits).isEqualTo(30);
        assertThat(tokens).isSorted().doesNotHaveDuplicates().hasSize(30);
    }

    private void visit(HeldLock lock) {
        assertThat(lock.valid()).isTrue();
        int before = visits;
        tokens.add(lock.token());
        Thread.yield();
        visits = before + 1;
    }

    @Test
    void whoIsInterruptedWhileItWaitsHoldsNothing() throws Exception {
        TakeoverEngine a = start("a");
        TakeoverEngine b = start("b");
        HeldLock held = a.locks().lock("door", MINUTE).orElseThrow();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> b.locks().lock("door", MINUTE)).isInstanceOf(InterruptedException.class);
        held.close();
        try (HeldLock again = a.locks().lock("door", MINUTE).orElseThrow()) {
            assertThat(again.token())
                    .as("3 if the interrupted one's request was on its way: then it got the lock, and gave it back")
                    .isBetween(2L, 3L);
        }
    }

    @Test
    void anEngineThatIsClosedGivesItsLocksBack() throws Exception {
        TakeoverEngine a = start("a");
        TakeoverEngine b = start("b");
        HeldLock held = a.locks().lock("door", MINUTE).orElseThrow();
        Future<HeldLock> next =
                threads.submit(() -> b.locks().lock("door", MINUTE).orElseThrow());
        held.onLost(loss -> held.close());
        a.close();
        assertThat(held.valid()).isFalse();
        try (HeldLock mine = next.get()) {
            assertThat(mine.token()).isEqualTo(2);
        }
        assertThat(a.locks().tryLock("door")).isEmpty();
    }
}
