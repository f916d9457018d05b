package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Virtual time: what is held takes an hour. */
final class VirtualStage implements RuntimeStage, Nature {
    private static final Duration HELD = Duration.ofHours(1);
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);

    private final VirtualWorld world = new VirtualWorld(3);
    private final VirtualRuntime runtime = new VirtualRuntime(world, this);
    private final Set<Lane> held = EnumSet.noneOf(Lane.class);
    private boolean bodyHeld;

    @Override
    public EngineRuntime runtime() {
        return runtime;
    }

    @Override
    public void awaitUntil(BooleanSupplier goal) {
        assertThat(world.runUntil(goal, LONG_ENOUGH)).isTrue();
    }

    @Override
    public void staysSo(BooleanSupplier state) {
        assertThat(world.runUntil(() -> !state.getAsBoolean(), LONG_ENOUGH)).isFalse();
    }

    @Override
    public void holdNext(Lane lane) {
        held.add(lane);
    }

    @Override
    public void holdNextBody() {
        bodyHeld = true;
    }

    @Override
    public void release() {
        world.run(LONG_ENOUGH);
    }

    @Override
    public <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        runtime.call(RuntimeStage.in(lane), timeout, call, then);
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        return runtime.work(work, then);
    }

    @Override
    public void close() {
        runtime.close();
    }

    // The nature of what happens here

    @Override
    public Fate call(Operation operation) {
        Fate fate = Nature.kind().call(operation);
        return held.remove(operation.lane()) ? Fate.well(fate.there(), HELD) : fate;
    }

    @Override
    public Duration scheduling() {
        return Nature.kind().scheduling();
    }

    @Override
    public Duration working() {
        boolean lasts = bodyHeld;
        bodyHeld = false;
        return lasts ? HELD : Nature.kind().working();
    }
}
