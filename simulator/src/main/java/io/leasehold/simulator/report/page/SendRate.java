package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import java.util.Arrays;
import java.util.List;

/**
 * Messages that reached the sink, over time.
 *
 * @param binMillis how long each of the counts goes on
 * @param counts how many, one after the other from the start
 */
public record SendRate(long binMillis, List<Long> counts) {
    private static final int MOST_BINS = 240;
    private static final List<Long> BINS =
            List.of(1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 30_000L, 60_000L, 120_000L, 300_000L, 600_000L);

    public SendRate {
        counts = List.copyOf(counts);
    }

    static SendRate of(List<EffectStarted> sends, long endMillis) {
        long bin = BINS.stream()
                .filter(millis -> endMillis / millis < MOST_BINS)
                .findFirst()
                .orElse(endMillis / MOST_BINS + 1);
        Long[] counts = new Long[(int) (endMillis / bin) + 1];
        Arrays.fill(counts, 0L);
        sends.forEach(send -> counts[(int) (send.atMillis() / bin)]++);
        return new SendRate(bin, List.of(counts));
    }
}
