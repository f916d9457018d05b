package io.leasehold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.leasehold.architecture.HouseRules.HAVE_A_WORN_OUT_NAME;
import static io.leasehold.architecture.HouseRules.KEEP_A_STATIC_THAT_CAN_BE_SET;
import static io.leasehold.architecture.HouseRules.LIVE_IN_A_NULL_MARKED_PACKAGE;
import static io.leasehold.architecture.HouseRules.READ_THE_WALL_CLOCK;
import static io.leasehold.architecture.HouseRules.TOUCH_TIME_THREADS_CHANCE_OR_UNORDERED_COLLECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.leasehold.architecture.planted.CollectsWithoutOrder;
import io.leasehold.architecture.planted.CountsInAStatic;
import io.leasehold.architecture.planted.KeepsAHashMap;
import io.leasehold.architecture.planted.KeepsOrder;
import io.leasehold.architecture.planted.LeaseManager;
import io.leasehold.architecture.planted.ReadsTheClock;
import io.leasehold.architecture.planted.ReadsTheClockByReference;
import io.leasehold.architecture.planted.StartsAThread;
import io.leasehold.architecture.planted.TellsTheTime;
import io.leasehold.architecture.planted.TellsTheTimeByReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions of {@link ArchitectureTest} can fail: each meets a class that breaks it, and one that doesn't. */
class PlantedViolationTest {

    private static final ArchRule DETERMINISM = noClasses().should(TOUCH_TIME_THREADS_CHANCE_OR_UNORDERED_COLLECTIONS);

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReadsTheClock.class,
                ReadsTheClockByReference.class,
                KeepsAHashMap.class,
                CollectsWithoutOrder.class,
                StartsAThread.class
            })
    void findsWhatMakesTwoRunsDiffer(Class<?> planted) {
        assertThat(isBrokenBy(DETERMINISM, planted)).isTrue();
    }

    @Test
    void letsOrderedCollectionsPass() {
        assertThat(isBrokenBy(DETERMINISM, KeepsOrder.class)).isFalse();
    }

    @Test
    void findsWhoReadsAWallClockAndLetsStopwatchesPass() {
        ArchRule rule = noClasses().should(READ_THE_WALL_CLOCK);
        assertThat(isBrokenBy(rule, TellsTheTime.class)).isTrue();
        assertThat(isBrokenBy(rule, TellsTheTimeByReference.class)).isTrue();
        assertThat(isBrokenBy(rule, ReadsTheClock.class)).isFalse();
    }

    @Test
    void findsAStaticThatCanBeSet() {
        ArchRule rule = noClasses().should(KEEP_A_STATIC_THAT_CAN_BE_SET);
        assertThat(isBrokenBy(rule, CountsInAStatic.class)).isTrue();
        assertThat(isBrokenBy(rule, ReadsTheClock.class)).isFalse();
    }

    @Test
    void findsAWornOutName() {
        ArchRule rule = noClasses().should(HAVE_A_WORN_OUT_NAME);
        assertThat(isBrokenBy(rule, LeaseManager.class)).isTrue();
        assertThat(isBrokenBy(rule, ReadsTheClock.class)).isFalse();
    }

    @Test
    void findsAPackageThatIsNotNullMarked() {
        assertThat(isBrokenBy(classes().should(LIVE_IN_A_NULL_MARKED_PACKAGE), ReadsTheClock.class))
                .isTrue();
    }

    private static boolean isBrokenBy(ArchRule rule, Class<?> planted) {
        return rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
    }
}
