package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch of seeds came to until now. Not thread-safe. */
public final class Totals {
    private final Tally tally = new Tally();
    private final Map<String, Long> opportunities = new LinkedHashMap<>();
    private final List<Long> red = new ArrayList<>();
    private long seeds;
    private Duration simulated = Duration.ZERO;
    private Duration processor = Duration.ZERO;
    private long events;
    private long unpromised;

    /** Adds one seed's result. */
    void add(VirtualResult result) {
        seeds++;
        tally.add(result.tally());
        simulated = simulated.plus(result.simulated());
        processor = processor.plus(result.processor());
        events += result.events();
        unpromised += Unpromised.of(result.judgements());
        for (Judgement judgement : result.judgements()) {
            opportunities.merge(judgement.oracle(), judgement.opportunities(), Long::sum);
        }
        if (!result.green()) {
            red.add(result.seed());
        }
    }

    /** How many seeds. */
    public long seeds() {
        return seeds;
    }

    /** What fired, by phase. */
    public Tally tally() {
        return tally;
    }

    /** How often each oracle could have found something. */
    public Map<String, Long> opportunities() {
        return Collections.unmodifiableMap(opportunities);
    }

    /** The seeds in which an oracle found something. */
    public List<Long> red() {
        return List.copyOf(red);
    }

    /** How much virtual time went by. */
    public Duration simulated() {
        return simulated;
    }

    /** How many events happened. */
    public long events() {
        return events;
    }

    /** How many duplicates there were that the mode doesn't promise against. */
    public long unpromised() {
        return unpromised;
    }

    /** How many simulated years an hour of one processor brings. */
    public double yearsPerProcessorHour() {
        double years = simulated.toMillis() / 3_600_000.0 / 24 / 365;
        return processor.isZero() ? 0 : years / (processor.toNanos() / 3.6e12);
    }
}
