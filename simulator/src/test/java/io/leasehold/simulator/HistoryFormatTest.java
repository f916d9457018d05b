package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/history.md} names every kind of event and all its fields. */
class HistoryFormatTest {
    static Stream<Class<?>> kinds() {
        return Stream.of(HistoryEvent.class).flatMap(HistoryFormatTest::kinds);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(HistoryFormatTest::kinds)
                        .distinct();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isDocumented(Class<?> kind) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "history.md"));
        String fields = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("atMillis"))
                .map(name -> '`' + name + '`')
                .collect(Collectors.joining(", "));
        String begin = "| `" + kind.getSimpleName() + "` | " + (fields.isEmpty() ? "–" : fields) + " | ";
        assertThat(lines).filteredOn(line -> line.startsWith(begin)).as(begin).hasSize(1);
    }
}
