package io.leasehold.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.leasehold.architecture.HouseRules.HAVE_A_WORN_OUT_NAME;
import static io.leasehold.architecture.HouseRules.KEEP_A_STATIC_THAT_CAN_BE_SET;
import static io.leasehold.architecture.HouseRules.LIVE_IN_A_NULL_MARKED_PACKAGE;
import static io.leasehold.architecture.HouseRules.READ_THE_WALL_CLOCK;
import static io.leasehold.architecture.HouseRules.TOUCH_TIME_THREADS_CHANCE_OR_UNORDERED_COLLECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules' arrows and the house rules, read from the compiled main classes of every module. */
class ArchitectureTest {

    private static final String JDK = "java..";
    private static final String NULL_MARKS = "org.jspecify..";
    private static final String LOGGING = "org.slf4j..";
    private static final String STORE = "io.leasehold.store..";
    private static final String ENGINE = "io.leasehold.engine..";
    private static final String JOB = "io.leasehold.job..";
    private static final String JSON = "io.leasehold.json..";
    private static final String TESTING = "io.leasehold.testing..";
    private static final String TCK = "io.leasehold.tck..";
    private static final String SIMULATOR = "io.leasehold.simulator..";
    private static final String HISTORY = "io.leasehold.simulator.history..";
    private static final String JDBC = "io.leasehold.jdbc..";
    private static final String MONGO = "io.leasehold.mongo..";
    private static final String REDIS = "io.leasehold.redis..";
    private static final String REAL_RUNTIME = "io\\.leasehold\\.engine\\.runtime\\.System.*";

    private static final JavaClasses LEASEHOLD = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.leasehold");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.leasehold.store",
                "io.leasehold.store.record",
                "io.leasehold.engine",
                "io.leasehold.engine.runtime",
                "io.leasehold.job",
                "io.leasehold.json",
                "io.leasehold.jdbc",
                "io.leasehold.redis",
                "io.leasehold.simulator",
                "io.leasehold.simulator.oracle",
                "io.leasehold.simulator.history"
            })
    void theRulesReallySeeTheClassesOf(String packageName) {
        assertThat(LEASEHOLD)
                .filteredOn(type -> type.getPackageName().equals(packageName))
                .filteredOn(type -> !type.getSimpleName().equals("package-info"))
                .isNotEmpty();
    }

    @Test
    void theRulesSeeNoTests() {
        assertThat(LEASEHOLD.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void theStoreContractKnowsTheJdkAlone() {
        knowsOnly(STORE, JDK, NULL_MARKS, STORE);
    }

    @Test
    void theEngineKnowsTheStoreContractAlone() {
        knowsOnly(ENGINE, JDK, NULL_MARKS, LOGGING, STORE, JOB, ENGINE);
    }

    @Test
    void theHandlerApiKnowsTheEngineAndTheStoreContractAlone() {
        knowsOnly(JOB, JDK, NULL_MARKS, LOGGING, STORE, JOB, ENGINE);
    }

    @Test
    void theJsonCodecKnowsTheHandlerApiAndJacksonAlone() {
        knowsOnly(JSON, JDK, NULL_MARKS, "com.fasterxml.jackson..", "io.leasehold.store", JOB, JSON);
    }

    @Test
    void theVirtualRuntimeKnowsNoBackendAndNoKit() {
        knowsNothingOf(TESTING, TCK, SIMULATOR, JDBC, MONGO, REDIS);
    }

    @Test
    void theKitKnowsNoEngineAndNoBackend() {
        knowsNothingOf(TCK, ENGINE, JOB, TESTING, SIMULATOR, JDBC, MONGO, REDIS);
    }

    @Test
    void theOraclesKnowHistoriesAndStoredValuesAlone() {
        knowsOnly(
                "io.leasehold.simulator.oracle..", JDK, NULL_MARKS, STORE, HISTORY, "io.leasehold.simulator.oracle..");
    }

    @Test
    void historiesKnowNoEngineAndNoRun() {
        knowsOnly(HISTORY, JDK, NULL_MARKS, "com.fasterxml.jackson..", HISTORY);
    }

    @Test
    void theSqlStoreKnowsTheStoreContractAlone() {
        knowsNothingOf(JDBC, ENGINE, JOB, TESTING, TCK, SIMULATOR, MONGO, REDIS);
    }

    @Test
    void theMongoStoreKnowsTheStoreContractAlone() {
        knowsNothingOf(MONGO, ENGINE, JOB, TESTING, TCK, SIMULATOR, JDBC, REDIS);
    }

    @Test
    void theRedisStoreKnowsTheStoreContractAlone() {
        knowsNothingOf(REDIS, ENGINE, JOB, TESTING, TCK, SIMULATOR, JDBC, MONGO);
    }

    @Test
    void theEngineMeetsTimeThreadsAndChanceAtItsRuntimeDoorAlone() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(ENGINE, JOB)
                .and()
                .haveNameNotMatching(REAL_RUNTIME)
                .should(TOUCH_TIME_THREADS_CHANCE_OR_UNORDERED_COLLECTIONS));
    }

    /** The in-memory store's provider is the store, whose clock has to come from somewhere. */
    @Test
    void noClientOfAStoreReadsAWallClock() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(STORE, JDBC, MONGO, REDIS)
                .and()
                .doNotHaveFullyQualifiedName("io.leasehold.store.memory.MemoryStoreProvider")
                .should(READ_THE_WALL_CLOCK));
    }

    @Test
    void noClassHasAWornOutName() {
        holds(noClasses().should(HAVE_A_WORN_OUT_NAME));
    }

    @Test
    void noStaticCanBeSet() {
        holds(noClasses().should(KEEP_A_STATIC_THAT_CAN_BE_SET));
    }

    @Test
    void everyPackageIsNullMarked() {
        holds(classes().should(LIVE_IN_A_NULL_MARKED_PACKAGE));
    }

    private static void knowsOnly(String module, String... known) {
        holds(classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known));
    }

    private static void knowsNothingOf(String module, String... unknown) {
        holds(noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown));
    }

    // A module may have no classes yet; that the rules see those that must be there has a test of its own.
    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(LEASEHOLD);
    }
}
