package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.Probation;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * DOWN: no job stands still for longer than the engine's own stated bound. Where calls get lost and clocks jump, the bound is promised
 * only if an instance that is left alone is there to take over, and has room: a standstill is judged if one other instance was, all the time, and so
 * were those that claimed the job. An owner that woke up in time and went on itself took nothing over.
 * Whose lease's record was erased by hand leaves strays, which a slow walk finds; and suspects of one taker wait for one another (E10).
 */
public final class Down implements Oracle {
    @Override
    public String name() {
        return "DOWN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        List<Downtime> downtimes = promised(evidence);
        List<String> violations = downtimes.stream()
                .map(downtime -> tooLong(downtime, evidence.bounds()))
                .flatMap(Optional::stream)
                .toList();
        return new Judgement(name(), downtimes.size(), violations);
    }

    private static List<Downtime> promised(Evidence evidence) {
        List<Downtime> all = Downtime.of(evidence.events());
        if (evidence.head().inRealTime()) {
            return all;
        }
        Calm calm = evidence.calm();
        Rooms rooms = Rooms.of(evidence);
        long end = evidence.events().get(evidence.events().size() - 1).atMillis();
        return all.stream()
                .filter(downtime -> !downtime.ended() || !downtime.takers().isEmpty() || cutForLong(downtime, evidence))
                .filter(downtime -> downtime.ended()
                        || end - downtime.sinceMillis()
                                > downtime.bound(evidence.bounds()).toMillis())
                .filter(downtime -> promised(downtime, evidence, calm, rooms))
                .toList();
    }

    private static boolean promised(Downtime downtime, Evidence evidence, Calm calm, Rooms rooms) {
        long since = downtime.sinceMillis();
        long until = since
                + Math.max(
                        downtime.millis(),
                        downtime.ended() ? 0 : downtime.bound(evidence.bounds()).toMillis());
        long stopped = stopped(downtime, evidence);
        long lease = stopped - evidence.bounds().ttl().toMillis();
        return calm.anybodyBut(
                        downtime.owner(), since, until, other -> rooms.hadRoom(other, since, taken(downtime, until)))
                && downtime.takers().stream().allMatch(taker -> calm.serving(taker.instance(), taker.atMillis(), until))
                && (downtime.kind() != Downtime.Kind.STOP || calm.undisturbed(downtime.owner(), stopped, until))
                && !waitsItsTurn(downtime, evidence, until)
                && (downtime.kind() != Downtime.Kind.CUT || nothingOnItsWay(downtime, evidence, until))
                && evidence.all(StoreMoved.class).stream()
                        .noneMatch(moved -> moved.atMillis() >= lease && moved.atMillis() <= until)
                && evidence.all(LeaseErased.class).stream()
                        .noneMatch(erased -> erased.instance().equals(downtime.owner())
                                && erased.atMillis() >= lease
                                && erased.atMillis() <= until);
    }

    /**
     * When its owner stopped, which may be long before the job was due: what befell the store's clock since then befell the lease, and
     * what befell an owner that left in order kept its lease's end from the store.
     */
    private static long stopped(Downtime downtime, Evidence evidence) {
        return Stream.<List<? extends HistoryEvent.OfInstance>>of(
                        evidence.all(Killed.class), evidence.all(Frozen.class), evidence.all(StopAsked.class))
                .flatMap(List::stream)
                .filter(event ->
                        event.instance().equals(downtime.owner()) && event.atMillis() <= downtime.sinceMillis())
                .mapToLong(HistoryEvent::atMillis)
                .max()
                .orElse(downtime.sinceMillis());
    }

    /** Whether the job is a suspect, and its taker had another one on probation before: they run one at a time. */
    private static boolean waitsItsTurn(Downtime downtime, Evidence evidence, long until) {
        return downtime.takers().stream().anyMatch(taker -> {
            List<Probation> meanwhile = evidence.all(Probation.class).stream()
                    .filter(probation -> probation.instance().equals(taker.instance())
                            && probation.atMillis() >= taker.atMillis()
                            && probation.atMillis() <= until)
                    .toList();
            OptionalLong own = meanwhile.stream()
                    .filter(probation -> probation.job().equals(downtime.job()))
                    .mapToLong(Probation::atMillis)
                    .min();
            return own.isPresent()
                    && meanwhile.stream()
                            .anyMatch(probation ->
                                    !probation.job().equals(downtime.job()) && probation.atMillis() <= own.getAsLong());
        });
    }

    /** The last moment at which somebody had to have room: one that takes the job may be full from then on. */
    private static long taken(Downtime downtime, long until) {
        return downtime.takers().isEmpty() ? until : downtime.takers().get(0).atMillis() - 1;
    }

    /** Whether its owner was still cut off when somebody should have taken over. */
    private static boolean cutForLong(Downtime downtime, Evidence evidence) {
        Bounds bounds = evidence.bounds();
        long taken = downtime.sinceMillis()
                + downtime.bound(bounds).toMillis()
                + 2 * bounds.call().toMillis();
        return downtime.kind() == Downtime.Kind.CUT
                && evidence.all(Troubled.class).stream()
                        .filter(trouble -> trouble.instance().equals(downtime.owner())
                                && trouble.what().startsWith("CUT"))
                        .anyMatch(trouble -> trouble.atMillis() <= downtime.sinceMillis()
                                && trouble.atMillis() + trouble.forMillis() >= taken);
    }

    /** A renewal that was sent long before the cut may still extend the lease. */
    private static boolean nothingOnItsWay(Downtime downtime, Evidence evidence, long until) {
        return evidence.all(Troubled.class).stream()
                .filter(trouble -> trouble.instance().equals(downtime.owner()))
                .filter(trouble ->
                        trouble.what().equals("LATE") || trouble.what().equals("TWICE"))
                .noneMatch(trouble -> trouble.atMillis() <= until
                        && trouble.atMillis()
                                        + trouble.forMillis()
                                        + evidence.bounds().crash().toMillis()
                                >= downtime.sinceMillis());
    }

    private static Optional<String> tooLong(Downtime downtime, Bounds bounds) {
        Duration bound = downtime.bound(bounds);
        String what = "\"" + downtime.job() + "\", whose owner " + downtime.owner() + " "
                + downtime.kind().words() + " at " + downtime.sinceMillis() + " ms, ";
        if (!downtime.ended()) {
            return Optional.of(what + "never went on");
        }
        return downtime.millis() > bound.toMillis()
                ? Optional.of(what + "stood still for " + downtime.millis() + " ms; the bound is " + bound.toMillis())
                : Optional.empty();
    }
}
