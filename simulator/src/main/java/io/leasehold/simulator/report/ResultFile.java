package io.leasehold.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The result as JSON, for programs. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    /** Writes it, in place of an earlier one. */
    public static void write(Path file, Summary summary) throws IOException {
        written(file, summary);
    }

    /** The same of a batch of seeds. */
    public static void write(Path file, BatchSummary summary) throws IOException {
        written(file, summary);
    }

    private static void written(Path file, Object summary) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n");
    }
}
