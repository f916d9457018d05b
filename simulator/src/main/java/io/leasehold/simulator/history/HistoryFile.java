package io.leasehold.simulator.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A history as a file: one JSON object a line, in order. Written by one thread at a time. */
public final class HistoryFile implements Consumer<HistoryEvent>, AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final BufferedWriter lines;

    private HistoryFile(BufferedWriter lines) {
        this.lines = lines;
    }

    /** Creates the file, or empties it. */
    public static HistoryFile create(Path file) throws IOException {
        return new HistoryFile(Files.newBufferedWriter(file));
    }

    @Override
    public void accept(HistoryEvent event) {
        try {
            lines.write(line(event));
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(HistoryEvent event) throws JsonProcessingException {
        return json.writerFor(HistoryEvent.class).writeValueAsString(event);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
