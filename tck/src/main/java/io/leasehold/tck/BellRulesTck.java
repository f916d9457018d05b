package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.Command;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Subscribable.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R20: the bell that wakes the others. */
abstract class BellRulesTck extends RulesTck {
    BellRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R20 the bell's number changes with every ring, and with nothing else")
    void changes() {
        TreeSet<Long> heard = new TreeSet<>(List.of(store.bell()));
        assertThat(store.bell()).as(rule).isEqualTo(heard.first());
        for (int rings = 1; rings <= 10; rings++) {
            store.ring();
            assertThat(heard.add(store.bell())).as("%s; ring %d", rule, rings).isTrue();
        }
        assertThat(heard).as(rule + "; listening changes nothing").contains(store.bell());
    }

    @Test
    @DisplayName("R20 every client hears every client's ring")
    void bothHear() {
        long before = store.bell();
        assertThat(underTest.another().bell()).as(rule).isEqualTo(before);
        underTest.another().ring();
        assertThat(store.bell())
                .as(rule)
                .isNotEqualTo(before)
                .isEqualTo(underTest.another().bell());
    }

    @Test
    @DisplayName("R20 no other operation rings: that is the caller's")
    void nobodyElseRings() {
        store.ring();
        long before = store.bell();
        live(ALICE);
        submit("letter");
        applied(release(take(ALICE, "letter"), 1, change -> change));
        ordered("letter", new Command.Stop());
        store.end(ALICE, LeaseEnd.CLEAN);
        survey(ALICE, 64);
        store.tidy(Optional.empty());
        assertThat(store.bell()).as(rule).isEqualTo(before);
    }

    @Test
    @DisplayName("R20 a subscriber hears of every client's ring, each time")
    void pushes() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        Subscription subscription = subscribe(heard);
        for (int rings = 1; rings <= 5; rings++) {
            LeaseStore ringing = rings % 2 == 0 ? store : underTest.another();
            heard.drainPermits();
            ringing.ring();
            assertThat(hears(heard)).as("%s; ring %d", rule, rings).isTrue();
        }
        subscription.close();
    }

    @Test
    @DisplayName("R20 a subscription that was closed, once or twice, hears no later ring; others do")
    void closedHearsNothing() throws InterruptedException {
        Semaphore closed = new Semaphore(0);
        Semaphore open = new Semaphore(0);
        Subscription subscription = subscribe(closed);
        subscribe(open);
        subscription.close();
        subscription.close();
        closed.drainPermits();
        store.ring();
        assertThat(hears(open)).as("%s; the other subscriber", rule).isTrue();
        assertThat(closed.availablePermits()).as(rule).isZero();
    }

    private Subscription subscribe(Semaphore heard) {
        assumeThat(store).as("the store can push rings").isInstanceOf(Subscribable.class);
        Optional<Subscription> subscription = ((Subscribable) store).subscribe(heard::release);
        assumeThat(subscription)
                .as("the server behind this store can push rings")
                .isPresent();
        return subscription.orElseThrow();
    }

    /** Soon is within the call timeout, for a machine may be busy. */
    private boolean hears(Semaphore heard) throws InterruptedException {
        return heard.tryAcquire(store.describe().callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }
}
