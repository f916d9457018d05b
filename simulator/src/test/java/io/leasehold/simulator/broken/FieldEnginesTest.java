package io.leasehold.simulator.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.Threads;
import io.leasehold.simulator.virtual.FieldStores;
import io.leasehold.simulator.virtual.FieldStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each story from the field is red where its mistake is made by an engine of ours. Where a store makes it, {@code FieldStoryTest} has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldEnginesTest {
    private final Map<FieldStory, Optional<String>> found = new EnumMap<>(FieldStory.class);

    @BeforeAll
    void tell() throws InterruptedException, ExecutionException {
        List<FieldStory> stories = stories();
        List<Optional<String>> sentences = Threads.two(stories, FieldEnginesTest::told);
        for (int i = 0; i < stories.size(); i++) {
            found.put(stories.get(i), sentences.get(i));
        }
    }

    private static Optional<String> told(FieldStory story) {
        BrokenEngine engine = FieldEngines.of(story);
        return new PatchedClasses(engine).trial(StoryTrial.class).apply((long) story.ordinal(), engine.oracle());
    }

    List<FieldStory> stories() {
        return List.copyOf(FieldEngines.RED.keySet());
    }

    @Test
    void everyStoryIsRedWithSomething() {
        Set<FieldStory> red = EnumSet.copyOf(FieldStores.RED.keySet());
        red.addAll(stories());
        assertThat(red).containsExactly(FieldStory.values());
    }

    @Test
    void theTableInTheDocsSaysTheSame() throws IOException {
        List<String> rows =
                Stream.of(FieldStory.values()).map(FieldEnginesTest::row).toList();
        assertThat(Files.readString(Path.of("..", "docs", "simulator.md"))
                        .lines()
                        .filter(rows::contains))
                .as("rows of docs/simulator.md")
                .containsExactlyElementsOf(rows);
    }

    /** One row of the table: what its oracle notices there. */
    private static String row(FieldStory story) {
        Stream<String> engine = Optional.ofNullable(FieldEngines.RED.get(story)).stream()
                .map(broken -> "engine: " + broken.name() + " (" + broken.oracle() + ")");
        Stream<String> store = Optional.ofNullable(FieldStores.RED.get(story)).stream()
                .map(red -> "store: " + red.store().name() + " (" + red.oracle() + ")");
        return "| `" + story.word() + "` | " + story.from() + " | " + story.there() + " | " + story.here() + " ("
                + story.toldBy() + ") | " + Stream.concat(engine, store).collect(Collectors.joining("; ")) + " |";
    }

    @ParameterizedTest
    @MethodSource("stories")
    void isRedWithItsMistake(FieldStory story) {
        BrokenEngine engine = FieldEngines.of(story);
        assertThat(Objects.requireNonNull(found.get(story)))
                .as("%s with \"%s\" is noticed by %s", story.word(), engine, engine.oracle())
                .isPresent();
    }
}
