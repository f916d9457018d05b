package io.leasehold.simulator.virtual;

import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Sink;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fault × phase: which cells runs in virtual time can come to, and why not to the others. A cell that they can come to, and in a long
 * batch of seeds never did, is a gap in the evidence. Immutable.
 */
public final class Coverage {
    private static final Set<Trouble> STARTS = EnumSet.of(Trouble.JOIN, Trouble.UPGRADE);
    private static final Set<Trouble> HANDLERS =
            EnumSet.of(Trouble.HANDLER_HANGS, Trouble.HANDLER_DEAF, Trouble.HANDLER_THROWS);
    private static final Set<Trouble> IN_THE_SINK = EnumSet.of(
            Trouble.SINK_AMBIGUOUS,
            Trouble.SINK_REFUSES,
            Trouble.SINK_SLOW,
            Trouble.SINK_LATE,
            Trouble.SINK_BUSY,
            Trouble.SINK_SILENT);
    private static final Set<Trouble> BY_HAND =
            EnumSet.of(Trouble.SET_BACK, Trouble.TAMPERED_JOB, Trouble.ERASED_LEASE);

    /** What takes an instance out of running ones, and so never one that shuts down already. */
    private static final Set<Trouble> OF_RUNNING =
            EnumSet.of(Trouble.STOP, Trouble.ROLLING, Trouble.FLAP, Trouble.OWNER_OF_ALL);

    private final VirtualOptions options;

    /** Of runs with these options. */
    public Coverage(VirtualOptions options) {
        this.options = options;
    }

    /** Why this trouble never strikes an instance in this phase; empty if it does. */
    public Optional<String> never(Trouble trouble, StepPhase phase) {
        return absent(trouble).or(() -> outOfReach(trouble, phase));
    }

    /** The phases in which an instance can be struck by this. */
    static List<StepPhase> reach(Trouble trouble) {
        return Stream.of(StepPhase.values())
                .filter(phase -> outOfReach(trouble, phase).isEmpty())
                .toList();
    }

    /** The cells that could have been come to, and never were. */
    public List<String> gaps(Tally tally) {
        List<String> gaps = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            for (StepPhase phase : StepPhase.values()) {
                if (tally.of(trouble, phase) == 0 && never(trouble, phase).isEmpty()) {
                    gaps.add(trouble.text() + " × " + phase.words());
                }
            }
        }
        return List.copyOf(gaps);
    }

    /** Whether records change behind the store's back in some of these runs. */
    static boolean byHand(VirtualOptions options) {
        return options.over() == Over.MEMORY && options.terms().delivering() == Delivering.AT_MOST_ONCE;
    }

    /** Every reason there is, each once. */
    List<String> reasons() {
        Set<String> reasons = new LinkedHashSet<>();
        for (Trouble trouble : Trouble.values()) {
            for (StepPhase phase : StepPhase.values()) {
                never(trouble, phase).ifPresent(reasons::add);
            }
        }
        return List.copyOf(reasons);
    }

    /** Why it strikes nowhere in these runs. */
    private Optional<String> absent(Trouble trouble) {
        if (BY_HAND.contains(trouble) && !byHand(options)) {
            return Optional.of("told by drills of --mode sweep, and in hours over memory at most once");
        } else if (!options.faults().has(trouble)) {
            return Optional.of("left out by --faults");
        } else if (HANDLERS.contains(trouble) && options.terms().delivering() != Delivering.AT_MOST_ONCE) {
            return Optional.of("handlers ail in at-most-once");
        } else if (IN_THE_SINK.contains(trouble) && !met(trouble)) {
            return Optional.of("no sink of this delivery mode does that");
        }
        return Optional.empty();
    }

    private boolean met(Trouble sinks) {
        return switch (sinks) {
            case SINK_BUSY -> options.terms().sink() == Sink.KEYS;
            case SINK_SILENT -> options.terms().delivering() == Delivering.CONFIRMED;
            case SINK_REFUSES, SINK_AMBIGUOUS -> true;
            default -> options.terms().sink() != Sink.STORE;
        };
    }

    private static Optional<String> outOfReach(Trouble trouble, StepPhase phase) {
        if (STARTS.contains(trouble)) {
            return unless(phase == StepPhase.NO_JOBS, "who starts has no job yet");
        } else if (HANDLERS.contains(trouble) || trouble == Trouble.POISON) {
            return unless(phase == StepPhase.AFTER_EFFECT, "a handler's doing befalls the step that it performs");
        } else if (trouble == Trouble.SET_BACK || trouble == Trouble.TAMPERED_JOB) {
            return unless(phase != StepPhase.NO_JOBS, "who owns the job has one");
        } else if (IN_THE_SINK.contains(trouble)) {
            return unless(phase == ofSink(trouble), "the sink is asked in one phase of a step alone");
        } else if (trouble == Trouble.OWNER_OF_ALL) {
            return unless(
                    phase != StepPhase.NO_JOBS && phase != StepPhase.SHUTTING_DOWN,
                    "the owner of all has jobs, and runs");
        }
        return unless(
                phase != StepPhase.SHUTTING_DOWN || !OF_RUNNING.contains(trouble),
                "it befalls who runs, not who shuts down");
    }

    /** Where in a step the sink does this. */
    static StepPhase ofSink(Trouble trouble) {
        return switch (trouble) {
            case SINK_REFUSES -> StepPhase.BEFORE_EFFECT;
            case SINK_BUSY, SINK_SILENT -> StepPhase.RESOLVING;
            default -> StepPhase.AFTER_EFFECT;
        };
    }

    private static Optional<String> unless(boolean possible, String reason) {
        return possible ? Optional.empty() : Optional.of(reason);
    }
}
