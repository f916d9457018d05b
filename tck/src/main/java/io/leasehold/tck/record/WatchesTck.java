package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.record.WatchableRecords;
import io.leasehold.store.record.WatchableRecords.Watch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The optional ability to tell of changes; skipped where the record store doesn't have it. */
abstract class WatchesTck extends RecordsTck {
    /** Soon, on a machine that may be busy. */
    private static final long SOON_SECONDS = 10;

    private final Semaphore heard = new Semaphore(0);

    WatchesTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void watchable() {
        assumeThat(store).as("the records can be watched").isInstanceOf(WatchableRecords.class);
    }

    @Test
    @DisplayName("a watch tells of every change by either client, of a record that wasn't there at first too")
    void everyChange() throws InterruptedException {
        watch("a", heard);
        for (int round = 0; round < 3; round++) {
            tells("a create", () -> another.create("a", text("one")));
            tells("a replace", () -> another.replace("a", present("a").version(), text("two")));
            tells("a delete", () -> another.delete("a", present("a").version()));
            tells("a create", () -> store.create("a", text("three")));
            tells("a remove", () -> store.remove("a"));
        }
    }

    @Test
    @DisplayName("a watch that was closed, once or twice, tells nothing later; others on the same record do")
    void closed() throws InterruptedException {
        Semaphore afterClose = new Semaphore(0);
        Watch watch = watch("a", afterClose);
        watch("a", heard);
        watch.close();
        watch.close();
        tells("a create", () -> another.create("a", text("one")));
        assertThat(afterClose.availablePermits()).as(rule).isZero();
    }

    @Test
    @DisplayName("a client that closes takes its watches along, and no others")
    void clientCloses() throws InterruptedException {
        assumeThat(another).as("the second client is one of its own").isNotSameAs(store);
        Semaphore afterClose = new Semaphore(0);
        ((WatchableRecords) another).watch("a", afterClose::release);
        watch("a", heard);
        another.close();
        tells("a create", () -> store.create("a", text("one")));
        assertThat(afterClose.availablePermits()).as(rule).isZero();
    }

    private Watch watch(String key, Semaphore told) {
        return ((WatchableRecords) store).watch(key, told::release);
    }

    /** Several changes may bring one call after the last of them, so each must be told before the next. */
    private void tells(String what, Runnable change) throws InterruptedException {
        heard.drainPermits();
        change.run();
        assertThat(heard.tryAcquire(SOON_SECONDS, TimeUnit.SECONDS))
                .as("%s; %s", rule, what)
                .isTrue();
    }
}
