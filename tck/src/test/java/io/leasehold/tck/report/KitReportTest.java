package io.leasehold.tck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A run of the kit counts its cases, tells a part from the whole, and lets no rule go untested. */
class KitReportTest {
    @TempDir
    Path folder;

    @Test
    void aWholeRunLeavesTextAndJson() throws IOException {
        run(selectClass(AllRules.class)).containerEvents().assertStatistics(events -> events.failed(0));
        assertThat(Files.readString(written(AllRules.class, "txt")))
                .contains(": 27 cases, 26 passed, 0 failed, 1 skipped")
                .contains("SKIPPED 1 of R2: not so: the store can push");
        assertThat(Files.readString(written(AllRules.class, "json"))).contains("\"cases\": 27, \"passed\": 26");
    }

    @Test
    void aWholeRunInWhichARuleHasNoCaseFails() {
        run(selectClass(TwoRules.class))
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                container(TwoRules.class),
                                finishedWithFailure(
                                        message(said -> said.startsWith("the kit has no case for [R3, R4, ")))));
    }

    @Test
    void aPartOfARunLeavesNothingAndDoesNotFail() {
        run(selectMethod(TwoRules.class, "first")).allEvents().assertStatistics(events -> events.failed(0));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingIsWrittenWhereNoFolderIsNamed() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(AllRules.class))
                .configurationParameter("leasehold.tck.print", "false")
                .configurationParameter("leasehold.tck.folder", "")
                .execute();
        assertThat(folder).isEmptyDirectory();
        assertThat(Path.of("target", "leasehold-tck", AllRules.class.getName() + ".txt"))
                .doesNotExist();
    }

    private EngineExecutionResults run(DiscoverySelector selected) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selected)
                .configurationParameter("leasehold.tck.print", "false")
                .configurationParameter("leasehold.tck.folder", folder.toString())
                .execute();
    }

    private Path written(Class<?> kit, String kind) {
        return folder.resolve(kit.getName() + "." + kind);
    }

    /** Run by this test alone. */
    @ExtendWith(KitReport.class)
    static class AllRules {
        @Nested
        class Group {
            @ParameterizedTest(name = "{0} is kept")
            @EnumSource
            void each(Rule rule) {
                assertThat(rule.sentence()).isNotEmpty();
            }
        }

        @Test
        @DisplayName("R1 once more")
        void first() {}

        @Test
        @DisplayName("R2 is not asked")
        void assumes() {
            assumeThat("a store").as("the store can push").isEmpty();
        }

        @Test
        void ofTheAuthorsOwn() {}
    }

    /** The same. */
    @ExtendWith(KitReport.class)
    static class TwoRules {
        @Test
        @DisplayName("R1 is kept")
        void first() {}

        @Test
        @DisplayName("R2 is kept")
        void second() {}
    }
}
