package io.leasehold.testservers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Subscribable;
import io.leasehold.store.TidyAnswer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of a store, done once and without trouble: for a user who has few rights, or a way to the server that the kit doesn't
 * go. A store joins by a subclass that opens it.
 */
public abstract class EveryOperation {
    private static final long SECONDS = 30;

    /** The store that does them all; prepared by somebody else. The subclass closes it. */
    protected abstract LeaseStore store();

    @ParameterizedTest(name = "{0} does what it should")
    @EnumSource
    void works(Operation operation) {
        Subjects subjects = new Subjects(store(), operation.ordinal() + 1);
        new Attempt(operation, "without trouble", operation.begin(subjects), store()).once(store());
    }

    @Test
    @DisplayName("R24 it is prepared, and says what it is")
    void prepared() {
        store().prepare(PrepareMode.VALIDATE);
        assertThat(store().describe().kind()).isNotBlank();
    }

    @Test
    @DisplayName("R18 housekeeping walks to its end")
    void tidied() {
        TidyAnswer answer = store().tidy(Optional.empty());
        while (answer.next().isPresent()) {
            answer = store().tidy(answer.next());
        }
    }

    @Test
    @DisplayName("R20 rings are heard, where they are pushed")
    void rung() throws InterruptedException {
        if (store() instanceof Subscribable) {
            Semaphore heard = new Semaphore(0);
            var subscription = ((Subscribable) store()).subscribe(heard::release);
            assertThat(subscription).isPresent();
            assertThat(heard.tryAcquire(SECONDS, TimeUnit.SECONDS))
                    .as("the beginning")
                    .isTrue();
            heard.drainPermits();
            store().ring();
            assertThat(heard.tryAcquire(SECONDS, TimeUnit.SECONDS)).as("a ring").isTrue();
            subscription.orElseThrow().close();
        }
    }
}
