package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R21, R23: limits are checked before a store sees the value, in one line that names argument, value and limit. */
class ValueChecksTest {
    private static final LeaseId LEASE = LeaseId.of(1);
    private static final JobId JOB = new JobId("letter");

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("job id must have 1 to 200 characters, but has 0: \"\"", () -> new JobId("")),
                refused("job id must have 1 to 200 characters, but has 201", () -> new JobId("x".repeat(201))),
                refused("job id must not hold the character NUL, but does at index 1", () -> new JobId("a\0")),
                refused("job id must be valid Unicode", () -> new JobId("a\ud83d")),
                refused("lone surrogate) at index 0", () -> new JobId("\ude00a")),
                refused("lone surrogate) at index 0", () -> new JobId("\ud83d\ud83d\ude00")),
                refused(
                        "16 lower-case hex characters, but is: \"00000000000A11CE\"",
                        () -> new LeaseId("00000000000A11CE")),
                refused("lease id must be 16 lower-case hex", () -> new LeaseId("'; DROP TABLE lease")),
                refused("run id must be 16 lower-case hex", () -> new RunId("")),
                refused(
                        "job type must have 1 to 100 characters, but has 101",
                        () -> new ReadableType("x".repeat(101), 1, 1)),
                refused("state version must be between 1 and 2, but is 3", () -> new ReadableType("mail", 3, 2)),
                refused("state version must be between 1 and 5, but is 0", () -> new ReadableType("mail", 0, 5)),
                refused(
                        "bytes of the payload must be at most 1048576, but is 1048577",
                        () -> new Command.Amend(Bytes.of(new byte[(1 << 20) + 1]))),
                refused(
                        "bytes of the effect must be at most 1048576",
                        () -> OpenStep.intent(Bytes.of(new byte[(1 << 20) + 1]), Bytes.EMPTY, Pace.AT_ONCE)),
                refused("delay must not be negative, but is PT-1S", () -> submission(Duration.ofSeconds(-1))),
                refused(
                        "delay must be at most PT876600H, but is PT876600H1S",
                        () -> submission(Write.LONGEST_DELAY.plusSeconds(1))),
                refused("token must be between 1 and", () -> write(0, 1, Status.READY, false)),
                refused("revision must be between 1 and", () -> write(1, 0, Status.READY, false)),
                refused("leaves the job FINISHED must release it", () -> write(1, 1, Status.FINISHED, false)),
                refused(
                        "survey: lapses must be between 0 and 64, but is 65",
                        () -> new SurveyRequest(LEASE, List.of(), Optional.empty(), 65)),
                refused(
                        "claim: jobs must be between 1 and 1000, but is 0",
                        () -> new ClaimRequest.Orphans(List.of(), 0, 1)),
                refused(
                        "claim: dead owners must be at most 64, but is 65",
                        () -> new ClaimRequest.Orphans(Collections.nCopies(65, LEASE), 1, 1)),
                refused(
                        "claim number must be between 1 and",
                        () -> new ClaimRequest(LEASE, 0, List.of(), new ClaimRequest.Named(JOB))),
                refused(
                        "page limit must be between 1 and 1000, but is 1001",
                        () -> new JobQuery(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_001)),
                refused("load: weight must be between 1 and 1000, but is 0", () -> new Load(0, 0, 0)),
                refused("load: room must be between 0 and", () -> new Load(0, Load.UNLIMITED + 1, 1)),
                refused("namespace must be 1 to 40 of a-z", () -> StoreOptions.DEFAULT.namespace("a;b")),
                refused(
                        "call timeout must be longer than zero, but is PT0S",
                        () -> StoreOptions.DEFAULT.callTimeout(Duration.ZERO)),
                refused(
                        "call timeout must be between PT0.001S and PT1H, but is PT1H0.001S",
                        () -> StoreOptions.DEFAULT.callTimeout(
                                Duration.ofHours(1).plusMillis(1))),
                refused(
                        "call timeout must be between PT0.001S",
                        () -> StoreOptions.DEFAULT.callTimeout(Duration.ofNanos(1))),
                refused(
                        "retention of finished jobs must be between PT0S and PT876600H, but is PT",
                        () -> new Retention(Duration.ofHours(1), Duration.ofSeconds(Long.MAX_VALUE))),
                refused(
                        "retention of ended leases must be at most PT876600H, but is PT",
                        () -> new Retention(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(1))),
                refused("job type must be valid Unicode", () -> query("\ud83d")),
                refused("job type must have 1 to 100 characters, but has 0", () -> query("")),
                refused("at least PT10M, but is PT9M", () -> new Retention(Duration.ofMinutes(9), Duration.ofDays(1))),
                refused(
                        "retention of tombstones must be at least PT1H, but is PT59M",
                        () -> Retention.DEFAULT.tombstones(Duration.ofMinutes(59))),
                refused("token must be between 0 and", () -> new Command.Park(TokenFloor.HIGHEST + 1)),
                refused("sequence must be between 1 and", () -> new StepKey(JOB, RunId.of(1), 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void badValuesAreRefused(String message, ThrowingCallable making) {
        assertThatIllegalArgumentException()
                .isThrownBy(making)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    @DisplayName("values at their limits are accepted")
    void limitsAreInclusive() {
        assertThat(new JobId("😀".repeat(100)).value()).hasSize(200);
        assertThat(new ReadableType("mail", 2, 2).covers("mail", 2)).isTrue();
        assertThat(submission(Write.LONGEST_DELAY).delay()).isEqualTo(Write.LONGEST_DELAY);
        assertThat(write(1, 1, Status.FINISHED, true).release()).isTrue();
        assertThat(Retention.DEFAULT.tombstones()).isEmpty();
        assertThat(Retention.DEFAULT.tombstones(Duration.ofHours(1)).tombstones())
                .contains(Duration.ofHours(1));
    }

    @Test
    @DisplayName("an error text is cut between characters and holds nothing that a store can't keep")
    void errorIsCut() {
        Progress.Change change = Progress.initial(1).change();
        assertThat(change.error(Optional.of("x".repeat(999) + "😀")).done().error())
                .contains("x".repeat(999));
        assertThat(change.error(Optional.of("a\0b\ud83dc")).done().error()).contains("a\uFFFDb\uFFFDc");
        assertThat(change.error(Optional.of("😀".repeat(600))).done().error()).contains("😀".repeat(500));
    }

    @Test
    @DisplayName("bytes are copied in and out, equal by content, and tell their size alone")
    void bytes() {
        byte[] given = {1, 2};
        Bytes kept = Bytes.of(given);
        given[0] = 9;
        kept.toArray()[0] = 9;
        assertThat(kept).isEqualTo(Bytes.of(new byte[] {1, 2})).hasToString("2 bytes");
        assertThat(Bytes.ofUtf8("secret")).hasToString("6 bytes");
    }

    @Test
    @DisplayName("a digest tells type and payload apart")
    void digest() {
        assertThat(PayloadDigest.of("ab", Bytes.ofUtf8("c"))).isNotEqualTo(PayloadDigest.of("a", Bytes.ofUtf8("bc")));
        assertThat(PayloadDigest.of("a", Bytes.ofUtf8("b"))).isEqualTo(PayloadDigest.of("a", Bytes.ofUtf8("b")));
    }

    private static JobQuery query(String type) {
        return new JobQuery(Optional.of(type), Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }

    private static Arguments refused(String message, ThrowingCallable making) {
        return arguments(message, making);
    }

    private static Submission submission(Duration delay) {
        return new Submission(JOB, "mail", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), delay);
    }

    private static Write write(long token, long revision, Status status, boolean release) {
        Progress progress = Progress.initial(1).change().status(status).done();
        return new Write(JOB, LEASE, token, revision, progress, Optional.empty(), release);
    }
}
