package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the guide is the test that runs here. */
class TestingGuideTest {
    @Test
    void theGuideShowsTheTestThatRuns() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "testing-your-handler.md"));
        String test = Files.readString(Path.of("src/test/java/io/leasehold/testing/ReminderTakeoverTest.java"));
        String shown = guide.substring(guide.indexOf("```java\n") + 8, guide.lastIndexOf("```"));
        assertThat(shown).isEqualTo(test.substring(test.indexOf("import static")));
    }
}
