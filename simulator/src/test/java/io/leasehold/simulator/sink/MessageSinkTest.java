package io.leasehold.simulator.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import io.leasehold.simulator.history.Repeats;
import io.leasehold.simulator.sink.MessageSink.Reception;
import io.leasehold.store.JobId;
import io.leasehold.store.RunId;
import io.leasehold.store.StepKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of sink gives its own help, and no more. */
class MessageSinkTest {
    private static final StepKey STEP = new StepKey(new JobId("a"), RunId.of(1), 1);

    private long now;

    private MessageSink sink(Sink kind) {
        return new MessageSink(kind, () -> now);
    }

    private static Reception arrives(MessageSink sink, Fence fence) {
        return sink.arrives(new Delivery(STEP, fence, Duration.ofSeconds(30)), Duration.ofSeconds(5));
    }

    private static Fence fence(long token, int attempt) {
        return new Fence(token, attempt);
    }

    @ParameterizedTest
    @EnumSource
    void carriesOutWhatComesFirst(Sink kind) {
        assertThat(arrives(sink(kind), fence(1, 1))).isEqualTo(Reception.CARRIED_OUT);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "ASK_ONLY", "TOKENS", "FINAL"})
    void onlyOneThatKnowsKeysHoldsARepeatBack(Sink kind) {
        MessageSink sink = sink(kind);
        arrives(sink, fence(1, 1));
        assertThat(arrives(sink, fence(1, 2))).isEqualTo(Reception.CARRIED_OUT);
    }

    @Test
    void aKeyIsTurnedAwayWhileItsFirstRequestIsUnderWayAndThenKnownForADay() {
        MessageSink sink = sink(Sink.KEYS);
        arrives(sink, fence(1, 1));
        now = 4_999;
        assertThat(arrives(sink, fence(1, 2))).isEqualTo(Reception.UNDER_WAY);
        now = 5_000;
        assertThat(arrives(sink, fence(1, 3))).isEqualTo(Reception.KNOWN);
        now = MessageSink.KNOWN.toMillis() + 1;
        assertThat(arrives(sink, fence(1, 4))).isEqualTo(Reception.CARRIED_OUT);
    }

    @Test
    void aTokenStopsAZombieOnceTheSuccessorHasArrivedAndNotBefore() {
        MessageSink sink = sink(Sink.TOKENS);
        assertThat(arrives(sink, fence(1, 1))).isEqualTo(Reception.CARRIED_OUT);
        assertThat(arrives(sink, fence(2, 2))).isEqualTo(Reception.CARRIED_OUT);
        assertThat(arrives(sink, fence(1, 1))).isEqualTo(Reception.KNOWN);
    }

    @Test
    void aFinalAnswerBarsWhatIsOlderThanTheQuestionAndATruthfulOneBarsNothing() {
        for (Sink kind : new Sink[] {Sink.FINAL, Sink.ASK_ONLY}) {
            MessageSink sink = sink(kind);
            assertThat(sink.confirm(STEP.toString(), fence(2, 2))).isEqualTo(Verdict.NOT_DELIVERED);
            Reception older = kind == Sink.FINAL ? Reception.KNOWN : Reception.CARRIED_OUT;
            assertThat(arrives(sink, fence(1, 1))).isEqualTo(older);
            assertThat(arrives(sink, fence(2, 2))).isEqualTo(Reception.CARRIED_OUT);
            assertThat(sink.confirm(STEP.toString(), fence(3, 3))).isEqualTo(Verdict.DELIVERED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "TOKENS"})
    void whoCannotTellSaysSo(Sink kind) {
        assertThat(sink(kind).confirm(STEP.toString(), fence(1, 1))).isEqualTo(Verdict.UNKNOWN);
        assertThatThrownBy(() -> new Terms(Delivering.CONFIRMED, kind))
                .hasMessageContaining("but the sink is " + kind.word());
    }

    @Test
    void whatIsPromisedFollowsFromModeAndSink() {
        assertThat(Terms.DEFAULT.repeats()).isEqualTo(Repeats.NEVER);
        assertThat(Terms.of(Delivering.AT_LEAST_ONCE).repeats()).isEqualTo(Repeats.NEVER);
        assertThat(Terms.of(Delivering.CONFIRMED).repeats()).isEqualTo(Repeats.NEVER);
        assertThat(new Terms(Delivering.AT_LEAST_ONCE, Sink.TOKENS).repeats()).isEqualTo(Repeats.IN_DOUBT);
        assertThat(new Terms(Delivering.CONFIRMED, Sink.ASK_ONLY).repeats()).isEqualTo(Repeats.OVERTAKEN);
        assertThat(new Terms(Delivering.CONFIRMED, Sink.KEYS).repeats()).isEqualTo(Repeats.NEVER);
    }
}
