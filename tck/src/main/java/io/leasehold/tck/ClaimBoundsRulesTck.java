package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R9: what one claim brings. Even claim numbers begin at slot 0, so one of those sees every orphan. */
abstract class ClaimBoundsRulesTck extends RulesTck {
    private static final Comparator<String> BY_SLOT = Comparator.comparingInt(id -> new JobId(id).slot());

    ClaimBoundsRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R9 a claim takes only types and state versions that the caller can read")
    void typesAndVersions() {
        live(ALICE);
        submitAll(List.of(
                mail("old", "mail", 1, Duration.ZERO),
                mail("middle", "mail", 2, Duration.ZERO),
                mail("new", "mail", 3, Duration.ZERO),
                mail("fax", "fax", 2, Duration.ZERO),
                mail("Mail", "Mail", 2, Duration.ZERO)));
        assertThat(claimed(2)).as(rule + "; a caller without types").isEmpty();
        assertThat(claimed(4, new ReadableType("mail", 2, 2))).as(rule).containsExactly("middle");
        assertThat(claimed(6, new ReadableType("mail", 1, 2), new ReadableType("fax", 1, 1)))
                .as(rule)
                .containsExactly("old");
        assertThat(claimed(8, new ReadableType("fax", 2, 3), new ReadableType("mail", 1, 3)))
                .as(rule)
                .containsExactlyInAnyOrder("new", "fax");
    }

