package io.leasehold.simulator.report.page;

import io.leasehold.simulator.report.page.ReportData.NotInjected;
import java.util.List;
import java.util.function.IntPredicate;

/** All faults that engines and stores are held against, by their numbers, and why a kind of run has none of it. */
public final class KnownFaults {
    private static final String NOT_IN_THIS_RUN = "In this mode, but this run had none";
    private static final String VIRTUAL = "In virtual time only: leasehold simulate --mode virtual";
    private static final String DRILL = "By drills only: leasehold simulate --mode sweep";

    private static final List<Known> ALL = List.of(
            new Known(1, "clean stop", NOT_IN_THIS_RUN, NOT_IN_THIS_RUN),
            new Known(2, "kill", NOT_IN_THIS_RUN, NOT_IN_THIS_RUN),
            new Known(3, "freeze longer than the lease lasts", NOT_IN_THIS_RUN, NOT_IN_THIS_RUN),
            new Known(4, "freezes just below that, again and again", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(5, "the store throws", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(6, "handlers that hang, ignore their interrupt, throw", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(7, "wall clock jumps", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(8, "monotonic clock too fast or too slow", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(9, "the store's clock jumps", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(10, "store outage", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(11, "slow store", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(12, "requests and answers lost, late, doubled", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(13, "partition", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(14, "the store loses what it acknowledged", VIRTUAL, DRILL),
            new Known(15, "records deleted or damaged by hand", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(16, "all start at once, rolling restart, flapping", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(17, "the owner of very many jobs dies", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(18, "fewer slots than jobs", VIRTUAL, DRILL),
            new Known(19, "a job that kills each owner, or always throws", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(20, "two versions side by side", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(21, "the operator stops, starts, deletes, resubmits", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(22, "a sink that is slow, fails or doesn't say", VIRTUAL, NOT_IN_THIS_RUN),
            new Known(23, "bell, push and poke lost", VIRTUAL, NOT_IN_THIS_RUN));

    private record Known(int number, String words, String whyNotReal, String whyNotVirtual) {}

    private KnownFaults() {}

    /** Those that a run with real threads has not had; {@code injected}: whether it had the one of this number. */
    public static List<NotInjected> missingInReal(IntPredicate injected) {
        return ALL.stream()
                .filter(known -> !injected.test(known.number))
                .map(known -> new NotInjected(known.number, known.words, known.whyNotReal))
                .toList();
    }

    /** Those that runs in virtual time have not had. */
    public static List<NotInjected> missingInVirtual(IntPredicate injected) {
        return ALL.stream()
                .filter(known -> !injected.test(known.number))
                .map(known -> new NotInjected(known.number, known.words, known.whyNotVirtual))
                .toList();
    }
}
