package io.leasehold.simulator.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What wall clocks show (fault 7). */
final class ClockDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AHEAD = Duration.ofSeconds(90);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG_REST = MINUTE.multipliedBy(5);

    private ClockDrills() {}

    /** One instance's clock is three minutes ahead of the other's, the store's between them; both take locks, and one dies. */
    static void clocksApart(DrillRun run) {
        run.stage.useLocks();
        VirtualInstance ahead = apart(run, AHEAD);
        apart(run, AHEAD.negated());
        run.submit(10, 30, Duration.ofSeconds(30));
        run.passAbout(MINUTE.multipliedBy(6));
        ahead.count(Trouble.KILL);
        ahead.kill();
        apart(run, AHEAD);
        run.passAbout(MINUTE.multipliedBy(6));
    }

    private static VirtualInstance apart(DrillRun run, Duration by) {
        VirtualInstance member = run.stage.start();
        member.count(Trouble.WALL_JUMP);
        member.runtime().jump(by);
        return member;
    }

    /**
     * The clocks of all jump an hour ahead, and later back, while jobs rest for minutes until they are due; in between, and behind, an
     * owner dies, so that others read from the store when its jobs are due.
     */
    static void daylightSaving(DrillRun run) {
        List<VirtualInstance> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(run.stage.start());
        }
        run.pass(Duration.ofSeconds(5));
        run.submit(12, 14, LONG_REST);
        run.passAbout(MINUTE.multipliedBy(7));
        jump(run, HOUR);
        run.passAbout(MINUTE.multipliedBy(3));
        dies(all.get(0));
        VirtualInstance summer = apart(run, HOUR);
        run.passAbout(MINUTE.multipliedBy(10));
        jump(run, HOUR.negated());
        run.passAbout(MINUTE.multipliedBy(3));
        dies(summer);
        run.stage.start();
        run.passAbout(MINUTE.multipliedBy(10));
    }

    private static void dies(VirtualInstance owner) {
        owner.count(Trouble.KILL);
        owner.kill();
    }

    /** An hour is more than half the time that an ended lease is kept: the engine takes it for one that stood still so long (E7). */
    private static void jump(DrillRun run, Duration by) {
        run.stage.members().stream().filter(VirtualInstance::free).forEach(member -> {
            member.troubled(Trouble.WALL_JUMP, run.stage.settings.heartbeat().multipliedBy(2));
            member.runtime().jump(by);
        });
    }
}
