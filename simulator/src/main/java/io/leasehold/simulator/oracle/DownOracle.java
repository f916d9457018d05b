package io.leasehold.simulator.oracle;

import java.util.List;

/** DOWN: no job stood still for longer than the engine's own stated bound. Its opportunities are the standstills. */
public final class DownOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        List<Downtimes.Downtime> all = Downtimes.in(evidence);
        List<String> found = all.stream()
                .filter(down -> down.millis() > bound(evidence, down))
                .map(down -> "job " + down.job() + " stood still for " + down.millis() + " ms after "
                        + (down.graceful() ? "the orderly stop" : "the end") + " of " + down.instance()
                        + "; the bound is " + bound(evidence, down) + " ms")
                .toList();
        return new Verdict("DOWN", all.size(), found);
    }

    private static long bound(Evidence evidence, Downtimes.Downtime down) {
        return (down.graceful() ? evidence.stopBound() : evidence.crashBound()).toMillis();
    }
}
