package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.sink.Delivering;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Drawn seeds in virtual time as a test of one's own build: {@code VirtualSimulation.of(200).settings(mine).holds()}. What a seed is made
 * of is told at {@link VirtualRun}. Immutable; a call runs on as many threads as there are processors.
 *
 * @param options what every seed's run is made of
 * @param first the first seed
 * @param seeds how many
 */
public record VirtualSimulation(VirtualOptions options, long first, int seeds) {
    public VirtualSimulation {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be at least 1, but is " + seeds);
        }
    }

    /** So many seeds from 1 on, with what {@link VirtualOptions#DEFAULT} says. */
    public static VirtualSimulation of(int seeds) {
        return new VirtualSimulation(VirtualOptions.DEFAULT, 1, seeds);
    }

    /** The same from another seed on. */
    public VirtualSimulation from(long other) {
        return new VirtualSimulation(options, other, seeds);
    }

    /** The same with engines that have these settings. */
    public VirtualSimulation settings(EngineSettings other) {
        return with(options.settings(other));
    }

    /** The same with so many instances at once. */
    public VirtualSimulation instances(int other) {
        return with(options.instances(other));
    }

    /** The same with so many jobs. */
    public VirtualSimulation jobs(int other) {
        return with(options.jobs(other));
    }

    /** The same with trouble for so long, for each seed. */
    public VirtualSimulation trouble(Duration other) {
        return with(options.time(other));
    }

    /** The same in another delivery mode, with the sink that it counts on. */
    public VirtualSimulation delivering(Delivering other) {
        return with(options.delivering(other));
    }

    /**
     * The same with these faults alone, as {@code --faults} names them: {@code "kill,freeze"}, or {@code "all,-clock"}.
     *
     * @throws IllegalArgumentException if there is no fault of such a name
     */
    public VirtualSimulation faults(String names) {
        return with(options.faults(FaultChoice.of(names, FaultChoice.DRAWN)));
    }

    private VirtualSimulation with(VirtualOptions other) {
        return new VirtualSimulation(other, first, seeds);
    }

    /** Runs, and answers what came of it. */
    public BatchResult run() throws InterruptedException {
        return new VirtualMode(options, new PrintWriter(new StringWriter())).run(first, seeds);
    }

    /**
     * Runs.
     *
     * @throws AssertionError if an oracle found something: what, in which seeds, and the commands that replay them
     */
    public void holds() throws InterruptedException {
        holds(seed -> new VirtualRun(seed, options).run());
    }

    /** The same; this runs each seed. */
    void holds(LongFunction<VirtualResult> each) throws InterruptedException {
        StringWriter told = new StringWriter();
        BatchResult result = new VirtualMode(options, new PrintWriter(told), each).run(first, seeds);
        if (!result.green()) {
            throw new AssertionError(told.toString());
        }
    }
}
