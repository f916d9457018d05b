package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.testing.Fate;
import java.time.Duration;

/** What befalls locks. No job runs beside them. */
final class LockDrills {
    private static final String DOOR = "door";
    private static final String GATE = "gate";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = MINUTE.multipliedBy(10);
    private static final Duration LATE = Duration.ofSeconds(90);

    /** By then a lock that is held unknowingly has been noticed. */
    private static final Duration UNTIL_NOTICED = MINUTE.multipliedBy(12);

    private LockDrills() {}

    /**
     * A holder stands still until the next one has the lock, and closes its own when it wakes; the next one's release arrives once
     * more when a third one has it. Each time somebody else waits for it.
     */
    static void lateUnlock(DrillRun run) {
        Guarded guarded = new Guarded();
        VirtualInstance first = run.stage.start();
        VirtualInstance second = run.stage.start();
        VirtualInstance third = run.stage.start();
        run.pass(Duration.ofSeconds(5));
        ScriptedHold frozen = first.want(DOOR, PATIENCE, guarded);
        run.passAbout(Duration.ofSeconds(5));
        ScriptedHold next = second.want(DOOR, PATIENCE, guarded);
        run.passAbout(Duration.ofSeconds(5));
        frozen.closeIn(Duration.ofSeconds(30));
        first.count(Trouble.FREEZE);
        first.freeze();
        run.stage.world.runUntil(next::got, PATIENCE);
        run.passAbout(Duration.ofSeconds(1));
        ScriptedHold last = third.want(DOOR, PATIENCE, guarded);
        first.wake();
        run.passAbout(MINUTE);
        releaseArrivesTwice(run, second);
        next.closeIn(Duration.ZERO);
        run.stage.world.runUntil(last::got, PATIENCE);
        ScriptedHold behind = first.want(DOOR, PATIENCE, guarded);
        run.pass(LATE.plus(MINUTE));
        run.heal();
        last.closeIn(Duration.ZERO);
        run.stage.world.runUntil(behind::got, PATIENCE);
        behind.closeIn(Duration.ZERO);
        run.pass(UNTIL_NOTICED);
    }

    private static void releaseArrivesTwice(DrillRun run, VirtualInstance holder) {
        run.strike(holder, Trouble.TWICE, LATE, Operation.RELEASE_LOCK, fate -> fate.twice(LATE));
    }

    /**
     * For two minutes no release of one instance arrives, and nobody answers its takes: it gives a lock back that it has, and gets another one that it
     * doesn't wait for any more. Its lease lives on. Somebody else waits for both.
     */
    static void unansweredUnlock(DrillRun run) {
        Guarded guarded = new Guarded();
        VirtualInstance first = run.stage.start();
        VirtualInstance second = run.stage.start();
        run.pass(Duration.ofSeconds(5));
        ScriptedHold door = first.want(DOOR, MINUTE, guarded);
        run.passAbout(Duration.ofSeconds(5));
        first.troubled(Trouble.ANSWER_LOST, MINUTE.multipliedBy(2));
        run.strike(first, Trouble.REQUEST_LOST, MINUTE.multipliedBy(2), LockDrills::unanswered);
        door.closeIn(Duration.ZERO);
        ScriptedHold gate = first.want(GATE, Duration.ofSeconds(20), guarded);
        run.passAbout(Duration.ofSeconds(5));
        ScriptedHold nextDoor = second.want(DOOR, PATIENCE, guarded);
        ScriptedHold nextGate = second.want(GATE, PATIENCE, guarded);
        run.pass(MINUTE.multipliedBy(2));
        run.heal();
        run.stage.world.runUntil(() -> nextDoor.got() && nextGate.got(), PATIENCE);
        gate.closeIn(Duration.ZERO);
        nextDoor.closeIn(Duration.ZERO);
        nextGate.closeIn(Duration.ZERO);
        run.pass(UNTIL_NOTICED);
    }

    private static Fate unanswered(Operation operation, Fate fate) {
        return switch (operation) {
            case RELEASE_LOCK -> fate.requestLost();
            case TAKE_LOCK -> fate.answerLost();
            default -> fate;
        };
    }
}
