package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordStore;
import io.leasehold.testing.Fate;
import io.leasehold.testing.Nature;
import io.leasehold.testing.VirtualRuntime;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance hears of records far away: the kind of trouble is true. */
class FarRecordsTest implements Nature {
    private static final Bytes VALUE = Bytes.ofUtf8("value");

    private final VirtualWorld world = new VirtualWorld(1);
    private final VirtualRuntime runtime = new VirtualRuntime(world, this);
    private final RecordStore storage = new InMemoryRecordStore(world::wallMillis);
    private final List<Long> clockReads = new ArrayList<>();
    private final RecordStore far =
            new FarRecords(runtime, storage.describe(), () -> storage, world::wallMillis, clockReads::add);
    private final List<Answer<?>> answers = new ArrayList<>();
    private Fate fate = Nature.kind().call(Operation.WRITE);

    @BeforeEach
    void bodiesAreTheInstances() {
        runtime.runBodies();
    }

    @Test
    void anAnswerArrives() {
        assertThat(ask(() -> far.create("a", VALUE))).isEqualTo(new Answer.Returned<>(true));
        assertThat(ask(() -> far.create("a", VALUE))).isEqualTo(new Answer.Returned<>(false));
        assertThat(ask(() -> far.read("a"))).isEqualTo(new Answer.Returned<>(storage.read("a")));
    }

    @Test
    void timeIsToldWithTheMomentAtWhichItWasRead() {
        fate = Fate.well(Duration.ofMillis(5), Duration.ofMillis(3));
        long read = world.wallMillis() + 5;
        assertThat(ask(far::timeMillis)).isEqualTo(new Answer.Returned<>(read));
        assertThat(clockReads).containsExactly(read);
    }

    @Test
    void nobodyKnowsWhetherAnUnansweredWriteWasApplied() {
        fate = fate.answerLost();
        assertThat(trouble(() -> far.create("a", VALUE))).isInstanceOf(UnknownOutcome.class);
        assertThat(storage.read("a")).as("it was").isPresent();
        fate = fate.requestLost();
        assertThat(trouble(() -> far.create("b", VALUE))).isInstanceOf(UnknownOutcome.class);
        assertThat(storage.read("b")).as("it wasn't").isEmpty();
    }

    @Test
    void anUnansweredReadingHasChangedNothing() {
        fate = fate.answerLost();
        assertThat(trouble(() -> far.read("a"))).isInstanceOf(StoreUnavailable.class);
        assertThat(trouble(far::timeMillis)).isInstanceOf(StoreUnavailable.class);
        fate = Nature.kind().call(Operation.WRITE).refused(new UnknownOutcome("drawn"));
        assertThat(trouble(() -> far.range("a", "b", 1))).isInstanceOf(StoreUnavailable.class);
    }

    private StoreException trouble(Callable<?> call) {
        Answer<?> answer = ask(call);
        assertThat(answer).isInstanceOf(Answer.Threw.class);
        return (StoreException) ((Answer.Threw<?>) answer).problem();
    }

    private Answer<?> ask(Callable<?> call) {
        runtime.call(Operation.WRITE, Duration.ofSeconds(5), call::call, answers::add);
        world.run(Duration.ofSeconds(1));
        return answers.get(answers.size() - 1);
    }

    @Override
    public Fate call(Operation operation) {
        return fate;
    }

    @Override
    public Duration scheduling() {
        return Nature.kind().scheduling();
    }

    @Override
    public Duration working() {
        return Nature.kind().working();
    }
}
