package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.store.Arguments;
import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Limits;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R21: a bad argument is told in one line that names it, its value and the limit, and nothing of its call is done. */
abstract class ArgumentRulesTck extends RulesTck {
    private static final int LONGEST_LINE = 250;

    ArgumentRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    static Stream<String> badLabels() {
        return Stream.of("", "x".repeat(101), "😀".repeat(51), "a\0b", "\ud83d", "\ude00\ud83d", "a\ud83db");
    }

    @ParameterizedTest(name = "R21 a label that no store could keep is refused, {index}")
    @MethodSource("badLabels")
    void badLabel(String label) {
        refused("label", () -> store.grant(ALICE, label, HOUR));
        assertThat(ask(ALICE)).as(rule + "; nothing is granted").isInstanceOf(LeaseState.Ended.class);
    }

    static Stream<Duration> badTtls() {
        return Stream.concat(badExtensions(), Stream.of(Duration.ZERO));
    }

    static Stream<Duration> badExtensions() {
        return Stream.of(
                Duration.ofNanos(1),
                Duration.ofNanos(-1),
                Duration.ofMillis(-1),
                Duration.ofHours(-1),
                Arguments.LONGEST_LEASE.plusNanos(1),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest(name = "R21 a ttl below a millisecond or above a year is refused, {0}")
    @MethodSource("badTtls")
    void badTtl(Duration ttl) {
        refused("ttl", () -> store.grant(ALICE, "alice", ttl));
        assertThat(ask(ALICE)).as(rule + "; nothing is granted").isInstanceOf(LeaseState.Ended.class);
    }

    @ParameterizedTest(name = "R21 an extension below a millisecond or above a year is refused, {0}")
    @MethodSource("badExtensions")
    void badExtension(Duration extension) {
        live(ALICE);
        refused("extension", () -> store.renew(ALICE, extension, Load.NONE));
        assertThat(((LeaseState.Live) ask(ALICE)).remaining())
                .as(rule + "; the lease's end stays")
                .isBetween(HOUR.minus(SLACK), HOUR);
    }

    @Test
    @DisplayName("R21 the shortest and the longest ttl and extension are accepted")
    void bounds() {
        store.grant(ALICE, "x".repeat(100), Arguments.SHORTEST_LEASE);
        store.grant(BOB, "😀".repeat(50), Arguments.LONGEST_LEASE);
        assertThat(ask(BOB)).as(rule).isInstanceOf(LeaseState.Live.class);
        assertThat(store.renew(ALICE, Arguments.LONGEST_LEASE, Load.NONE))
                .as(rule)
                .isEqualTo(new LeaseState.Live(Arguments.LONGEST_LEASE));
        assertThat(store.renew(BOB, Arguments.SHORTEST_LEASE, Load.NONE))
                .as(rule)
                .isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R21 one submission more than a call holds is refused, and none of them is created")
    void tooManySubmissions() {
        List<Submission> many = IntStream.rangeClosed(0, Submission.BATCH)
                .mapToObj(i -> mail("job-" + i))
                .toList();
        refused("submissions of a call must be at most 256, but is 257", () -> store.submit(many));
        nothingIsThere();
    }

    @Test
    @DisplayName("R21 two submissions of one id in a call are refused, and none of them is created")
    void submittedTwice() {
        refused("letter", () -> store.submit(List.of(mail("other"), mail("letter"), mail("letter"))));
        nothingIsThere();
    }

    @Test
    @DisplayName("R21 one write more than a batch holds is refused, and none of them is applied")
    void tooManyWrites() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        List<Write> many = new ArrayList<>(List.of(write(mine, 1, change -> change.failures(7))));
        for (int i = 0; i < LeaseStore.WRITES; i++) {
            many.add(new Write(new JobId("other-" + i), ALICE, 1, 1, mine.progress(), Optional.empty(), false));
        }
        refused("writes of a batch must be at most 256, but is 257", () -> store.write(many));
        assertThat(job("letter"))
                .as(rule)
                .usingRecursiveComparison()
                .ignoringFields("remaining")
                .isEqualTo(mine);
    }

    @Test
    @DisplayName("R21 two writes of one job in a batch are refused, and none of them is applied")
    void writtenTwice() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        List<Write> twice =
                List.of(write(mine, 1, change -> change.failures(7)), write(mine, 2, change -> change.failures(8)));
        refused("letter", () -> store.write(twice));
        assertThat(job("letter").progress().failures()).as(rule).isZero();
    }

    @Test
    @DisplayName("R21 a cursor that tidy did not answer is refused")
    void foreignCursor() {
        for (String cursor : List.of("", "'; DROP TABLE job; --\n\0", "\ud83d", "x".repeat(100_000))) {
            refused("cursor", () -> store.tidy(Optional.of(cursor)));
        }
    }

    @Test
    @DisplayName(
            "R23 a payload, state, effect or next state larger than the store publishes is refused, and nothing of its call is done")
    void beyondTheStoresOwnLimits() {
        Limits limits = store.describe().limits();
        Assumptions.assumeFalse(
                limits.equals(Limits.LARGEST), "the store takes whatever a value of this contract may hold");
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        oversized(limits.payload(), Limits.LARGEST.payload()).ifPresent(payload -> {
            refused("bytes of the payload", () -> store.submit(List.of(mail("other"), submission(payload))));
            refused("bytes of the payload", () -> order("letter", new Command.Amend(payload)));
            assertThat(store.list(JobQuery.all()).jobs()).as(rule).hasSize(1);
        });
        oversized(limits.state(), Limits.LARGEST.state()).ifPresent(state -> {
            Write standing = write(mine, 1, change -> change.state(Optional.of(state)));
            refused("bytes of the state", () -> store.write(List.of(standing)));
            Write next = intent(mine, 1, OpenStep.intent(Bytes.EMPTY, state, Pace.AT_ONCE));
            refused("bytes of the next state", () -> store.write(List.of(next)));
        });
        oversized(limits.effect(), Limits.LARGEST.effect()).ifPresent(effect -> {
            Write intent = intent(mine, 1, OpenStep.intent(effect, Bytes.EMPTY, Pace.AT_ONCE));
            refused("bytes of the effect", () -> store.write(List.of(intent)));
        });
        assertThat(job("letter").ownership().revision()).as(rule).isZero();
    }

    private static Optional<Bytes> oversized(int limit, int largest) {
        return limit < largest ? Optional.of(Bytes.of(new byte[limit + 1])) : Optional.empty();
    }

    private Submission submission(Bytes payload) {
        return new Submission(new JobId("large"), "mail", 1, payload, newRun(), Optional.empty(), Duration.ZERO);
    }

    private void nothingIsThere() {
        assertThat(store.list(JobQuery.all()).jobs()).as(rule).isEmpty();
    }

    private void refused(String said, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as(rule).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage())
                .as(rule + "; the message is one line that names the argument")
                .contains(said)
                .hasSizeLessThan(LONGEST_LINE)
                .doesNotContainPattern("\\p{Cntrl}");
    }
}
