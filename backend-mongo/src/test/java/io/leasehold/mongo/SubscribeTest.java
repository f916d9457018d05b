package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable.Subscription;
import io.leasehold.store.push.Subscriptions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * R20 by change streams. The stand-in has them, and says that it is a standalone, which MongoDB's servers without replicas have none of: so
 * what listens is asked past that question.
 */
class SubscribeTest {
    private final String database = StandIn.freshDatabase();
    private final LeaseStore store = Samples.store(database);
    private final AtomicBoolean breaking = new AtomicBoolean();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final WireProxy proxy = WireProxy.before(StandIn.servers(), this::fate);
    private final Clients clients = Clients.own(proxy.uri(database), StoreOptions.DEFAULT);
    private final Subscriptions subscriptions = MongoLine.subscriptions(clients, StoreOptions.DEFAULT);

    @AfterEach
    void close() {
        subscriptions.close();
        clients.close();
        proxy.close();
        store.close();
    }

    private Fate fate(BsonDocument command) {
        if (refusing.get()) {
            return new Fate.Answered(BsonDocument.parse("{ok: 0, code: 13, errmsg: 'not authorized'}"));
        }
        boolean planted = command.getFirstKey().equals("getMore") && breaking.compareAndSet(true, false);
        return planted
                ? new Fate.Answered(BsonDocument.parse("{ok: 0, code: 286, errmsg: 'the history is lost'}"))
                : new Fate.Passed();
    }

    private static boolean hears(Semaphore heard) throws InterruptedException {
        return heard.tryAcquire(5, TimeUnit.SECONDS);
    }

    @Test
    void hearsEachRingAndNothingElse() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        assertThat(hears(heard)).as("what came before it listened").isTrue();
        heard.drainPermits();

        store.grant(LeaseId.of(1), "nobody rings for this", Duration.ofMinutes(1));
        for (int ring = 1; ring <= 5; ring++) {
            store.ring();
            assertThat(hears(heard)).as("ring %d", ring).isTrue();
        }
        assertThat(heard.availablePermits()).isZero();
    }

    @Test
    void whoHasClosedHearsNothing() throws InterruptedException {
        Semaphore closed = new Semaphore(0);
        Semaphore open = new Semaphore(0);
        Subscription subscription = subscriptions.subscribe(closed::release).orElseThrow();
        assertThat(hears(closed)).isTrue();
        assertThat(subscriptions.subscribe(open::release)).isPresent();
        subscription.close();
        subscription.close();
        closed.drainPermits();

        store.ring();

        assertThat(hears(open)).isTrue();
        assertThat(closed.availablePermits()).isZero();
    }

    @Test
    void whoThrowsOnHearingKeepsNobodyElseFromIt() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(subscriptions.subscribe(() -> {
                    throw new LinkageError("a mistake of the hearer's own");
                }))
                .isPresent();
        assertThat(subscriptions.subscribe(heard::release)).isPresent();

        store.ring();
        assertThat(hears(heard)).isTrue();
        heard.drainPermits();
        store.ring();
        assertThat(hears(heard)).isTrue();
    }

    @Test
    void aStreamThatBreaksBeginsAnewAndTheGapIsTold() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        assertThat(hears(heard)).isTrue();
        breaking.set(true);
        assertThat(hears(heard)).as("the gap").isTrue();
        heard.drainPermits();

        store.ring();

        assertThat(hears(heard)).isTrue();
    }

    @Test
    void whoMayNotListenHearsNothingAndIsToldSo() {
        refusing.set(true);

        assertThat(subscriptions.subscribe(() -> {})).isEmpty();
    }

    @Test
    void nobodySubscribesToAStoreThatIsClosed() {
        subscriptions.close();

        assertThatThrownBy(() -> subscriptions.subscribe(() -> {})).isInstanceOf(StoreUnavailable.class);
    }
}
