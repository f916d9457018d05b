package io.leasehold.simulator.scale;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.Survey;
import java.nio.charset.StandardCharsets;

/**
 * What the answer to a survey weighs where each number takes eight bytes, each yes or no and each of a few words one, and each text its
 * UTF-8 form behind two bytes of length: about what stores send, whose own frames differ.
 */
final class SurveySize {
    private static final long NUMBER = 8;
    private static final long WORD = 1;
    private static final long LENGTH = 2;

    /** How the caller's lease stands, and the time left; the fleet in four numbers; orphans; the next lapse; more; the lapsed. */
    private static final long ALWAYS = WORD + NUMBER + 4 * NUMBER + WORD + WORD + NUMBER + WORD + NUMBER;

    private SurveySize() {}

    static long bytes(Survey answer) {
        long ended = answer.ended().stream().mapToLong(SurveySize::bytes).sum();
        long stopped = answer.stopped().stream()
                .map(JobId::value)
                .mapToLong(SurveySize::text)
                .sum();
        return ALWAYS + LENGTH + ended + LENGTH + stopped;
    }

    private static long bytes(EndedLease lease) {
        return text(lease.id().value()) + text(lease.label()) + WORD + 3 * NUMBER;
    }

    private static long text(String value) {
        return LENGTH + value.getBytes(StandardCharsets.UTF_8).length;
    }
}