    @Test
    @DisplayName("R9 a named claim, too, takes only what the caller can read")
    void namedTypesAndVersions() {
        live(ALICE);
        submitAll(List.of(mail("fax", "fax", 2, Duration.ZERO), mail("newer", "mail", 4, Duration.ZERO)));
        assertThat(claimOne(ALICE, "fax")).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "newer")).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R9 a stopped job is no orphan")
    void stopped() {
        live(ALICE);
        submit("letter");
        ordered("letter", new Command.Stop());
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "letter")).as(rule).isEmpty();
        ordered("letter", new Command.Start());
        assertThat(ids(takeAll(ALICE))).as(rule + " until it is started").containsExactly("letter");
    }

    @ParameterizedTest(name = "R9 a job that is not READY is no orphan: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
    void notReady(Status status) {
        live(ALICE);
        submit("letter");
        leave(ALICE, "letter", status);
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "letter")).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R9 a job is claimed though it is not due yet, and its due time stays")
    void notDue() {
        live(ALICE);
        submitAll(List.of(mail("later", "mail", 1, minutes(50))));
        assertThat(take(ALICE, "later").remaining()).as(rule).isCloseTo(minutes(50), SLACK);
    }

    @Test
    @DisplayName("R9 an odd claim begins at its start slot and doesn't wrap; the even one after it covers the rest")
    void startSlot() {
        live(ALICE);
        List<String> all = submitMany(60);
        int start = new ClaimRequest(ALICE, 1, List.of(), new ClaimRequest.Named(new JobId("any"))).startSlot();
        assertThat(ids(claim(ALICE, 1)))
                .as(rule)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().filter(id -> new JobId(id).slot() >= start).toList());
        assertThat(ids(claim(ALICE, 2)))
                .as(rule)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().filter(id -> new JobId(id).slot() < start).toList());
    }

    @Test
    @DisplayName("R9 a claim is bounded by count, lowest slots first")
    void boundedByCount() {
        live(ALICE);
        List<String> all = submitMany(20);
        assertThat(ids(claimAtMost(2, 3, 1 << 20)))
                .as(rule)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().sorted(BY_SLOT).limit(3).toList());
        assertThat(claimAtMost(4, 1_000, 1 << 20)).as(rule).hasSize(17);
    }

    @Test
    @DisplayName("R9 a claim is bounded by bytes, but one job is brought however large it is")
    void boundedByBytes() {
        live(ALICE);
        for (String id : List.of("a", "b", "c", "d", "e")) {
            Bytes payload = Bytes.of(new byte[1_000]);
            submitAll(List.of(
                    new Submission(new JobId(id), "mail", 1, payload, newRun(), Optional.empty(), Duration.ZERO)));
        }
        assertThat(claimAtMost(2, 10, 2_500)).as(rule).hasSize(2);
        assertThat(claimAtMost(4, 10, 1)).as(rule).hasSize(1);
        assertThat(claimAtMost(6, 10, 2_000))
                .as(rule + "; exactly as many bytes as there are")
                .hasSize(2);
    }

    @Test
    @DisplayName("R9 bytes of state, effect and next state count as the payload's do")
    void bytesOfProgressCount() {
        live(ALICE, BOB);
        submit("a", "b");
        for (String id : List.of("a", "b")) {
            applied(intent(take(BOB, id), 1, step("x".repeat(500))));
        }
        end(BOB, LeaseEnd.CLEAN);
        assertThat(claimAtMost(2, 10, 1_200, BOB)).as(rule).hasSize(1);
    }

    @Test
    @DisplayName("R9 a claim answers the record as last written, under its new owner")
    void asLastWritten() {
        live(ALICE, BOB);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        end(ALICE, LeaseEnd.CLEAN);
        JobRecord before = job("letter");
        JobRecord taken = take(BOB, "letter");
        assertThat(taken.progress()).as(rule).isEqualTo(before.progress());
        assertThat(taken.payload()).as(rule).isEqualTo(before.payload());
        assertThat(taken.run()).as(rule).isEqualTo(before.run());
        assertThat(taken.ownership())
                .as(rule + ", revision 0")
                .isEqualTo(before.ownership().claimedBy(BOB, 1));
        assertThat(taken.intentAge()).as(rule).isPresent();
        assertThat(job("letter").ownership())
                .as(rule + "; what was answered is what is stored")
                .isEqualTo(taken.ownership());
    }

    @Test
    @DisplayName("R9 the last claim number again answers what it brought, as last written, and takes nothing new")
    void repeated() {
        live(ALICE);
        submit("a", "b");
        List<JobRecord> brought = claim(ALICE, 2);
        applied(intent(brought.get(0), 1, step("greet")));
        submit("c");
        List<JobRecord> again = claim(ALICE, 2);
        assertThat(ids(again)).as(rule).containsExactlyInAnyOrder("a", "b");
        assertThat(again).as(rule).extracting(job -> job.ownership().token()).containsOnly(1L);
        assertThat(again)
                .as(rule)
                .filteredOn(job -> job.id().equals(brought.get(0).id()))
                .allSatisfy(job -> assertThat(job.progress().open()).contains(step("greet")));
        assertThat(ids(claim(ALICE, 4))).as(rule).containsExactly("c");
        assertThat(ids(claim(ALICE, 4)))
                .as(rule + ", not what an earlier number brought")
                .containsExactly("c");
    }

    @Test
    @DisplayName("R9 a repeated claim doesn't answer what is no longer the caller's")
    void repeatedAfterRelease() {
        live(ALICE, BOB);
        submit("a", "b");
        JobRecord released = claim(ALICE, 2).stream()
                .filter(job -> job.id().value().equals("a"))
                .findFirst()
                .orElseThrow();
        applied(release(released, 1, change -> change));
        take(BOB, "a");
        assertThat(ids(claim(ALICE, 2))).as(rule).containsExactly("b");
    }

    @Test
    @DisplayName("R9 the last claim number again takes new ones if it brought none")
    void repeatedAfterNothing() {
        live(ALICE);
        assertThat(claim(ALICE, 2)).as(rule).isEmpty();
        submit("letter");
        assertThat(ids(claim(ALICE, 2))).as(rule).containsExactly("letter");
    }

    @Test
    @DisplayName("R9 a lower claim number brings and answers nothing")
    void lowerNumber() {
        live(ALICE);
        submit("a");
        assertThat(claim(ALICE, 4)).as(rule).hasSize(1);
        submit("b");
        assertThat(claim(ALICE, 2)).as(rule).isEmpty();
        assertThat(job("b").ownership().owner()).as(rule).isEmpty();
        assertThat(claim(ALICE, 6)).as(rule + ", a higher one does").hasSize(1);
    }

    @Test
    @DisplayName("R9 a named claim takes that job alone, and nothing if it is absent or owned")
    void named() {
        live(ALICE, BOB);
        submit("a", "b");
        assertThat(ids(claimOne(ALICE, "a"))).as(rule).containsExactly("a");
        assertThat(claimOne(BOB, "a")).as(rule).isEmpty();
        assertThat(claimOne(ALICE, "a"))
                .as(rule + ", by the caller itself even")
                .isEmpty();
        assertThat(claimOne(BOB, "absent")).as(rule).isEmpty();
        assertThat(store.find(new JobId("absent")))
                .as(rule + "; nothing is created")
                .isEmpty();
        assertThat(job("b").ownership().owner()).as(rule).isEmpty();
    }

    private List<String> claimed(long number, ReadableType... types) {
        var target = new ClaimRequest.Orphans(List.of(), 10, 1 << 20);
        return ids(store.claim(new ClaimRequest(ALICE, number, List.of(types), target)));
    }

    private List<JobRecord> claimAtMost(long number, int jobs, long bytes, LeaseId... dead) {
        var target = new ClaimRequest.Orphans(List.of(dead), jobs, bytes);
        return store.claim(new ClaimRequest(ALICE, number, List.of(MAIL), target));
    }
}
