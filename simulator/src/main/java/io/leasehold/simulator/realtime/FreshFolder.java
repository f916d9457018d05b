package io.leasehold.simulator.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of a run's own that is deleted, with all that is in it, when it is closed. */
public record FreshFolder(Path path) implements AutoCloseable {
    /** Makes one among the temporary files. */
    public static FreshFolder make() {
        try {
            return new FreshFolder(Files.createTempDirectory("leasehold-simulate-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
