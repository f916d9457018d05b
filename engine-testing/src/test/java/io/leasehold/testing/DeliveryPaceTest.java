package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.job.Codec;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.DeliveryMode.Confirmed.Missing;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.JobRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What resolving a step in doubt does to the job's pace, and what a departure in the middle of it does: a message an hour. */
class DeliveryPaceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualFleet fleet = new VirtualFleet(11);
    private final List<String> sent = new ArrayList<>();
    private final List<Long> sentAt = new ArrayList<>();
    private Trouble before = text -> {};
    private Trouble behind = text -> {};

    @FunctionalInterface
    private interface Trouble {
        void happen(String text) throws Exception;
    }

    private JobType<String, Integer, String> type(DeliveryMode<String> mode) {
        return JobType.named("message", 1)
                .codecs(Codec.text(), Codec.number(), Codec.text())
                .startingAt(to -> 0)
                .next((job, done) -> done == 3
                        ? Step.finish()
                        : Step.perform("message " + (done + 1)).then(done + 1).every(HOUR))
                .perform((text, delivery) -> {
                    before.happen(text);
                    sent.add(text);
                    sentAt.add(fleet.world().nowMillis());
                    behind.happen(text);
                })
                .mode(mode);
    }

    private JobRecord job() {
        return fleet.job("user-42");
    }

    private void until(BooleanSupplier condition) {
        assertThat(fleet.world().runUntil(condition, HOUR.multipliedBy(3))).isTrue();
    }

    private VirtualFleet.Instance begin(JobType<String, Integer, String> type) {
        VirtualFleet.Instance first = fleet.start("first", type);
        fleet.submit(type, "user-42", "+91");
        return first;
    }

    @Test
    void aSkippedStepOfItsOwnKeepsThePace() {
        long[] thrown = {0};
        before = text -> {
            if (text.equals("message 1")) {
                thrown[0] = fleet.world().nowMillis();
                throw new IOException("read timed out");
            }
        };
        begin(type(DeliveryMode.<String>confirmed((text, key, fence) -> Verdict.NOT_DELIVERED)
                .whenMissing(Missing.SKIP)));
        until(() -> sent.size() == 1);
        assertThat(sentAt.get(0) - thrown[0]).isBetween(HOUR.toMillis() - 100, HOUR.toMillis() + 5_000);
    }

    @Test
    void aDeliveredStepWhoseOwnerHadBackedOffKeepsThePace() {
        behind = text -> {
            if (text.equals("message 1")) {
                throw new IOException("read timed out");
            }
        };
        var type = type(DeliveryMode.<String>confirmed((text, key, fence) -> Verdict.DELIVERED));
        VirtualFleet.Instance first = begin(type);
        until(() -> job().progress().failures() == 1);
        first.kill();
        fleet.start("second", type);
        until(() -> sent.size() == 2);
        keepsThePace();
    }

    @Test
    void aQuestionThatFailedKeepsThePace() {
        VirtualFleet.Instance[] first = new VirtualFleet.Instance[1];
        behind = text -> {
            if (text.equals("message 1")) {
                first[0].kill();
            }
        };
        int[] questions = {0};
        var type = type(DeliveryMode.<String>confirmed((text, key, fence) -> {
            if (questions[0]++ == 0) {
                throw new IOException("503");
            }
            return Verdict.DELIVERED;
        }));
        first[0] = begin(type);
        until(() -> !first[0].runtime().alive());
        fleet.start("second", type);
        until(() -> sent.size() == 2);
        keepsThePace();
    }

    private void keepsThePace() {
        assertThat(sentAt.get(1) - sentAt.get(0)).isBetween(HOUR.toMillis() - 100, HOUR.toMillis() + 5_000);
    }

    @Test
    void whatWasNotDeliveredAndIsHandedBackIsDueAtOnce() {
        VirtualFleet.Instance[] second = new VirtualFleet.Instance[1];
        boolean[] asked = {false};
        var type = type(DeliveryMode.<String>confirmed((text, key, fence) -> {
            if (!asked[0]) {
                asked[0] = true;
                second[0].shutdown();
            }
            return Verdict.NOT_DELIVERED;
        }));
        VirtualFleet.Instance first = begin(type);
        until(() -> job().progress().open().isPresent());
        first.kill();
        second[0] = fleet.start("second", type);
        until(() -> asked[0]);
        long since = fleet.world().nowMillis();
        fleet.start("third", type);
        until(() -> sent.size() == 1);
        assertThat(sentAt.get(0) - since).isLessThan(3_000);
    }
}
