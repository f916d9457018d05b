package io.leasehold.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result for programs: {@code leasehold-result.json}. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultFile() {}

    /** Writes the result of a run. */
    public static void write(Path file, Outcome outcome) {
        long[] downtimes = outcome.downtimes(false);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", outcome.colour().name());
        result.put("instances", outcome.instances());
        result.put("jobs", outcome.jobs());
        result.put("sends", outcome.sends());
        result.put("kills", outcome.kills());
        result.put("takeovers", outcome.takeovers());
        result.put("duplicates", outcome.found("DUP"));
        result.put("missing", outcome.found("LOSS"));
        result.put("inDoubt", outcome.inDoubt());
        Map<String, Object> millis = new LinkedHashMap<>();
        millis.put("p50", Outcome.percentile(downtimes, 0.50));
        millis.put("p99", Outcome.percentile(downtimes, 0.99));
        millis.put("max", Outcome.percentile(downtimes, 1));
        result.put("downtimeMillis", millis);
        result.put("boundMillis", outcome.settings().crashBound().toMillis());
        try {
            Files.writeString(file, JSON.writeValueAsString(result) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the result can't be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
