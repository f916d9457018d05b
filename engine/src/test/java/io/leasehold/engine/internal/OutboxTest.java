package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Progress;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** R12 from the owner's side. */
class OutboxTest {
    private final Outbox outbox = new Outbox(4);

    @Test
    void numbersEachViewThatLeaves() {
        outbox.change(Optional.of(Duration.ofSeconds(5)));
        Write write = next().orElseThrow();
        assertThat(write.revision()).isEqualTo(5);
        assertThat(write.delay()).contains(Duration.ofSeconds(5));
    }

    @Test
    void sendsOneWriteAtATimeAndThenWhatHasPiledUp() {
        outbox.change(Optional.empty());
        assertThat(next()).isPresent();
        outbox.change(Optional.of(Duration.ofSeconds(1)));
        outbox.change(Optional.empty());
        assertThat(next()).isEmpty();
        outbox.acknowledged();
        Write piledUp = next().orElseThrow();
        assertThat(piledUp.revision()).isEqualTo(6);
        assertThat(piledUp.delay()).contains(Duration.ofSeconds(1));
        outbox.acknowledged();
        assertThat(outbox.pending()).isFalse();
        assertThat(next()).isEmpty();
    }

    private Optional<Write> next() {
        return outbox.next(new JobId("job"), LeaseId.of(1), 3, Progress.initial(1));
    }
}
