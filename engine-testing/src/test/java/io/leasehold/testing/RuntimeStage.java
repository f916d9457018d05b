package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One runtime, on which a {@link RuntimeContract} is played: how time passes there, and how a call or a body is made to last. */
interface RuntimeStage extends AutoCloseable {
    EngineRuntime runtime();

    /** Lets time pass until this holds; fails where it never does. */
    void awaitUntil(BooleanSupplier goal);

    /** Lets time pass while nothing more is awaited; fails where this doesn't hold throughout. */
    void staysSo(BooleanSupplier state);

    /** The next call that begins in this lane isn't answered until {@link #release}. */
    void holdNext(Lane lane);

    /** The next body that begins doesn't end until {@link #release}. */
    void holdNextBody();

    /** Lets what was held come to its end. */
    void release();

    /** {@link EngineRuntime#call}, able to be held. */
    <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then);

    /** An operation of this lane. */
    static Operation in(Lane lane) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.lane() == lane)
                .findFirst()
                .orElseThrow();
    }

    /** {@link EngineRuntime#work}, able to be held. */
    <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then);

    @Override
    void close();
}
