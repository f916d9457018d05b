package io.leasehold.simulator.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * Fleets of several sizes over as many jobs, side by side.
 *
 * @param results of each, in the order in which they ran
 */
public record ScaleSeries(List<ScaleResult> results) {
    /** Calls are flat if no fleet's instances call more than this often for each call of another's. */
    public static final double FLAT = 1.1;

    public ScaleSeries {
        results = List.copyOf(results);
    }

    /** What is not as it must be, a sentence each. */
    public List<String> violations() {
        List<String> found = new ArrayList<>();
        flat(found);
        results.stream()
                .filter(result -> !result.died().kept())
                .map(result -> String.format(
                        "with %,d instances a job had no owner for %.1f s after the last renewal, which must be at most %.1f s",
                        result.options().instances(),
                        result.died().sinceRenewal().toMillis() / 1000.0,
                        result.died().bound().toMillis() / 1000.0))
                .forEach(found::add);
        return found;
    }

    private void flat(List<String> found) {
        ScaleResult first = results.get(0);
        for (ScaleResult result : results) {
            double grown = result.quiet().callRate() / first.quiet().callRate();
            if (grown > FLAT) {
                found.add(String.format(
                        "while nothing happens there are %.2f times as many calls a second and instance with %,d instances as with %,d",
                        grown, result.options().instances(), first.options().instances()));
            }
        }
    }
}
