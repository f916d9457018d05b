package io.leasehold.simulator.real;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can be done to a running fleet. */
public enum Fault {
    /** Kills an instance whose step was recorded and whose effect had not begun. */
    KILL_AFTER_INTENT(1),
    /** Kills an instance whose effect had happened and whose outcome was not recorded. */
    KILL_AFTER_EFFECT(1),
    /** Kills an instance all of whose jobs rest. */
    KILL_IDLE(1),
    /** Kills two instances in one moment. */
    KILL_TWO(2),
    /** Freezes an instance between its gate and its effect, until others have taken over, and wakes it. */
    FREEZE(0),
    /** Stops an instance in order. */
    STOP(0);

    private final int kills;

    Fault(int kills) {
        this.kills = kills;
    }

    /**
     * Every fault once, the first a kill, and further kills up to the number asked for; the order follows from the seed.
     *
     * @param kills how many kills in all, at least 5
     */
    public static List<Fault> plan(int kills, long seed) {
        List<Fault> plan = new ArrayList<>(List.of(KILL_AFTER_EFFECT, KILL_IDLE, KILL_TWO, FREEZE, STOP));
        Random random = new Random(seed);
        List<Fault> single = List.of(KILL_AFTER_INTENT, KILL_AFTER_EFFECT, KILL_IDLE);
        int planned = 1 + plan.stream().mapToInt(fault -> fault.kills).sum();
        for (int i = planned; i < kills; i++) {
            plan.add(single.get(random.nextInt(single.size())));
        }
        Collections.shuffle(plan, random);
        plan.add(0, KILL_AFTER_INTENT);
        return plan;
    }
}
