package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Limits;
import io.leasehold.store.OpenStep;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Pace;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R23 at the limits, with all hostile ids side by side, and for twins that a careless store takes for one. */
abstract class ContentLimitsRulesTck extends RulesTck {
    private static final List<String> LABELS =
            List.of("a", "A", "a ", "a  ", " a", "á", "a\u0301", "ß", "ss", "a\t", "a\r\n", "' OR ''='", "$a.b", "😀");

    ContentLimitsRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    /** What has a limit in bytes. */
    enum Part {
        PAYLOAD("bytes of the payload", Limits::payload),
        STATE("bytes of the state", Limits::state),
        EFFECT("bytes of the effect", Limits::effect),
        NEXT_STATE("bytes of the next state", Limits::state);

        private final String name;
        private final ToIntFunction<Limits> limit;

        Part(String name, ToIntFunction<Limits> limit) {
            this.name = name;
            this.limit = limit;
        }

        private Bytes in(JobRecord job) {
            return switch (this) {
                case PAYLOAD -> job.payload();
                case STATE -> job.progress().state().orElse(Bytes.EMPTY);
                case EFFECT -> job.progress().open().map(OpenStep::effect).orElse(Bytes.EMPTY);
                case NEXT_STATE ->
                    job.progress().open().map(OpenStep::nextState).orElse(Bytes.EMPTY);
            };
        }
    }

    @ParameterizedTest(
            name =
                    "R23 as many {0} bytes as the store publishes come back; one more is refused by name and limit, and changes nothing")
    @EnumSource
    void publishedLimit(Part part) {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        int most = part.limit.applyAsInt(store.describe().limits());
        byte[] content = new byte[most + 1];
        new Random(most).nextBytes(content);
        Bytes largest = Bytes.of(Arrays.copyOf(content, most));
        give(part, mine, 1, largest);
        JobRecord before = job("letter");
        assertThat(part.in(before)).as(rule).isEqualTo(largest);
        Throwable refused = catchThrowable(() -> give(part, mine, 2, Bytes.of(content)));
        assertThat(refused)
                .as(rule)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(part.name, String.valueOf(most), String.valueOf(most + 1));
        assertThat(part.in(job("letter"))).as(rule + "; nothing changes").isEqualTo(largest);
        assertThat(job("letter").ownership()).as(rule).isEqualTo(before.ownership());
    }

    private void give(Part part, JobRecord mine, long revision, Bytes content) {
        switch (part) {
            case PAYLOAD -> ordered("letter", new Command.Amend(content));
            case STATE -> applied(write(mine, revision, change -> change.state(Optional.of(content))));
            case EFFECT -> applied(intent(mine, revision, OpenStep.intent(content, Bytes.EMPTY, Pace.AT_ONCE)));
            case NEXT_STATE -> applied(intent(mine, revision, OpenStep.intent(Bytes.EMPTY, content, Pace.AT_ONCE)));
        }
    }

    @ParameterizedTest(name = "R23 content that a text or a careless driver would change comes back, {index}")
    @MethodSource("awkwardContents")
    void awkward(Bytes content) {
        live(ALICE);
        submitAll(List.of(
                new Submission(new JobId("letter"), "mail", 1, content, newRun(), Optional.empty(), Duration.ZERO)));
        JobRecord mine = take(ALICE, "letter");
        applied(write(
                mine,
                1,
                change -> change.state(Optional.of(content))
                        .open(Optional.of(OpenStep.intent(content, content, Pace.AT_ONCE)))));
        for (Part part : Part.values()) {
            assertThat(part.in(job("letter"))).as("%s; %s", rule, part).isEqualTo(content);
            assertThat(part.in(store.list(JobQuery.all()).jobs().get(0)))
                    .as("%s; %s in a list", rule, part)
                    .isEqualTo(content);
        }
    }

    static Stream<Bytes> awkwardContents() {
        return Stream.of(
                Bytes.of(new byte[] {0}),
                Bytes.of(new byte[] {'a', 0, 'b', 0, 0}),
                Bytes.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}),
                Bytes.of(new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xed, (byte) 0xa0, (byte) 0x80}),
                Bytes.of(new byte[] {0x1f, (byte) 0x8b, 8, 0}),
                Bytes.ofUtf8("\r\n"),
                Bytes.ofUtf8(" trailing \t\n"),
                Bytes.ofUtf8("\ufeff{\"$set\": {\"a.b\": 1}}"),
                Bytes.ofUtf8("'; DROP TABLE job; --"),
                Bytes.ofUtf8("😀"));
    }

    @Test
    @DisplayName(
            "R23 all hostile ids at once: pages of any size show each once, in order, and one successor takes them all over")
    void allAtOnce() {
        List<JobId> all =
                ContentRulesTck.hostileTexts().map(JobId::new).sorted().toList();
        live(ALICE, BOB);
        submit(all.stream().map(JobId::value).toArray(String[]::new));
        for (int size : new int[] {1, 7, JobQuery.PAGE}) {
            assertThat(listed(size)).as("%s; pages of %d", rule, size).isEqualTo(all);
        }
        all.forEach(id -> take(ALICE, id.value()));
        all.forEach(id -> ordered(id.value(), new Command.Stop()));
        assertThat(store.owned(ALICE, Optional.empty()).jobs())
                .as(rule)
                .extracting(OwnedPage.Owned::id)
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(survey(ALICE, 0).stopped()).as(rule).containsExactlyInAnyOrderElementsOf(all);
        all.forEach(id -> ordered(id.value(), new Command.Start()));
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(takeAll(BOB, ALICE))
                .as(rule)
                .hasSize(all.size())
                .allSatisfy(job -> assertThat(job.payload().utf8())
                        .as(rule)
                        .isEqualTo("to " + job.id().value()))
                .extracting(JobRecord::id)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    private List<JobId> listed(int size) {
        List<JobId> found = new ArrayList<>();
        var query = new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), size);
        List<JobRecord> page = store.list(query).jobs();
        while (!page.isEmpty()) {
            page.forEach(job -> found.add(job.id()));
            page = store.list(query.after(found.get(found.size() - 1))).jobs();
        }
        return found;
    }

    @ParameterizedTest(name = "R23 ids of {0} characters that differ in the last one alone are different jobs")
    @ValueSource(ints = {199, 200})
    void longTwins(int length) {
        String stem = "é".repeat(length - 1);
        live(ALICE);
        submit(stem + "a", stem + "A", stem + "b", stem + " ");
        take(ALICE, stem + "a");
        ordered(stem + "b", new Command.Stop());
        assertThat(job(stem + "A").ownership().owner()).as(rule).isEmpty();
        assertThat(job(stem + "A").runnable()).as(rule).isTrue();
        assertThat(job(stem + " ").payload().utf8()).as(rule).isEqualTo("to " + stem + " ");
        assertThat(store.find(new JobId(stem))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R23 labels that look alike come back byte for byte, each with its own lease")
    void labels() {
        List<LeaseId> leases = new ArrayList<>();
        for (String label : LABELS) {
            LeaseId lease = LeaseId.of(leases.size() + 1L);
            leases.add(lease);
            store.grant(lease, label, HOUR);
        }
        leases.forEach(lease -> store.end(lease, LeaseEnd.CLEAN));
        assertThat(survey().ended()).as(rule).extracting(EndedLease::label).containsExactlyElementsOf(LABELS);
    }
}
