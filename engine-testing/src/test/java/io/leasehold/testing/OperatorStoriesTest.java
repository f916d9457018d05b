package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.Operator;
import io.leasehold.engine.OperatorAnswer;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.CommandAnswer.Reason;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator with a store alone, beside a fleet that does the work. */
class OperatorStoriesTest {
    private static final Duration LONG = Duration.ofMinutes(30);

    private final VirtualFleet fleet = new VirtualFleet(3);
    private final Operator operator = Operator.over(fleet.store());
    private final List<String> keys = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final JobType<String, Integer, String> type = JobType.named("message", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(to -> 0)
            .next((job, sent) -> sent == 20
                    ? Step.finish()
                    : Step.perform(job.payload() + " " + (sent + 1))
                            .then(sent + 1)
                            .every(Duration.ofSeconds(10)))
            .perform((text, delivery) -> {
                keys.add(delivery.key());
                texts.add(text);
            });

    @Test
    void aStoppedJobRestsThroughACrashAndGoesOnWhenItIsStarted() {
        VirtualFleet.Instance first = fleet.start("first", type);
        fleet.submit(type, "job", "hello");
        fleet.pass(Duration.ofSeconds(35));
        assertThat(operator.stop("job")).isInstanceOf(OperatorAnswer.Done.class);
        int sent = keys.size();
        first.kill();
        fleet.start("second", type);
        fleet.pass(LONG);
        assertThat(keys.size()).isLessThanOrEqualTo(sent + 1);
        assertThat(operator.start("job")).isInstanceOf(OperatorAnswer.Done.class);
        assertThat(fleet.passUntilAllHaveEnded(LONG)).isTrue();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void aRestartedJobIsSentAllOverUnderKeysOfItsOwn() {
        fleet.start("first", type);
        fleet.submit(type, "job", "hello");
        fleet.pass(Duration.ofSeconds(35));
        assertThat(operator.restart("job"))
                .isInstanceOfSatisfying(
                        OperatorAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.OWNED));
        operator.stop("job");
        fleet.pass(Duration.ofSeconds(15));
        int before = keys.size();
        assertThat(operator.restart("job")).isInstanceOf(OperatorAnswer.Done.class);
        assertThat(fleet.passUntilAllHaveEnded(LONG)).isTrue();
        assertThat(keys).hasSize(before + 20).doesNotHaveDuplicates();
    }

    @Test
    void anAmendedJobSaysSomethingElseFromItsNextDecisionOn() {
        fleet.start("first", type);
        fleet.submit(type, "job", "hello");
        fleet.pass(Duration.ofSeconds(35));
        operator.amend(type, "job", "good morning");
        int before = texts.size();
        assertThat(fleet.passUntilAllHaveEnded(LONG)).isTrue();
        assertThat(texts.subList(0, before)).allMatch(text -> text.startsWith("hello"));
        assertThat(texts.subList(before + 1, 20)).allMatch(text -> text.startsWith("good morning"));
    }

    @Test
    void aParkedJobIsTakenFromItsOwnerAtOnce() {
        fleet.start("first", type);
        fleet.submit(type, "job", "hello");
        fleet.pass(Duration.ofSeconds(35));
        int before = keys.size();
        assertThat(operator.park("job")).isInstanceOf(OperatorAnswer.Done.class);
        assertThat(fleet.job("job").ownership().owner()).isEmpty();
        fleet.pass(LONG);
        assertThat(keys.size()).isLessThanOrEqualTo(before + 1);
        assertThat(fleet.job("job").progress().status()).isEqualTo(Status.PARKED);
        operator.start("job");
        assertThat(fleet.passUntilAllHaveEnded(LONG)).isTrue();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void aDeletedAndResubmittedJobRepeatsNoKey() {
        fleet.start("first", type);
        fleet.submit(type, "job", "hello");
        fleet.pass(Duration.ofSeconds(35));
        operator.stop("job");
        fleet.pass(Duration.ofSeconds(15));
        int before = keys.size();
        assertThat(operator.delete("job")).isInstanceOf(OperatorAnswer.Done.class);
        assertThat(operator.find("job")).isEmpty();
        assertThat(operator.start("job")).isInstanceOf(OperatorAnswer.Absent.class);
        assertThat(before).isPositive();
    }
}
