package io.leasehold.store.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.Subscribable.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Planned line = new Planned();
    private final Subscriptions subscriptions = new Subscriptions("bell", "a server", line, PATIENT);
    private final Semaphore heard = new Semaphore(0);

    @AfterEach
    void close() {
        subscriptions.close();
    }

    private boolean hears() throws InterruptedException {
        return heard.tryAcquire(20, TimeUnit.SECONDS);
    }

    @Test
    void aGapIsToldAsARingAndTheNextRingIsHeard() throws InterruptedException {
        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        assertThat(hears()).as("what came before it listened").isTrue();

        line.events.add(Event.BREAKS);
        assertThat(hears()).as("the gap").isTrue();
        line.events.add(Event.RINGS);
        assertThat(hears()).as("the ring").isTrue();
        assertThat(line.opened).hasValue(2);
    }

    @Test
    void whatTheDriverThrowsBesidesEndsNoListening() throws InterruptedException {
        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        assertThat(hears()).isTrue();

        line.events.add(Event.FAILS);
        assertThat(hears()).as("the gap").isTrue();
        line.events.add(Event.RINGS);
        assertThat(hears()).isTrue();
    }

    @Test
    void whoThrowsKeepsNobodyFromHearing() throws InterruptedException {
        assertThat(subscriptions.subscribe(() -> {
                    throw new LinkageError("planted");
                }))
                .isPresent();
        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        for (int ring = 1; ring <= 2; ring++) {
            line.events.add(Event.RINGS);
            assertThat(hears()).as("ring %s", ring).isTrue();
        }
    }

    @Test
    void theLastThatIsClosedHangsUpAndTheNextBeginsAnew() throws InterruptedException {
        Subscription one = subscriptions.subscribe(heard::release).orElseThrow();
        Subscription two = subscriptions.subscribe(heard::release).orElseThrow();
        one.close();
        one.close();
        assertThat(line.hungUp.tryAcquire()).isFalse();
        two.close();
        assertThat(line.hungUp.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(line.closed.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        assertThat(subscriptions.subscribe(heard::release)).isPresent();
        assertThat(line.opened).hasValue(2);
    }

    @Test
    void whoMayNotListenIsToldSo() {
        line.refuses = true;

        assertThat(subscriptions.subscribe(heard::release)).isEmpty();
    }

    @Test
    void whyItDoesNotListenIsToldOnceTheTimeIsUp() {
        line.unreachable = true;
        try (Subscriptions hasty = new Subscriptions("bell", "a server", line, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> hasty.subscribe(heard::release))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("nobody is there");
        }
    }

    @Test
    void nobodySubscribesOnceItIsClosed() {
        subscriptions.close();

        assertThatThrownBy(() -> subscriptions.subscribe(heard::release)).isInstanceOf(StoreUnavailable.class);
    }

    private enum Event {
        RINGS,
        BREAKS,
        FAILS,
        HUNG_UP
    }

    /** A server that does what it is told. */
    private static final class Planned implements Line {
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final AtomicInteger opened = new AtomicInteger();
        private final Semaphore hungUp = new Semaphore(0);
        private final Semaphore closed = new Semaphore(0);
        private volatile boolean refuses;
        private volatile boolean unreachable;

        @Override
        public Optional<Ear> open() {
            if (unreachable) {
                throw new StoreUnavailable("nobody is there");
            }
            opened.incrementAndGet();
            return refuses ? Optional.empty() : Optional.of(new PlannedEar());
        }

        private final class PlannedEar implements Ear {
            @Override
            public boolean hears() {
                try {
                    Event event = events.take();
                    if (event == Event.BREAKS) {
                        throw new StoreUnavailable("broken");
                    } else if (event == Event.FAILS) {
                        throw new IllegalStateException("the driver's own mistake");
                    }
                    return event == Event.RINGS;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void hangUp() {
                hungUp.release();
                events.add(Event.HUNG_UP);
            }

            @Override
            public void close() {
                closed.release();
            }
        }
    }
}
